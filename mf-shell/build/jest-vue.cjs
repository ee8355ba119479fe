// Jest's configuration for slices in Vue: `module.exports = require('../mf-shell/build/jest-vue.cjs');`
const { faces } = require('./jest-faces.cjs');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  // Vue and its testing library in their builds for Node; jsdom alone would select the builds for browsers.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  roots: ['<rootDir>/src'],
  // A busy machine is slow, which is no failure.
  testTimeout: 60_000,
  setupFilesAfterEnv: [require.resolve('./jest-patience.cjs')],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'vue'],
  moduleNameMapper: faces('vue'),
  transform: {
    '^.+\\.vue$': require.resolve('./vue-transform.cjs'),
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
};
