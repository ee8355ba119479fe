// What JavaScript costs a visitor, in the real page over the wire, and what each slice adds to it.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { twoYears, usageCsv } from './use';
import { registered, signIn } from './visitor';
import { CUSTOMER, ELECTRICITY, NEWS, POINT } from './world';

const headline = (name: string) => (page: Page) => page.getByRole('heading', { level: 1, name }).waitFor();

/** When each page shows what it is for. */
const ARRIVED: Record<string, (page: Page) => Promise<unknown>> = {
  '/logowanie': (page) => page.getByRole('button', { name: /^Zaloguj/ }).waitFor(),
  '/': async (page) => {
    for (const slice of ['finance', 'usage', 'inbox'])
      await page.locator(`ebok-parcel[slice="${slice}"] .ebok-${slice}`).first().waitFor();
    await page.waitForFunction(() => !document.querySelector('ebok-parcel .skeleton'));
  },
  '/finanse': (page) => page.getByText(CUSTOMER.invoice).first().waitFor(),
  '/zuzycie': (page) => page.locator('.apexcharts-bar-area').first().waitFor(),
  '/wiadomosci': headline('Wiadomości'),
  '/dane': headline('Twoje dane'),
};

let browser: Browser;
let portal: Portal;
/** The cookies of somebody signed in, whose browser keeps no file. */
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;

beforeAll(async () => {
  browser = await launch();
  portal = await startPortal();
  const world = { ...ELECTRICITY, 'messages.ndjson': NEWS['messages.ndjson']! };
  const { code } = await portal.import(
    portal.feed({ ...world, 'usage.csv': usageCsv({ [POINT]: twoYears(1) }) }),
  );
  expect(code).toBe(0);
  await registered(portal, CUSTOMER);
  const page = await browser.newPage({ locale: 'pl-PL' });
  await page.goto(`${portal.url}/logowanie`);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('navigation').first().waitFor();
  signedIn = await page.context().storageState();
  await page.close();
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

/** Another 6 kB have to go from the page of documents, whose React and Apollo Client alone take 110: see docs/architecture.md. */
const FINANSE_FOR_NOW = 157;

it.each([
  ['sign-in', '/logowanie', 30],
  ['home with all tiles', '/', 200],
  ['Finanse', '/finanse', FINANSE_FOR_NOW],
  ['use with the chart', '/zuzycie', 250],
])('%s (%s) loads at most %d kB of JavaScript', async (_name, path, limit) => {
  const sizes = await load(path, path === '/logowanie' ? undefined : signedIn);
  const total = sum(sizes.values());
  expect(total).toBeGreaterThan(5_000);
  expect(total).toBeLessThanOrEqual(limit * 1000);
});

it.each(['/', '/finanse', '/zuzycie', '/wiadomosci', '/dane'])(
  'no slice brings more than 25 kB of its own to %s, the chart library of use aside',
  async (path) => {
    const own = new Map<string, number>();
    for (const [file, size] of await load(path, signedIn)) {
      const [, slice] = /^\/assets\/(?!shell\/)(\w+)\/[^/]+\/(?!apexcharts)/.exec(file) ?? [];
      if (slice) own.set(slice, (own.get(slice) ?? 0) + size);
    }
    expect(own.size).toBeGreaterThan(0);
    for (const [slice, size] of own) expect([slice, size <= 25_000]).toEqual([slice, true]);
  },
);

/** What a browser that keeps nothing downloads to show the page at a path: bytes over the wire, by script. */
async function load(path: string, storageState?: typeof signedIn): Promise<Map<string, number>> {
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
  await page.goto(portal.url + path);
  await ARRIVED[path]!(page);
  await page.waitForLoadState('networkidle');
  const all = await Promise.all([...sizes].map(async ([file, size]) => [file, await size] as const));
  await context.close();
  return new Map(all);
}

const sum = (sizes: Iterable<number>) => [...sizes].reduce((total, size) => total + size, 0);
