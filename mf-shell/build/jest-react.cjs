// Jest's configuration for slices in React: `module.exports = require('../mf-shell/build/jest-react.cjs');`
const { faces } = require('./jest-faces.cjs');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  roots: ['<rootDir>/src'],
  // A busy machine is slow, which is no failure.
  testTimeout: 60_000,
  setupFilesAfterEnv: [require.resolve('./jest-patience.cjs')],
  moduleNameMapper: faces('react'),
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
