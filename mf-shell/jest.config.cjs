/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  roots: ['<rootDir>/src', '<rootDir>/build', '<rootDir>/playground/src'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json', 'graphql'],
  moduleNameMapper: {
    '\\.css$': '<rootDir>/src/styles/none.cjs',
    // As the build reads them: texts.
    '^(.*\\.graphql)\\?raw$': '$1',
    '^@ebok/shell(/fake)?$': '<rootDir>/src/fake.ts',
    '^@ebok/shell/testing$': '<rootDir>/src/slices/testing.ts',
  },
  // Lit ships as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(lit|lit-html|lit-element|@lit)/)'],
  transform: {
    '^.+\\.tsx$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
      },
    ],
    '\\.graphql$': '<rootDir>/build/text-jest.cjs',
    '^.+\\.m?[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
};
