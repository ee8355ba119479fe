// A slice in development inside the running portal: edits are visible at once, and the page keeps its state.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch } from './browser';
import { startDevelopmentPortal, type Portal } from './portal';
import { register, signIn, visit, type Visit } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

const ROOT = path.resolve(__dirname, '..');
const COMMAND = path.join(ROOT, 'mf-shell/build/team/slice.mjs');

let portal: Portal;
let browser: Browser;
let root: string;
let server: ChildProcess | undefined;
let guest: Visit;

beforeAll(async () => {
  // Operations in development are not persisted, so a portal in production would refuse them.
  portal = await startDevelopmentPortal();
  browser = await launch();
  expect((await portal.import(portal.feed(ELECTRICITY))).code).toBe(0);
  await register(portal, CUSTOMER);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});
beforeEach(async () => {
  // Not in the system's temporary folder: the slice's tools are resolved from its parent folders.
  mkdirSync(path.join(ROOT, 'var'), { recursive: true });
  root = mkdtempSync(path.join(ROOT, 'var/e2e-dev-'));
  symlinkSync(path.join(ROOT, 'tsconfig.base.json'), path.join(root, 'tsconfig.base.json'));
  guest = await visit(browser, 1280);
});
afterEach(async () => {
  await guest.leave();
  await stopped();
  rmSync(root, { recursive: true });
});

it('exchanges a component in React while the page stands and what was typed stays', async () => {
  const { page, complaints } = await open('inbox', '/wiadomosci');
  await page.getByRole('button', { name: 'Filtruj' }).click();
  const search = page.getByRole('searchbox');
  await search.pressSequentially('przerwa');
  await stays(page);
  edit('inbox', 'src/components/MessageFilters.tsx', "text: t('filters.text')", "text: 'Szukaj wszędzie'");
  await page.getByText('Szukaj wszędzie').waitFor();
  expect(await search.inputValue()).toBe('przerwa');
  expect(await page.getByRole('combobox', { name: 'Sposób wysłania' }).isVisible()).toBe(true);
  await hasStayed(page);
  expect(complaints).toEqual([]);
});

it('exchanges a component in Vue while the page stands and what was typed stays', async () => {
  const { page, complaints } = await open('profile', '/dane/punkty');
  await page.getByRole('link', { name: 'ul. Polna 1, 00-001 Warszawa' }).click();
  await page.getByRole('button', { name: 'Zmień nazwę' }).click();
  await page.getByLabel('Twoja nazwa tego punktu').fill('Domek');
  await stays(page);
  edit('profile', 'src/points/PointFacts.vue', "{{ t('point.ppe') }}", 'Numer punktu');
  await page.getByText('Numer punktu').waitFor();
  expect(await page.getByLabel('Twoja nazwa tego punktu').inputValue()).toBe('Domek');
  await hasStayed(page);
  edit('profile', 'src/ui/ui.css', '.ebok-profile__line {', '.ebok-profile__line { letter-spacing: 3px;');
  await page.waitForFunction(() => {
    const line = document.querySelector('.ebok-profile__line');
    return line && getComputedStyle(line).letterSpacing === '3px';
  });
  await hasStayed(page);
  expect(complaints).toEqual([]);
});

it('shows a slice at an address that the portal does not know yet', async () => {
  const url = await develop('profile');
  edit('profile', 'slice.json', '["/dane"]', '["/dane", "/nowe"]');
  edit('profile', 'src/routes.ts', '{ path: ROOT,', "{ path: '/nowe',");
  const { page } = guest;
  expect((await page.goto(`${portal.url}/nowe`))?.status()).toBe(404);
  expect((await page.goto(`${url}/nowe`))?.status()).toBe(200);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('heading', { level: 1, name: 'Twoje dane' }).waitFor();
});

it('lets no page from elsewhere read what it or the portal answers', async () => {
  const url = await develop('profile');
  const headers = { origin: 'https://example.org', 'access-control-request-method': 'POST' };
  for (const address of ['/graphql', '/@slice/src/lifecycle.ts'])
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await fetch(url + address, { method, headers });
      expect([address, method, answer.headers.get('access-control-allow-origin')]).toEqual([
        address,
        method,
        null,
      ]);
    }
});

it('says what to do where no portal answers', () => {
  const { status, stderr } = spawnSync(process.execPath, [COMMAND, 'dev'], {
    cwd: path.join(ROOT, 'mf-profile'),
    env: { ...process.env, EBOK_URL: 'http://localhost:1' },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('start one with npm start, or set EBOK_URL')]);
});

/** Signs in at the portal with this one slice in development. */
async function open(slice: string, address: string) {
  const url = await develop(slice);
  const { page } = guest;
  await page.goto(url + address);
  await signIn(page, CUSTOMER.email);
  await page.waitForURL(url + address);
  return guest;
}

/** `npm run dev` in a copy of the slice's folder. */
async function develop(slice: string): Promise<string> {
  const folder = path.join(root, `mf-${slice}`);
  const own = path.join(ROOT, `mf-${slice}`);
  const filter = (from: string) => !/[\\/](node_modules|dist)$/.test(from);
  cpSync(own, folder, { recursive: true, filter });
  if (existsSync(path.join(own, 'node_modules')))
    symlinkSync(path.join(own, 'node_modules'), path.join(folder, 'node_modules'));
  const child = spawn(process.execPath, [COMMAND, 'dev'], {
    cwd: folder,
    env: { ...process.env, EBOK_URL: portal.url, DEV_PORT: '5371' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('close', () => reject(new Error(`The server ended: ${output}`)));
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      const url = /http:\/\/localhost:\d+$/m.exec(output.slice(output.indexOf('\n')))?.[0];
      if (url) resolve(url);
    });
  });
}

async function stopped(): Promise<void> {
  if (!server) return;
  const ended = new Promise((resolve) => server?.once('close', resolve));
  server.kill('SIGTERM');
  await ended;
  server = undefined;
}

function edit(slice: string, file: string, from: string, to: string): void {
  const place = path.join(root, `mf-${slice}`, file);
  const text = readFileSync(place, 'utf8');
  expect(text).toContain(from);
  writeFileSync(place, text.replace(from, to));
}

/** A reload would remove this mark. */
function stays(page: Page): Promise<void> {
  return page.evaluate(() => document.body.setAttribute('data-same', ''));
}

async function hasStayed(page: Page): Promise<void> {
  expect(await page.locator('body').getAttribute('data-same')).toBe('');
}
