/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // Walks on a machine with other work take three times as long; what hangs is found by the page's own timeouts.
  testTimeout: 400_000,
};
