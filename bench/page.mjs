// `npm run bench -- page [--rounds N] [--use] [--old FOLDER]`: the time until all tiles of home are filled, or with
// `--use` until the chart of usage is drawn, in Chromium with a phone's CPU and bandwidth. Once with an empty cache,
// then as a repeat visit. `--old` adds an earlier build, in turns.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../mf-shell/build/team/chromium.mjs';
import { startDemo } from './page/demo.mjs';
import { drawingTask, throttle, untilFilled, whenDrawn, whenFilled } from './page/visit.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    use: { type: 'boolean', default: false },
    old: { type: 'string' },
  },
});

const executablePath = findChromium({ whole: true });
if (!executablePath) throw new Error('No Chromium here: set CHROMIUM_PATH');
const world = mkdtempSync(path.join(tmpdir(), 'ebok-bench-page-'));
const browser = await chromium.launch({ executablePath, headless: true, args: ARGS });
const builds = [];
try {
  for (const root of [options.old, path.dirname(HERE)].filter(Boolean)) builds.push(await start(root));
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round++)
    for (const build of builds) rounds.push({ build: build.name, ...(await visits(build)) });
  const table = builds.flatMap(({ name }) =>
    ['cold', 'warm'].map((visit) =>
      summary(
        builds.length > 1 ? `${name}, ${visit}` : visit,
        rounds.filter(({ build }) => build === name).map((round) => round[visit]),
      ),
    ),
  );
  console.table(table);
  const load = loadavg()[0].toFixed(1);
  console.log(
    `${options.use ? 'Usage' : 'Home'} of the demo world, ${options.rounds} rounds, CPU 4 times slower, 10 Mbit/s, 40 ms; load of the machine ${load} on ${cpus().length} cores.`,
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
  for (const { portal } of builds) await portal.stop();
  rmSync(world, { recursive: true, force: true });
}

/** Starts a build with a world of its own, signs in, and makes it compile its operations by an unmeasured visit. */
async function start(root) {
  const name = root === options.old ? 'old' : 'new';
  const folder = path.join(world, name);
  mkdirSync(folder);
  const portal = await startDemo(folder, undefined, path.resolve(root));
  const build = { name, portal, storageState: await signIn(portal) };
  await visits(build);
  return build;
}

/** Signs in as the household of the demo world; returns its cookies. */
async function signIn({ url, login }) {
  const page = await browser.newPage({ locale: 'pl-PL' });
  await page.goto(`${url}/logowanie`);
  await page.getByLabel('Adres e-mail').fill(login.email);
  await page.getByLabel('Hasło', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Zaloguj', exact: true }).click();
  await page.locator('ebok-parcel').first().waitFor();
  const state = await page.context().storageState({ indexedDB: false });
  await page.close();
  return { cookies: state.cookies, origins: [] };
}

/** Milliseconds from navigation: with an empty cache, then once more with a filled one. */
async function visits({ portal, storageState }) {
  const context = await browser.newContext({
    locale: 'pl-PL',
    storageState,
    viewport: { width: 390, height: 844 },
  });
  try {
    const page = await context.newPage();
    await throttle(page);
    await page.addInitScript(options.use ? whenDrawn : whenFilled);
    const visit = async () => {
      await page.goto(portal.url + (options.use ? '/zuzycie' : ''));
      const filled = await untilFilled(page);
      return options.use ? { ...filled, drawing: await drawingTask(page) } : filled;
    };
    const cold = await visit();
    await page.waitForLoadState('networkidle');
    return { cold, warm: await visit() };
  } finally {
    await context.close();
  }
}

function summary(visit, times) {
  const sorted = (of) => times.map(of).sort((a, b) => a - b);
  const ms = sorted((time) => time.ms);
  const middle = Math.floor(times.length / 2);
  const { requests, kB } = times[0];
  return {
    visit,
    'median ms': ms[middle],
    'min ms': ms[0],
    'max ms': ms.at(-1),
    requests,
    kB,
    ...(options.use && { 'drawing ms': sorted((time) => time.drawing)[middle] }),
  };
}
