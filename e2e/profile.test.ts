// Twoje dane in a browser: a customer with many points.
import type { Browser } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { focusComesTo, register, signIn, tabTo, text, visit, WIDTHS } from './visitor';
import { CUSTOMER, ELECTRICITY, POINT, withPoints } from './world';

const PPES = Array.from({ length: 14 }, (_, n) => String(590543500000000018n + BigInt(n) * 100n));

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  browser = await launch();
  portal = await startPortal();
  // The invented numbers fail the check digit, which is only a warning: they are imported.
  expect((await portal.import(portal.feed({ ...ELECTRICITY, ...withPoints(...PPES) }))).code).toBe(0);
  await register(portal, CUSTOMER);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

async function arrive(width: number, search = '') {
  const visited = await visit(browser, width);
  await visited.page.goto(`${portal.url}/dane${search}`);
  await signIn(visited.page, CUSTOMER.email);
  await visited.page.getByRole('heading', { name: 'Punkty poboru' }).waitFor();
  return visited;
}

it.each(WIDTHS)(
  'shows who, how reached and where at %d px; finds a point, and Back returns',
  async (width) => {
    const { page, complaints, look, leave } = await arrive(width);
    await page.getByText('15 punktów, pokazano 10').waitFor();
    expect(await text(page, 'main')).toContain('F.H.U. Jan Kowalski');
    await look('data-many-points');
    await page.getByLabel('Szukaj').fill('Sklepowa 12');
    await page.getByText('1 punkt', { exact: true }).waitFor();
    await page.getByText('Ostatnie dokumenty').click();
    await look('data-point-found');
    expect(new URL(page.url()).searchParams.get('q')).toBe('Sklepowa 12');
    await page.reload();
    await page.getByText('1 punkt', { exact: true }).waitFor();
    await page.goBack();
    await page.getByText('15 punktów, pokazano 10').waitFor();
    await leave();
    expect(complaints).toEqual([]);
  },
);

it('is used with the keyboard alone', async () => {
  const { page, leave } = await arrive(1280);
  await tabTo(page, 'Szukaj');
  await page.keyboard.type(POINT);
  await page.getByText('1 punkt', { exact: true }).waitFor();
  await tabTo(page, 'Kopiuj numer PPE');
  await page.keyboard.press('Enter');
  await page
    .getByText(/Skopiowano|nie pozwoliła skopiować/)
    .first()
    .waitFor();
  await tabTo(page, 'Ostatnie dokumenty');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: CUSTOMER.invoice }).waitFor();
  await tabTo(page, CUSTOMER.invoice);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: CUSTOMER.invoice }).waitFor();
  await focusComesTo(page, CUSTOMER.invoice);
  await page.goBack();
  await page.getByText('1 punkt', { exact: true }).waitFor();
  await leave();
});
