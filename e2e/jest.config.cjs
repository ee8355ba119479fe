/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // On a busy machine walks take three times as long; the page's own timeouts detect a hang.
  testTimeout: 400_000,
};
