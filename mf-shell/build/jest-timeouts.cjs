// Longer timeouts, so that a slow machine fails no test; but two tests that ran into them are a broken page, and its
// team should not wait minutes to read so.
/* global afterEach, beforeEach */
// Not the global one, which tests with a clock of their own replace.
const { performance } = require('node:perf_hooks');
const { configure } = require(require.resolve('@testing-library/dom', { paths: [process.cwd()] }));

const PATIENT_MS = 20_000;
const BROKEN_MS = 1_000;
let begun;
let slow = 0;

configure({ asyncUtilTimeout: PATIENT_MS });
beforeEach(() => {
  begun = performance.now();
});
afterEach(() => {
  if (performance.now() - begun >= PATIENT_MS) slow++;
  if (slow === 2) configure({ asyncUtilTimeout: BROKEN_MS });
});
