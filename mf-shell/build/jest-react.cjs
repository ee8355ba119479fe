// Jest's configuration for slices in React: `module.exports = require('../mf-shell/build/jest-react.cjs');`
const { shellModules } = require('./jest-shell.cjs');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  roots: ['<rootDir>/src'],
  // A slow machine must not fail a test.
  testTimeout: 60_000,
  setupFilesAfterEnv: [require.resolve('./jest-timeouts.cjs')],
  moduleNameMapper: shellModules('react'),
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
