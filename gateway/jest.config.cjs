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
  testTimeout: 60_000,
};
