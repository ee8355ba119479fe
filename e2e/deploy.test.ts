// A team deploys its slice while customers use it: promotion takes effect at once, open pages continue to work, and
// rollback restores the old version. The files are in a bucket behind TLS, which is sometimes busy.
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { Bucket } from '../gateway/testing/bucket';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { readBuilt, rebuilt, upload } from './redeploy';
import { startProxy, type Proxy } from './tls';
import { register, signIn, visit } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

const VERSION = '7.0.0';

let browser: Browser;
let portal: Portal;
let token: string;
const bucket = new Bucket();
let store: Proxy;
beforeAll(async () => {
  browser = await launch();
  await bucket.listen();
  store = await startProxy();
  store.leadTo(Number(new URL(bucket.url()).port));
  portal = await startPortal({
    SLICES_URL: bucket.url().replace(/^s3\+http:(.*@)[^/]+/, `s3:$1${new URL(store.url).host}`),
  });
  token = await portal.token('finance');
  expect((await portal.import(portal.feed(ELECTRICITY))).code).toBe(0);
  await register(portal, CUSTOMER);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await store?.stop();
  bucket.close();
});

it('a new version of Finanse is published while a page is open, promoted, and rolled back', async () => {
  const { page, complaints, leave } = await visit(browser, 1280);
  await page.goto(`${portal.url}/kontakt`);
  await page.goto(`${portal.url}/logowanie`);
  await signIn(page, CUSTOMER.email);
  await menu(page, 'Finanse').waitFor();
  const old = await financeOf(page);

  const built = readBuilt(path.resolve(__dirname, '../mf-finance'));
  expect(await registry('POST', 'versions', upload(rebuilt(built, VERSION, 'Rozliczenia')))).toBe(201);
  const second = await page.context().newPage();
  const arrive = async () => {
    await second.goto(portal.url);
    await second.locator('ebok-parcel .ebok-finance').first().waitFor();
    return financeOf(second);
  };
  expect(await arrive()).toBe(old);

  expect(await registry('PUT', 'channels/stable', { version: VERSION })).toBe(200);
  expect(await arrive()).toBe(VERSION);
  await menu(second, 'Rozliczenia').click();
  await second.getByText(CUSTOMER.invoice).first().waitFor();

  // The open page has not loaded any of finance's pages yet: it must get the files of its own version.
  await menu(page, 'Finanse').click();
  await page.getByRole('link', { name: CUSTOMER.invoice }).first().click();
  await page.getByRole('heading', { level: 1 }).filter({ hasText: CUSTOMER.invoice }).waitFor();
  expect(await financeOf(page)).toBe(old);

  expect(await registry('POST', 'rollback', {})).toBe(200);
  expect(await arrive()).toBe(old);
  await menu(second, 'Finanse').click();
  await second.getByText(CUSTOMER.invoice).first().waitFor();
  expect(complaints).toEqual([]);
  await leave();
});

async function registry(method: string, place: string, body: object): Promise<number> {
  const answer = await fetch(`${portal.directUrl}/slices/finance/${place}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return answer.status;
}

/** The version of finance in this page. */
async function financeOf(page: Page): Promise<string> {
  const { slices } = JSON.parse(await page.locator('#ebok-config').innerHTML()) as {
    slices: { name: string; version: string }[];
  };
  return slices.find(({ name }) => name === 'finance')!.version;
}

function menu(page: Page, name: string) {
  return page.getByRole('banner').getByRole('link', { name, exact: true });
}
