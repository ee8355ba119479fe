// Behaviour of Firefox only: it remembers a failed module until the page is reloaded. With blocked cookies, storage
// and channels throw. Skipped where Firefox is missing, except in CI, where it is required.
import type { Browser, Page } from 'puppeteer-core';
import { serveFaulty, type FaultyPage } from './faulty';
import { firefoxPath, launchFirefox } from './firefox';

const there = firefoxPath() || process.env.CI === 'true' ? describe : describe.skip;

there('Firefox', () => {
  let browser: Browser;
  let site: FaultyPage;
  let page: Page;
  const open = async (preferences = {}) => {
    browser = await launchFirefox(preferences);
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.setViewport({ width: 1280, height: 800 });
  };
  const waitFor = (selector: string) => page.waitForSelector(selector, { visible: true });
  beforeAll(async () => {
    site = await serveFaulty(['mf-shell', 'mf-finance', 'mf-usage', 'mf-inbox'], []);
  });
  afterEach(() => browser?.close());
  afterAll(() => site?.stop());

  it.each([
    ['the entry', 'finance', '/finanse', /finance\/.*\/lifecycle-/],
    [
      'a library of the page that was to be fetched ahead',
      'inbox',
      '/wiadomosci',
      /shell\/(react|apollo-core)/,
    ],
    ['a page', 'finance', '/finanse', /finance\/.*\/App-/],
  ])('brings back by one press %s that failed once', async (_what, slice, address, file) => {
    await open();
    const failed = site.failOnce(file);
    await page.goto(site.url + address);
    await (await waitFor('.fault button'))!.click();
    await waitFor(`.ebok-${slice}`);
    expect(failed()).toBe(1);
    expect(await page.$('.fault')).toBeNull();
  });

  it('brings back by one press what an entry imports itself', async () => {
    await site.deploy({
      name: 'parts',
      version: '0.2.0',
      source: `export { bootstrap, mount, unmount } from './part.js'; export const parcels = {};`,
      more: { 'part.js': PART },
    });
    await open();
    const failed = site.failOnce(/parts\/.*\/part\.js/);
    await page.goto(`${site.url}/parts`);
    await (await waitFor('.fault button'))!.click();
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'parts');
    expect(failed()).toBe(1);
  });

  it('keeps the words of a badge in its pill, also in a table that has no room', async () => {
    await open();
    await page.goto(`${site.url}/pomoc`);
    await waitFor('main h1');
    const out = await page.evaluate(() => {
      const table = Object.assign(document.createElement('table'), { className: 'table' });
      const row = table.insertRow();
      row.insertCell().textContent =
        'A document with a long name, which takes all the room there is. '.repeat(9);
      const badge = Object.assign(document.createElement('span'), { className: 'badge' });
      const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      icon.classList.add('icon');
      badge.append(icon, 'Płatność w toku');
      row.insertCell().append(badge);
      document.querySelector('main')!.append(table);
      const words = document.createRange();
      words.selectNodeContents(badge);
      const padding = parseFloat(getComputedStyle(badge).paddingRight);
      return words.getBoundingClientRect().right + padding - badge.getBoundingClientRect().right;
    });
    expect(out).toBeLessThan(0.5);
  });

  it('with cookies blocked says so instead of staying blank', async () => {
    const anonymous = await serveFaulty(['mf-shell'], [], { session: false });
    try {
      await open({ 'network.cookie.cookieBehavior': 2 });
      await page.goto(`${anonymous.url}/logowanie`);
      await waitFor('input[name=email]');
      const alert = await page.$eval('.layout__offline', (element) => element.textContent);
      expect(alert).toContain('blokuje pliki cookie');
    } finally {
      await anonymous.stop();
    }
  });
});

const PART = `
export async function bootstrap() {}
export async function mount({ domElement }) {
  domElement.replaceChildren(Object.assign(document.createElement('h1'), { textContent: 'parts' }));
}
export async function unmount() {}`;
