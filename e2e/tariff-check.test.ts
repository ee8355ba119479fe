// The comparison of tariffs in a browser: a year of nights, so that a night tariff is the cheaper one.
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from './browser';
import { ROOT, startPortal, type Portal } from './portal';
import { usageCsv } from './usage-data';
import { register, signIn, text, visit } from './visitor';
import { CUSTOMER, ELECTRICITY, POINT } from './world';

const PRICES = path.join(ROOT, 'gateway/src/tariffs/tariff-prices.example.json');

/** 14 months up to yesterday with five kWh at three in the night. Two days have another number of hours, and the feed rejects them. */
function nights() {
  const days = new Map<string, number[]>();
  const now = Date.now();
  for (let ago = 430; ago > 1; ago--) {
    const day = new Date(now - ago * 86_400_000).toISOString().slice(0, 10);
    days.set(
      day,
      Array.from({ length: 24 }, (_, hour) => (hour === 3 ? 5 : 0)),
    );
  }
  return days;
}

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  browser = await launch();
  portal = await startPortal({ TARIFF_PRICES: PRICES });
  await portal.import(portal.feed({ ...ELECTRICITY, 'usage.csv': usageCsv({ [POINT]: nights() }) }));
  await register(portal, CUSTOMER);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

it('compares tariffs when asked, in sentences and a table, and unfolds what was assumed', async () => {
  const { page, lookAtWidths, settled, complaints, leave } = await visit(browser, 1280);
  await page.goto(`${portal.url}/zuzycie`);
  await signIn(page, CUSTOMER.email);
  await settled();
  await page.getByRole('button', { name: 'Porównaj taryfy' }).click();
  await page.getByText('To szacunek, a nie oferta.').waitFor();
  expect(await text(page, 'main')).toMatch(/w taryfie G12w kosztowałoby o [\d ,]+ zł mniej/);
  await page.getByText('Jak to policzyliśmy').click();
  await page.getByText(/ceny brutto/).waitFor();
  await lookAtWidths('tariff-check');
  expect(complaints).toEqual([]);
  await leave();
});
