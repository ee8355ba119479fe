/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  // Vue and its testing library as Node loads them; jsdom alone would be given files for browsers.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  roots: ['<rootDir>/src'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'vue'],
  moduleNameMapper: {
    '^@ebok/shell(/fake)?$': '<rootDir>/../mf-shell/src/fake.ts',
    '^@ebok/shell/vue$': '<rootDir>/../mf-shell/src/vue.ts',
    '^@ebok/shell/testing$': '<rootDir>/../mf-shell/src/slices/testing.ts',
    '\\.css$': '<rootDir>/src/css.stub.cjs',
  },
  transform: {
    '^.+\\.vue$': '<rootDir>/../mf-shell/build/vue-jest.cjs',
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
};
