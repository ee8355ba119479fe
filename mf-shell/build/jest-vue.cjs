// Jest's configuration for slices in Vue: `module.exports = require('../mf-shell/build/jest-vue.cjs');`
const { shellModules } = require('./jest-shell.cjs');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  // Vue and its testing library in their builds for Node; jsdom alone would select the builds for browsers.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  roots: ['<rootDir>/src'],
  // A slow machine must not fail a test.
  testTimeout: 60_000,
  setupFilesAfterEnv: [require.resolve('./jest-timeouts.cjs')],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'vue'],
  moduleNameMapper: shellModules('vue'),
  transform: {
    '^.+\\.vue$': require.resolve('./vue-transform.cjs'),
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
};
