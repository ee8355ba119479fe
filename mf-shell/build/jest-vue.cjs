// How the tests of every slice in Vue run: `module.exports = require('../mf-shell/build/jest-vue.cjs');`
const { faces } = require('./jest-faces.cjs');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  // Vue and its testing library as Node loads them; jsdom alone would be given files for browsers.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  roots: ['<rootDir>/src'],
  // A busy machine is slow, not wrong.
  testTimeout: 60_000,
  setupFilesAfterEnv: [require.resolve('./jest-patience.cjs')],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'vue'],
  moduleNameMapper: faces('vue'),
  transform: {
    '^.+\\.vue$': require.resolve('./vue-transform.cjs'),
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
};
