// Firefox as Debian packages it (extended support), driven by Puppeteer, because Playwright drives only its own
// builds.
import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';

const PATHS = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** The path of Firefox; undefined where it is not installed. */
export function firefoxPath(): string | undefined {
  return PATHS.find((path) => path && existsSync(path));
}

/** Starts Firefox in Polish. `preferences`: as in about:config. */
export function launchFirefox(preferences: Record<string, unknown> = {}): Promise<Browser> {
  const executablePath = firefoxPath();
  if (!executablePath) throw new Error('No Firefox here: set FIREFOX_PATH');
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: { 'intl.accept_languages': 'pl', 'intl.locale.requested': 'pl', ...preferences },
  });
}
