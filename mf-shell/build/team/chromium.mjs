// Where Chromium is on this machine.
import { existsSync } from 'node:fs';

/** The engine without the browser's own windows: half of the processor time, the same pages. */
const HEADLESS = ['/usr/bin/chromium-headless-shell'];
const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * CHROMIUM_PATH, else the headless shell, else the browser.
 * @param {{ whole?: boolean }} [options] `whole`: the browser in any case
 * @returns {string | undefined}
 */
export function findChromium({ whole = false } = {}) {
  return [process.env.CHROMIUM_PATH, ...(whole ? [] : HEADLESS), ...WHOLE].find(
    (path) => path && existsSync(path),
  );
}
