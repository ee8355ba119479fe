// Retry after a part of a real slice failed to load, or arrived altered. Such a part is imported by the entry, and
// browsers and frameworks cache the failure until the page is reloaded.
import type { Browser, Page } from 'playwright-core';
import { launch } from './browser';
import { serveFaulty, type FaultyPage } from './faulty';
import { waitForMetric } from './metrics';

let browser: Browser;
let site: FaultyPage;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await (await browser.newContext({ locale: 'pl-PL' })).newPage();
  site = await serveFaulty(['mf-shell', 'mf-finance', 'mf-usage', 'mf-inbox'], []);
});
afterEach(async () => {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().close();
  await site.stop();
});

it.each([
  ['a page of its own', 'finance', '/finanse/F1', /\/InvoicePage-/],
  ['the texts', 'finance', '/finanse', /\/(pl|texts)-/],
  ['all pages', 'finance', '/finanse?szukaj=gaz', /\/App-/],
  ['the texts', 'usage', '/zuzycie?view=month', /\/texts-/],
  ['the page', 'usage', '/zuzycie', /\/UsagePage-/],
])('one press is enough where %s of %s did not come (%s)', async (_what, slice, address, file) => {
  let failed = 0;
  await page.route(`**/assets/${slice}/**`, (route) =>
    file.test(route.request().url()) && failed++ === 0 ? route.abort() : route.continue(),
  );
  await page.goto(site.url + address);
  await retry().waitFor();
  await waitForMetric(site, `ebok_slice_faults_total{slice="${slice}",version="0.1.0+HASH",fault="load"} 1`);
  await retry().click();
  await stands(slice);
  expect(page.url()).toBe(site.url + address);
  expect(failed).toBeGreaterThan(0);
});

it('without a network Retry leaves the card, not what the browser has to say, and goes on when there is one', async () => {
  await page.route(/\/InvoicePage-/, (route) => route.abort());
  await page.goto(`${site.url}/finanse/F1`);
  await retry().waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  await page.context().setOffline(true);
  await retry().click();
  await retry().waitFor();
  await page.context().setOffline(false);
  await retry().click();
  await stands('finance');
});

it.each([
  ['script that comes later', /\/App-.*\.js/],
  ['stylesheet', /\.css/],
])('a %s that was changed on the way is not used, told as such, and mended by Retry', async (_what, file) => {
  let isChanged = true;
  await page.route('**/assets/inbox/**', async (route) => {
    if (!isChanged || !file.test(route.request().url())) return route.continue();
    const response = await route.fetch();
    const body = `body { background: red }${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await page.goto(`${site.url}/wiadomosci`);
  await retry().waitFor();
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(colour).not.toBe('rgb(255, 0, 0)');
  await waitForMetric(
    site,
    'ebok_slice_faults_total{slice="inbox",version="0.1.0+HASH",fault="integrity"} 1',
  );
  isChanged = false;
  await retry().click();
  await page.getByRole('heading', { level: 1, name: 'Wiadomości' }).waitFor();
  await stands('inbox');
});

/** The slice's own page is visible, without an error card. */
async function stands(slice: string): Promise<void> {
  await page.locator(`.ebok-${slice}`).first().waitFor();
  expect(await page.locator('.fault').count()).toBe(0);
}

function retry() {
  return page.locator('.fault').getByRole('button', { name: 'Spróbuj ponownie' });
}
