/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // What src and demo take of each other is their source, not what was built.
  testEnvironmentOptions: { customExportConditions: ['ebok-source', 'node', 'node-addons'] },
  roots: ['<rootDir>/src', '<rootDir>/demo/src', '<rootDir>/sandbox/src'],
  transform: { '^.+\\.[jt]s$': '@swc/jest' },
  // Fastify's inject reads cookies with libraries that are ES modules only, which jest cannot require.
  transformIgnorePatterns: ['/node_modules/(?!(cookie|set-cookie-parser)/)'],
  // Before any entity, whatever a test imports first.
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/testing/name-databases.cjs',
  globalTeardown: '<rootDir>/testing/drop-databases.cjs',
  // A worker keeps something of every file it ran; after 30 files collecting its garbage takes a tenth of the time.
  workerIdleMemoryLimit: '400MB',
  testTimeout: 60_000,
};
