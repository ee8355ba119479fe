import type { Browser, Page } from 'playwright-core';
import { launch } from './browser';
import { plain, serveFaulty, type FaultyPage, type FaultySlice } from './faulty';

/** While this is set, the faulty slices fail; `mend` clears it. */
declare global {
  var broken: boolean;
}

const BROKEN = `if (globalThis.broken) throw new Error('broken on purpose');`;

const REACT = `
import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
function Later() {
  const [late, setLate] = useState(false);
  useEffect(() => { setTimeout(() => setLate(true), 50); }, []);
  if (late) { ${BROKEN} }
  return createElement('h1', null, 'while-rendering-react');
}
let root;
export async function bootstrap() {}
export async function mount(props) {
  root = createRoot(props.domElement, { onUncaughtError: (error) => props.onFault(error) });
  root.render(createElement(Later));
}
export async function unmount() { root.unmount(); }
export const parcels = {};`;

const VUE = `
import { createApp, h, onMounted, ref } from 'vue';
const Later = { setup() {
  const late = ref(false);
  onMounted(() => setTimeout(() => { late.value = true; }, 50));
  return () => { if (late.value) { ${BROKEN} } return h('h1', 'while-rendering-vue'); };
} };
let app;
export async function bootstrap() {}
export async function mount(props) {
  app = createApp(Later);
  app.config.errorHandler = (error) => props.onFault(error);
  app.mount(props.domElement);
}
export async function unmount() { app.unmount(); }
export const parcels = {};`;

const tile = (name: string, failing: string) => `
const section = (text) => Object.assign(document.createElement('section'), { textContent: text });
export async function bootstrap() {}
export async function mount() {}
export async function unmount() {}
export const parcels = { tile: {
  bootstrap: async () => {},
  mount: async (props) => { ${failing} props.domElement.replaceChildren(section('tile of ${name}')); },
  unmount: async (props) => props.domElement.replaceChildren(),
} };`;

const TILES: FaultySlice[] = [
  { name: 'tile-fails', source: tile('tile-fails', BROKEN), parcels: [{ name: 'tile', order: 1 }] },
  { name: 'tile-missing', source: plain('tile-missing'), parcels: [{ name: 'tile', order: 2 }] },
  { name: 'tile-fine', source: tile('tile-fine', ''), parcels: [{ name: 'tile', order: 3 }] },
];

const SLICES: FaultySlice[] = [
  { name: 'not-there', source: plain('not-there') },
  { name: 'at-load', source: BROKEN + plain('at-load') },
  { name: 'at-start', source: plain('at-start').replace('bootstrap() {', `$&${BROKEN}`) },
  { name: 'at-mount', source: plain('at-mount').replace('mount(props) {', `$&${BROKEN}`) },
  { name: 'while-rendering-react', source: REACT },
  { name: 'while-rendering-vue', source: VUE },
];

let browser: Browser;
let site: FaultyPage;
let page: Page;

beforeAll(async () => {
  browser = await launch();
  site = await serveFaulty(['mf-shell', 'mf-usage', 'mf-profile', 'mf-inbox'], SLICES);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
beforeEach(async () => {
  page = await browser.newPage({ locale: 'pl-PL' });
});
afterEach(async () => {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.close();
});

it.each(SLICES.map(({ name }) => name))(
  'a slice that fails (%s) leaves a card with a Retry that works; everything else goes on',
  async (name) => {
    await breakUntilMended();
    const gone = `**/assets/not-there/**`;
    await page.route(gone, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.goto(`${site.url}/zuzycie`);
    await heading('Twoje zużycie').waitFor();

    await menu(name).click();
    await retry().waitFor();
    expect(await heading(name).count()).toBe(0);

    await menu('Kontakt').click();
    await heading('Kontakt').waitFor();
    expect(await retry().count()).toBe(0);

    await menu(name).click();
    await retry().waitFor();
    await retry().click();
    await retry().waitFor();
    expect(await heading(name).count()).toBe(0);

    await page.unroute(gone);
    await mend();
    await retry().click();
    await heading(name).waitFor();
    expect(await retry().count()).toBe(0);

    await menu('Twoje dane').click();
    await heading('Twoje dane').waitFor();
    await menu(name).click();
    await heading(name).waitFor();
  },
);

it.each(['at-load', 'at-start', 'at-mount'])(
  'the first Retry (%s) leaves the page as it is',
  async (name) => {
    await breakUntilMended();
    await page.goto(`${site.url}/${name}`);
    await retry().waitFor();
    await mend();
    await page.evaluate(() => document.body.setAttribute('data-same', ''));
    await retry().click();
    await heading(name).waitFor();
    expect(await page.locator('body[data-same]').count()).toBe(1);
  },
);

it('does not run a slice of which one byte was changed on the way, however often it is tried', async () => {
  const changed = '**/assets/usage/**';
  await page.route(changed, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()} globalThis.changed = true` });
  });
  await page.goto(`${site.url}/zuzycie`);
  await retry().waitFor();
  await retry().click();
  await retry().waitFor();
  expect(await page.evaluate(() => 'changed' in globalThis)).toBe(false);
  // Pending handlers must finish first: otherwise a request would be answered twice.
  await page.unrouteAll({ behavior: 'wait' });
  await retry().click();
  await heading('Twoje zużycie').waitFor();
});

it('keeps to the policy of the page, and a page of Vue loads no React', async () => {
  const complaints: string[] = [];
  const loaded: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => loaded.push(new URL(response.url()).pathname));
  await page.goto(`${site.url}/zuzycie`);
  await heading('Twoje zużycie').waitFor();
  expect(loaded.filter((path) => path.includes('/react-'))).toEqual([]);
  for (const name of ['Wiadomości', 'Kontakt', 'Twoje dane']) {
    await menu(name).click();
    await heading(name).waitFor();
    expect(await page.title()).toContain(name);
  }
  expect(complaints).toEqual([]);
});

it('a tile that fails leaves its card on home, and the others stand', async () => {
  const home = await serveFaulty(['mf-shell'], TILES);
  try {
    await breakUntilMended();
    await page.goto(home.url);
    await page.getByText('tile of tile-fine').waitFor();
    await retry().nth(1).waitFor();
    expect(await retry().count()).toBe(2);
    await mend();
    await retry().first().click();
    await page.getByText('tile of tile-fails').waitFor();
    expect(await retry().count()).toBe(1);
    expect(await page.getByText('tile of tile-fine').count()).toBe(1);
  } finally {
    await home.stop();
  }
});

it('asks nobody who is not signed in for more than 30 kB of script, and for none of a slice', async () => {
  const visitor = await serveFaulty(['mf-shell', 'mf-usage', 'mf-inbox'], SLICES, { session: false });
  try {
    const sizes = new Map<string, number>();
    page.on('requestfinished', (request) => {
      const { pathname } = new URL(request.url());
      if (!pathname.endsWith('.js')) return;
      sizes.set(pathname, 0);
      void request.sizes().then(({ responseBodySize }) => sizes.set(pathname, responseBodySize));
    });
    await page.goto(`${visitor.url}/zuzycie`);
    await page.getByRole('button', { name: /^Zaloguj/ }).waitFor();
    await page.waitForLoadState('networkidle');
    expect([...sizes.keys()].filter((path) => !path.startsWith('/assets/shell/'))).toEqual([]);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(5_000);
    expect(total).toBeLessThan(30_000);
  } finally {
    await visitor.stop();
  }
});

it('shows the reason to everybody while the office is shut', async () => {
  const shut = await serveFaulty(['mf-shell', 'mf-usage'], [], { maintenance: 'Wracamy o 6:00' });
  try {
    const response = await page.goto(`${shut.url}/zuzycie`);
    await page.getByText('Wracamy o 6:00').waitFor();
    expect(response?.status()).toBe(503);
  } finally {
    await shut.stop();
  }
});

it('calls an address unknown that belongs to nobody, or to a slice that was not built', async () => {
  for (const path of ['/nie-ma', '/finanse']) {
    const response = await page.goto(site.url + path);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    expect(response?.status()).toBe(404);
    expect(await retry().count()).toBe(0);
    await menu('Wiadomości').click();
    await heading('Wiadomości').waitFor();
  }
});

/** Applies after a reload, too, because Retry reloads the page as its last resort. */
function breakUntilMended() {
  return page.addInitScript(() => {
    globalThis.broken = sessionStorage.getItem('mended') === null;
  });
}

function mend() {
  return page.evaluate(() => {
    sessionStorage.setItem('mended', 'yes');
    globalThis.broken = false;
  });
}

function heading(name: string) {
  return page.getByRole('heading', { level: 1, name });
}

function menu(name: string) {
  return page.getByRole('navigation').getByRole('link', { name });
}

/** Of the shell's card. A page that got no answer from the API has its own. */
function retry() {
  return page.getByRole('main').locator('.fault').getByRole('button', { name: 'Spróbuj ponownie' });
}
