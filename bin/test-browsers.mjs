// `npm run test:browsers`: the main walk in Firefox and WebKit. Missing browsers are listed; with CI=true they fail
// the run.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, note, prepare, run, stop } from './prepare.mjs';

const ENGINES = {
  Firefox: [process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'],
  WebKit: [process.env.WEBKIT_DRIVER_PATH ?? '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'],
};

const here = Object.keys(ENGINES).filter((name) => ENGINES[name].every((file) => existsSync(file)));
const missing = Object.keys(ENGINES).filter((name) => !here.includes(name));
const install = 'Debian has them as firefox-esr, webkit2gtk-driver and xvfb';
if (missing.length > 0 && (process.env.CI === 'true' || here.length === 0))
  stop(`Missing: ${missing.join(', ')} (${install}).`);

await prepare(undefined, 'test');
const walks = ['jest', '--testMatch', '**/engines.walk.ts', '-t', ` in (${here.join('|')})$`];
const code = await run('npx', walks, { cwd: path.join(ROOT, 'e2e') });
for (const name of missing) note(`Not run: ${name} (${install}).`);
process.exit(code);
