// From a limit that a customer sets to the message that the import of meter data makes.
import type { Browser } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { usageCsv } from './usage-data';
import { register, signIn, text, visit } from './visitor';
import { CUSTOMER, ELECTRICITY, POINT } from './world';

/** Ten kWh at three in the night, of each of these days. Days of 23 and 25 hours are left out. */
function nights(from: number, to: number) {
  const days = new Map<string, number[]>();
  for (let ago = from; ago >= to; ago--)
    days.set(
      new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10),
      Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 10 : 0)),
    );
  return days;
}

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  browser = await launch();
  portal = await startPortal();
  await portal.import(portal.feed({ ...ELECTRICITY, 'usage.csv': usageCsv({ [POINT]: nights(60, 3) }) }));
  await register(portal, CUSTOMER);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

it('shows the forecast, takes a limit, and tells when the import passes it', async () => {
  const { page, lookAtWidths, settled, complaints, leave } = await visit(browser, 1280);
  await page.goto(`${portal.url}/zuzycie`);
  await signIn(page, CUSTOMER.email);
  await settled();
  await page.getByRole('heading', { name: 'Prognoza i powiadomienia' }).waitFor();
  expect(await text(page, 'main')).toMatch(/Prognoza na \S+ \d{4}: około \d+ kWh/);
  await page.getByLabel('Zużycie w miesiącu przekroczyło próg').check();
  await page.getByLabel('Próg na miesiąc (kWh)').fill('0');
  await page.getByRole('button', { name: 'Zapisz' }).click();
  await page.getByText('Wpisz liczbę całkowitą od 1 do 1 000 000.').waitFor();
  await lookAtWidths('usage-alerts');
  await page.getByLabel('Próg na miesiąc (kWh)').fill('9');
  await page.getByRole('button', { name: 'Zapisz' }).click();
  await page.getByText('Zapisaliśmy powiadomienia o zużyciu.').waitFor();
  await page.reload();
  await settled();
  expect(await page.getByLabel('Próg na miesiąc (kWh)').inputValue()).toBe('9');
  // Of one of these days the month is this one, or it is the month before in its week of late data.
  await portal.import(portal.feed({ 'usage.csv': usageCsv({ [POINT]: nights(2, 1) }) }));
  await page.goto(`${portal.url}/wiadomosci`);
  await page
    .getByRole('link', { name: /^Zużycie przekroczyło 9 kWh/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Zobacz zużycie' }).click();
  await page.getByRole('heading', { name: 'Twoje zużycie' }).waitFor();
  expect(complaints).toEqual([]);
  await leave();
});
