// What still works for a visitor when a slice is slow or altered, has a broken version, or is replaced while its page is open.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch } from './browser';
import { plain, serveFaulty, type FaultyPage, type FaultySlice } from './faulty';
import { waitForMetric as waitForMetricAt } from './metrics';

declare global {
  var ran: string[] | undefined;
}

/** The page shows which version it is, from a script that is loaded later. */
const later = (text: string): FaultySlice => ({
  name: 'later',
  source: `
let place;
export async function bootstrap() {}
export async function mount(props) { place = props.domElement; (await import('./part.js')).draw(place); }
export async function unmount() { place?.replaceChildren(); }
export const parcels = {};`,
  more: {
    'part.js': `(globalThis.ran ??= []).push('${text}');
export const draw = (place) => place.replaceChildren(Object.assign(document.createElement('h1'), { textContent: '${text}' }));`,
  },
});

const NEVER: FaultySlice = {
  name: 'never-mounts',
  source: plain('never-mounts').replace(
    'mount(props) {',
    '$&if (globalThis.stuck) await new Promise(() => {});',
  ),
};
const BROKEN = (name: string): FaultySlice => ({
  name,
  version: '0.2.0',
  source: plain(name).replace('bootstrap() {', `$&throw new Error('broken on purpose');`),
});
const LOOK: FaultySlice = {
  name: 'look',
  source: plain('look'),
  more: { 'look.css': 'h1 { text-decoration: underline wavy }' },
};

let browser: Browser;
let site: FaultyPage;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await (await browser.newContext({ locale: 'pl-PL' })).newPage();
});
afterEach(async () => {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().close();
  await site.stop();
});

const waitForMetric = (line: string) => waitForMetricAt(site, line);
const serve = async (slices: FaultySlice[]) => (site = await serveFaulty(['mf-shell', 'mf-inbox'], slices));

it('a slice that does not come within ten seconds leaves a card; Retry does not wait for the slow one', async () => {
  await serve([later('at last')]);
  const held: (() => void)[] = [];
  let asked = 0;
  await page.route('**/assets/later/**', async (route) => {
    asked ||= Date.now();
    if (held.length === 0) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.goto(`${site.url}/later`);
  await page.getByRole('navigation').first().waitFor();
  await retry().waitFor();
  // Measured from the arrival of the request, which is later than the start of the page's timeout.
  expect(Date.now() - asked).toBeGreaterThan(6_000);
  await retry().click();
  await heading('at last').waitFor();
  held.forEach((release) => release());
  await waitForMetric('ebok_slice_faults_total{slice="later",version="0.1.0+HASH",fault="slow"} 1');
});

it('a slice that never comes to the end of its mount leaves a card, and Retry mounts it', async () => {
  await serve([NEVER]);
  await page.addInitScript('globalThis.stuck = true');
  await page.goto(`${site.url}/never-mounts`);
  await retry().waitFor();
  await page.evaluate('globalThis.stuck = false');
  await retry().click();
  await heading('never-mounts').waitFor();
});

it('a part that failed to come is asked for again by Retry', async () => {
  await serve([later('part')]);
  await page.route('**/part.js*', (route) => route.abort());
  await page.goto(`${site.url}/later`);
  await retry().waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  await retry().click();
  await heading('part').waitFor();
});

it.each(['lifecycle.js', 'part.js'])(
  'one byte changed on disk (%s): the slice does not run, the card is shown, and mended it runs',
  async (file) => {
    await serve([later('sealed')]);
    const [folder] = readdirSync(path.join(site.store, 'later'));
    const place = path.join(site.store, 'later', folder!, file);
    const whole = readFileSync(place, 'utf8');
    writeFileSync(place, whole.replace(/;/, ' '));
    await page.goto(`${site.url}/later`);
    await retry().waitFor();
    expect(await page.evaluate(() => globalThis.ran)).toBeUndefined();
    await menu('Wiadomości').click();
    await heading('Wiadomości').waitFor();
    expect(await site.metrics()).toMatch(/ebok_slice_files_changed_total\{slice="later",[^}]*\} [1-9]/);
    writeFileSync(place, whole);
    await menu('later').click();
    await retry().or(heading('sealed')).first().waitFor();
    if (await retry().count()) await retry().click();
    await heading('sealed').waitFor();
  },
);

it('a byte changed on the way is told as such', async () => {
  await serve([later('sealed')]);
  await page.route('**/assets/later/**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()} ` });
  });
  await page.goto(`${site.url}/later`);
  await retry().waitFor();
  expect(await page.evaluate(() => globalThis.ran)).toBeUndefined();
  await waitForMetric('ebok_slice_faults_total{slice="later",version="0.1.0+HASH",fault="integrity"} 1');
});

it('three faults within a minute bring the version before to this visitor alone, and its team hears of it', async () => {
  await serve([{ name: 'bad', source: plain('bad') }]);
  await site.deploy(BROKEN('bad'));
  await page.goto(`${site.url}/bad`);
  await retry().waitFor();
  await retry().click();
  await retry().waitFor();
  expect(await heading('bad').count()).toBe(0);
  await retry().click();
  await heading('bad').waitFor();
  expect(await retry().count()).toBe(0);
  expect(await config()).toContain('"version":"0.1.0+');
  await waitForMetric('ebok_slice_faults_total{slice="bad",version="0.2.0",fault="bootstrap"} 3');
  await waitForMetric('ebok_slice_fallbacks_total{slice="bad",version="0.2.0",to="0.1.0+HASH"} 1');

  const other = await (await browser.newContext({ locale: 'pl-PL' })).newPage();
  await other.goto(`${site.url}/bad`);
  await other.getByRole('button', { name: 'Spróbuj ponownie' }).waitFor();
  await other.context().close();

  await site.deploy({ name: 'bad', version: '0.2.1', source: plain('bad') });
  await page.reload();
  await heading('bad').waitFor();
  expect(await config()).toContain('"version":"0.2.1"');
});

it('where there is no version before, the card stands and goes on offering Retry', async () => {
  await serve([{ ...BROKEN('alone'), version: '0.1.0' }]);
  await page.goto(`${site.url}/alone`);
  for (let time = 0; time < 4; time++) {
    await retry().waitFor();
    await retry().click();
  }
  await retry().waitFor();
  expect(await site.metrics()).not.toContain('ebok_slice_fallbacks_total{slice="alone"');
});

it('the look of a slice that left the screen touches nothing, and is there when it comes back', async () => {
  await serve([LOOK]);
  const underlined = (name: string) =>
    heading(name).evaluate((element) => getComputedStyle(element).textDecorationStyle === 'wavy');
  await page.goto(`${site.url}/look`);
  await heading('look').waitFor();
  expect(await underlined('look')).toBe(true);
  for (let time = 0; time < 2; time++) {
    await menu('Wiadomości').click();
    await heading('Wiadomości').waitFor();
    expect(await underlined('Wiadomości')).toBe(false);
    await menu('look').click();
    await heading('look').waitFor();
    expect(await underlined('look')).toBe(true);
  }
});

it('an open tab goes on with what it was made of while everything is deployed anew', async () => {
  await serve([later('old')]);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.url}/kontakt`);
  await heading('Kontakt').waitFor();

  await site.deploy({ ...later('new'), version: '0.2.0' });
  for (const name of ['shell', 'inbox']) await site.redeploy(name, '0.2.0');

  // Neither these slices nor these pages of the shell were loaded before.
  await menu('later').click();
  await heading('old').waitFor();
  await menu('Wiadomości').click();
  await heading('Wiadomości').waitFor();
  await page
    .locator('a[href="/konto"]')
    .first()
    .evaluate((link: HTMLElement) => link.click());
  await heading('Twoje konto').waitFor();
  expect(complaints).toEqual([]);

  await page.goto(`${site.url}/later`);
  await heading('new').waitFor();
  expect(await config()).toMatch(/"shell":"0\.2\.0"/);
  await menu('Wiadomości').click();
  await heading('Wiadomości').waitFor();
  expect(complaints).toEqual([]);
});

it('times of loading, mounting and being there arrive where those who watch read them', async () => {
  await serve([]);
  await page.goto(`${site.url}/wiadomosci`);
  await heading('Wiadomości').waitFor();
  for (const step of ['load', 'mount', 'interactive'])
    await waitForMetric(`ebok_slice_seconds_count{slice="inbox",version="0.1.0+HASH",step="${step}"} 1`);
});

it.each([
  ['load', 'throw new Error();'],
  ['bootstrap', plain('fails').replace('bootstrap() {', '$&throw new Error();')],
  ['mount', plain('fails').replace('mount(props) {', '$&throw new Error();')],
  ['render', plain('fails').replace('mount(props) {', '$&setTimeout(() => props.onFault(new Error()));')],
])('a fault (%s) arrives there, too', async (fault, source) => {
  await serve([{ name: 'fails', source }]);
  await page.goto(`${site.url}/fails`);
  await retry().waitFor();
  await waitForMetric(`ebok_slice_faults_total{slice="fails",version="0.1.0+HASH",fault="${fault}"} 1`);
});

it('nobody makes rows of metrics out of invented names, or from another site', async () => {
  await serve([]);
  const tell = (report: object, headers = {}) =>
    fetch(`${site.url}/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify([report]),
    });
  const fault = { slice: 'invented', version: '1.0.0', fault: 'load' };
  expect((await tell(fault)).status).toBe(204);
  expect((await tell({ ...fault, fault: 'boredom' })).status).toBe(400);
  expect((await tell(fault, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(await site.metrics()).not.toContain('invented');
});

function config(): Promise<string> {
  return page.locator('#ebok-config').innerHTML();
}

function heading(name: string) {
  return page.getByRole('heading', { level: 1, name });
}

function menu(name: string) {
  return page.getByRole('navigation').getByRole('link', { name });
}

function retry() {
  return page.getByRole('main').getByRole('button', { name: 'Spróbuj ponownie' });
}
