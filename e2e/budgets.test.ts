// The cost of a page: transferred JavaScript, the size of each slice, and layout shift while the page loads.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { twoYears, usageCsv } from './usage-data';
import { register, signIn } from './visitor';
import { CUSTOMER, ELECTRICITY, NEWS, POINT } from './world';

/** Placeholders for a document's address, and that of a reading's form. */
const DOCUMENT = '/finanse/…';
const READING = '/dane/punkty/…/odczyt';
const found: Record<string, string> = {};

const headline = (name: string) => (page: Page) => page.getByRole('heading', { level: 1, name }).waitFor();

/** The content that must be visible before a page counts as loaded. */
const ARRIVED: Record<string, (page: Page) => Promise<unknown>> = {
  '/logowanie': (page) => page.getByRole('button', { name: /^Zaloguj/ }).waitFor(),
  '/': async (page) => {
    for (const slice of ['finance', 'usage', 'inbox'])
      await page.locator(`ebok-parcel[slice="${slice}"] .ebok-${slice}`).first().waitFor();
    await page.waitForFunction(() => !document.querySelector('ebok-parcel .skeleton'));
  },
  '/finanse': (page) => page.getByText(CUSTOMER.invoice).first().waitFor(),
  [DOCUMENT]: (page) => page.getByRole('heading', { level: 1 }).getByText(CUSTOMER.invoice).waitFor(),
  '/platnosc': headline('Zapłać'),
  '/zuzycie': (page) => page.locator('.apexcharts-bar-area').first().waitFor(),
  '/wiadomosci': headline('Wiadomości'),
  '/kontakt': (page) => page.getByText('Nie masz jeszcze żadnych zgłoszeń.').waitFor(),
  '/kontakt/nowe': (page) => page.getByLabel('Treść').waitFor(),
  '/dane': headline('Twoje dane'),
  '/dane/kontakt': (page) => page.getByRole('heading', { name: 'Rachunek do wpłat' }).waitFor(),
  '/dane/punkty': headline('Punkty poboru'),
  '/dane/sprawdz-fakture': headline('Czy ta faktura jest od nas?'),
  [READING]: (page) => page.getByLabel('Stan licznika w kWh').waitFor(),
};

let browser: Browser;
let portal: Portal;
/** A signed-in customer's cookies, without the browser's cache. */
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;

beforeAll(async () => {
  browser = await launch();
  portal = await startPortal();
  const world = { ...ELECTRICITY, 'messages.ndjson': NEWS['messages.ndjson']! };
  const { code } = await portal.import(
    portal.feed({ ...world, 'usage.csv': usageCsv({ [POINT]: twoYears(1) }) }),
  );
  expect(code).toBe(0);
  await register(portal, CUSTOMER);
  const page = await browser.newPage({ locale: 'pl-PL' });
  await page.goto(`${portal.url}/logowanie`);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${portal.url}/finanse`);
  const link = page.getByRole('link', { name: CUSTOMER.invoice }).first();
  found[DOCUMENT] = (await link.getAttribute('href'))!;
  await page.goto(`${portal.url}/dane/punkty`);
  const point = page.getByRole('link', { name: 'ul. Polna 1' });
  found[READING] = `${await point.getAttribute('href')}/odczyt`;
  signedIn = await page.context().storageState();
  await page.close();
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

it.each([
  ['sign-in', '/logowanie', 30],
  ['home with all tiles', '/', 200],
  ['Finanse', '/finanse', 150],
  ['use with the chart', '/zuzycie', 250],
  // The requirements set no limit for these two; the present sizes keep growth visible.
  ['a document', DOCUMENT, 158],
  ['paying', '/platnosc', 160],
])('%s (%s) loads at most %d kB of JavaScript', async (_name, address, limit) => {
  const sizes = await load(address, address === '/logowanie' ? undefined : signedIn);
  const total = sum(sizes.values());
  expect(total).toBeGreaterThan(5_000);
  expect(total).toBeLessThanOrEqual(limit * 1000);
});

it.each([
  ['/', 25],
  ['/finanse', 25],
  [DOCUMENT, 25],
  ['/platnosc', 25],
  ['/zuzycie', 25],
  ['/wiadomosci', 25],
  ['/kontakt', 25],
  ['/kontakt/nowe', 25],
  ['/dane', 25],
  ['/dane/kontakt', 25],
  ['/dane/punkty', 25],
  [READING, 25],
  ['/dane/sprawdz-fakture', 25],
])(
  'no slice brings more of its own to %s than %d kB, the chart library of use aside',
  async (address, limit) => {
    const own = new Map<string, number>();
    for (const [file, size] of await load(address, signedIn)) {
      const [, slice] = /^\/assets\/(?!shell\/)(\w+)\/[^/]+\/(?!apexcharts)/.exec(file) ?? [];
      if (slice) own.set(slice, (own.get(slice) ?? 0) + size);
    }
    expect(own.size).toBeGreaterThan(0);
    for (const [slice, size] of own) expect([slice, size <= limit * 1000]).toEqual([slice, true]);
  },
);

it.each(['/logowanie', '/', '/finanse', '/zuzycie', '/wiadomosci', '/kontakt', '/dane', '/dane/punkty'])(
  '%s stands still on a phone while it fills',
  async (address) => {
    const storageState = address === '/logowanie' ? undefined : signedIn;
    const viewport = { width: 412, height: 823 };
    const context = await browser.newContext({ locale: 'pl-PL', storageState, viewport });
    const page = await context.newPage();
    await page.goto(portal.url + address);
    await ARRIVED[address]!(page);
    await page.waitForLoadState('networkidle');
    // Up to 0.1 is good: https://web.dev/articles/cls
    expect(await page.evaluate(layoutShift)).toBeLessThan(0.1);
    await context.close();
  },
);

/** The page's cumulative layout shift since navigation. */
function layoutShift(): Promise<number> {
  return new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 300);
  });
}

/** Transferred bytes per script, for a page opened with an empty cache. */
async function load(address: string, storageState?: typeof signedIn): Promise<Map<string, number>> {
  const context = await browser.newContext({ locale: 'pl-PL', storageState });
  const page = await context.newPage();
  const sizes = new Map<string, Promise<number>>();
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js'))
      sizes.set(
        pathname,
        request.sizes().then(({ responseBodySize }) => responseBodySize),
      );
  });
  await page.goto(portal.url + (found[address] ?? address));
  await ARRIVED[address]!(page);
  await page.waitForLoadState('networkidle');
  const all = await Promise.all([...sizes].map(async ([file, size]) => [file, await size] as const));
  await context.close();
  return new Map(all);
}

/**
 * The whole slice with all languages and its styles, without ApexCharts. No visitor downloads all of it. Finance,
 * with six pages and checkout, usage, with its panels and exports, inbox, with its forms, and profile, with eight pages,
 * exceed the required 25 kB: see docs/decisions.md.
 */
it.each([
  ['finance', 72],
  ['usage', 42],
  ['inbox', 53],
  ['profile', 72],
])('all of %s is at most %d kB', (slice, limit) => {
  const dist = path.join(__dirname, `../mf-${slice}/dist`);
  const files = readdirSync(dist).filter((file) => /(?<!^apexcharts.*)\.(js|css)\.br$/.test(file));
  const total = sum(files.map((file) => statSync(path.join(dist, file)).size));
  expect(total).toBeGreaterThan(5_000);
  expect(total).toBeLessThanOrEqual(limit * 1000);
});

const sum = (sizes: Iterable<number>) => [...sizes].reduce((total, size) => total + size, 0);
