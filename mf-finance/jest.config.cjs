/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  roots: ['<rootDir>/src'],
  moduleNameMapper: {
    '^@ebok/shell(/fake)?$': '<rootDir>/../mf-shell/src/fake.ts',
    '^@ebok/shell/react$': '<rootDir>/../mf-shell/src/react.ts',
    '^@ebok/shell/testing$': '<rootDir>/../mf-shell/src/slices/testing.ts',
    '\\.css$': '<rootDir>/src/css.stub.cjs',
  },
  // wouter ships as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(wouter|regexparam|mitt)/)'],
  transform: {
    '^.+\\.[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
      },
    ],
  },
};
