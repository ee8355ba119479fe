// `npm run bench -- page [--rounds N]`: the time until all tiles of home are filled, in Chromium with a phone's CPU
// and bandwidth. Once with an empty cache, then as a repeat visit.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../mf-shell/build/team/chromium.mjs';
import { startDemo } from './page/demo.mjs';
import { throttle, untilFilled, whenFilled } from './page/visit.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });

const executablePath = findChromium({ whole: true });
if (!executablePath) throw new Error('No Chromium here: set CHROMIUM_PATH');
const world = mkdtempSync(path.join(tmpdir(), 'ebok-bench-page-'));
const portal = await startDemo(world);
const browser = await chromium.launch({ executablePath, headless: true, args: ARGS });
try {
  const storageState = await signIn();
  // An unmeasured visit first: it makes the gateway compile its operations.
  await visits(storageState);
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round++) rounds.push(await visits(storageState));
  const table = ['cold', 'warm'].map((visit) =>
    summary(
      visit,
      rounds.map((round) => round[visit]),
    ),
  );
  console.table(table);
  const load = loadavg()[0].toFixed(1);
  console.log(
    `Home of the demo world, ${options.rounds} rounds, CPU 4 times slower, 10 Mbit/s, 40 ms; load of the machine ${load} on ${cpus().length} cores.`,
  );
  mkdirSync(path.join(HERE, 'results'), { recursive: true });
  const result = {
    at: new Date().toISOString(),
    chromium: browser.version(),
    cpu: cpus()[0].model,
    load,
    rounds,
    table,
  };
  writeFileSync(path.join(HERE, 'results/page.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await browser.close();
  await portal.stop();
  rmSync(world, { recursive: true, force: true });
}

/** Signs in as the household of the demo world; returns its cookies. */
async function signIn() {
  const page = await browser.newPage({ locale: 'pl-PL' });
  await page.goto(`${portal.url}/logowanie`);
  await page.getByLabel('Adres e-mail').fill(portal.login.email);
  await page.getByLabel('Hasło', { exact: true }).fill(portal.login.password);
  await page.getByRole('button', { name: 'Zaloguj', exact: true }).click();
  await page.locator('ebok-parcel').first().waitFor();
  const state = await page.context().storageState({ indexedDB: false });
  await page.close();
  return { cookies: state.cookies, origins: [] };
}

/** Milliseconds from navigation: with an empty cache, then once more with a filled one. */
async function visits(storageState) {
  const context = await browser.newContext({
    locale: 'pl-PL',
    storageState,
    viewport: { width: 390, height: 844 },
  });
  try {
    const page = await context.newPage();
    await throttle(page);
    await page.addInitScript(whenFilled);
    await page.goto(portal.url);
    const cold = await untilFilled(page);
    await page.waitForLoadState('networkidle');
    await page.goto(portal.url);
    return { cold, warm: await untilFilled(page) };
  } finally {
    await context.close();
  }
}

function summary(visit, times) {
  const sorted = times.map(({ ms }) => ms).sort((a, b) => a - b);
  const { requests, kB } = times[0];
  const median = sorted[Math.floor(sorted.length / 2)];
  return { visit, 'median ms': median, 'min ms': sorted[0], 'max ms': sorted.at(-1), requests, kB };
}
