/** @type {import('jest').Config} */
const config = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // On a busy machine walks take three times as long; the page's own timeouts detect a hang.
  testTimeout: 400_000,
};

/** One file alone runs in the same Chromium as with `npm test`. */
module.exports = async () => {
  const { findChromium } = await import('../mf-shell/build/team/chromium.mjs');
  const chromium = findChromium();
  if (chromium) process.env.CHROMIUM_PATH ??= chromium;
  return config;
};
