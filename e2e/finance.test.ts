// Finanse in a browser: what is visible first, what overlaps what, and what the keyboard reaches.
import type { Browser, Locator, Page } from 'playwright-core';
import { invoiceRow, invoiceXml, tag, tags } from '../gateway/testing/fa3';
import { launch } from './browser';
import { startPayingPortal } from './portal';
import { focusComesTo, focused, overflow, register, signIn, speak, visit } from './visitor';
import { CUSTOMER, owing } from './world';

type Portal = Awaited<ReturnType<typeof startPayingPortal>>;

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  browser = await launch();
  portal = await startPayingPortal();
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

let customers = 300;

/** A new customer who owes documents of these sums, signed in. */
async function open(sums: string[], { width = 1280, height = 800, place = '/finanse' } = {}) {
  const debtor = owing(++customers, sums);
  expect((await portal.import(portal.feed(debtor.feed))).code).toBe(0);
  await register(portal, debtor);
  const visitor = await visit(browser, width);
  await visitor.page.setViewportSize({ width, height });
  await visitor.page.goto(portal.url + place);
  await signIn(visitor.page, debtor.email);
  return { ...visitor, ...debtor };
}

const TEN = Array.from({ length: 10 }, (_, n) => `${100 + n}.00`);
const bar = (page: Page) => page.getByRole('region', { name: 'Wybrane dokumenty' });
const firstBox = (page: Page) => page.getByRole('checkbox', { name: /Wybierz do zapłaty: FV\/\d+\/1,/ });
const boxOf = async (page: Page, selector: string) => (await page.locator(selector).first().boundingBox())!;

/** The number of lines in each element's text. */
const linesOf = (places: Locator) =>
  places.evaluateAll((all) =>
    all.map((place) =>
      Math.round(place.getBoundingClientRect().height / parseFloat(getComputedStyle(place).lineHeight)),
    ),
  );

it('shows documents without scrolling at 1280 x 800, the balance in one row above them', async () => {
  const { page, look, invoice, leave } = await open(TEN);
  const link = page.getByRole('link', { name: invoice, exact: true });
  await link.waitFor();
  const box = (await link.boundingBox())!;
  expect(box.y + box.height).toBeLessThan(800);
  expect((await boxOf(page, '.ebok-finance__head')).height).toBeLessThan(200);
  await look('finance-first-screen');
  await leave();
});

it('has no bar before something is chosen, then one line that covers no way to pay', async () => {
  const { page, look, leave } = await open(TEN, { width: 360, height: 740 });
  await firstBox(page).waitFor();
  expect(await bar(page).count()).toBe(0);
  // The balance's button is within reach of a finger, and nothing covers it.
  const isFree = () =>
    page.evaluate(() => {
      const pay = [...document.querySelectorAll('a')].find(({ textContent }) => textContent === 'Zapłać')!;
      const { x, y, width, height } = pay.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === pay;
    });
  expect(await isFree()).toBe(true);
  await firstBox(page).check();
  await bar(page).getByRole('link', { name: 'Zapłać wybrane' }).waitFor();
  expect((await bar(page).boundingBox())!.height).toBeLessThan(80);
  await look('finance-chosen');
  await page.evaluate(() => scrollTo(0, 0));
  expect(await isFree()).toBe(true);
  await leave();
});

it.each([
  [320, 256],
  [320, 399],
])(
  'lets the bar stand with the list at %d x %d, which is a window enlarged fourfold',
  async (width, height) => {
    const { page, leave } = await open(TEN, { width, height });
    await firstBox(page).check();
    await bar(page).getByRole('link', { name: 'Zapłać wybrane' }).waitFor();
    expect(await bar(page).evaluate((element) => getComputedStyle(element).position)).toBe('static');
    expect(await overflow(page)).toBe(0);
    await leave();
  },
);

it.each([320, 360, 768, 1280, 1920])('keeps a sum of a million in its tile at %d px', async (width) => {
  const { page, fits, leave } = await open(['1258946.99'], { width, place: '/' });
  for (const place of ['/', '/finanse']) {
    if (place !== '/') await page.goto(portal.url + place);
    const amount = page.locator('.ebok-finance__amount').first();
    await amount.waitFor();
    const sticksOut = await amount.evaluate((element) => {
      const text = document.createRange();
      text.selectNodeContents(element);
      const card = element.closest('.card')!.getBoundingClientRect();
      const lines = new Set([...text.getClientRects()].map(({ top }) => Math.round(top)));
      return { over: text.getBoundingClientRect().right > card.right, lines: lines.size };
    });
    expect([place, sticksOut]).toEqual([place, { over: false, lines: 1 }]);
    await page.getByRole('link', { name: 'Dane do przelewu' }).waitFor();
    await fits(`million-${place}`);
  }
  await leave();
});

it('writes a document on a phone in two lines, and an item of a bill in one', async () => {
  const { page, look, invoice, leave } = await open(TEN, { width: 360, height: 740 });
  await firstBox(page).waitFor();
  const rows = await page
    .locator('tr.ebok-finance__pickable')
    .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(rows).toHaveLength(10);
  expect(Math.max(...rows)).toBeLessThan(100);
  await page.getByRole('link', { name: invoice, exact: true }).click();
  await page.getByRole('heading', { name: 'Za co płacisz' }).waitFor();
  expect((await boxOf(page, '.ebok-finance__lines tbody tr')).height).toBeLessThan(60);
  expect(await page.locator('.ebok-finance__lines').getByText('Stawka VAT').count()).toBe(1);
  await page.getByRole('button', { name: 'Pokaż ilości, ceny i VAT' }).click();
  await page.getByRole('cell', { name: /23%/ }).waitFor();
  await look('finance-bill');
  await leave();
});

it('breaks no day to pay by and no number of a document on a phone, in any language', async () => {
  const { page, feed, leave } = await open(['244.17', '293.86'], { width: 360, height: 740 });
  const [open1] = feed['invoices.ndjson']!.split('\n');
  const paid = { ...JSON.parse(open1!), number: 'FR/2026/09/1000001', outstanding: '0.00' };
  const { code } = await portal.import(portal.feed({ 'invoices.ndjson': `${JSON.stringify(paid)}\n` }));
  expect(code).toBe(0);
  await page.reload();
  await page.getByRole('link', { name: paid.number, exact: true }).waitFor();
  for (const language of ['English', 'Українська', 'Polski'] as const) {
    await speak(page, language);
    expect([language, await linesOf(page.locator('.ebok-finance__open .ebok-finance__due'))]).toEqual([
      language,
      [1, 1],
    ]);
    expect([language, await linesOf(page.locator('.ebok-finance__number'))]).toEqual([language, [1, 1, 1]]);
  }
  await leave();
});

it('says without a colour of its own where one is in the menu, and that a list opens', async () => {
  const { page, look, leave } = await open(['53.63']);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('button', { name: 'Filtruj i sortuj' }).click();
  const here = page.getByRole('navigation').getByRole('link', { name: 'Finanse' });
  expect(await here.evaluate((link) => getComputedStyle(link).textDecorationLine)).toBe('underline');
  const elsewhere = page.getByRole('navigation').getByRole('link', { name: 'Twoje dane' });
  expect(await elsewhere.evaluate((link) => getComputedStyle(link).textDecorationLine)).toBe('none');
  const order = page.getByLabel('Kolejność');
  expect(await order.evaluate((list) => getComputedStyle(list).appearance)).toBe('auto');
  await look('finance-forced-colours');
  await leave();
});

it('leads by one key from a box that is ticked to the payment of it', async () => {
  const { page, complaints, leave } = await open(TEN);
  await firstBox(page).focus();
  await page.keyboard.press('Space');
  await bar(page).waitFor();
  await page.keyboard.press('Tab');
  expect((await focused(page)).trim()).toBe('Zapłać wybrane');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Zapłać 100,00 zł' }).waitFor();
  await page.getByRole('link', { name: 'Wróć do dokumentów' }).click();
  await firstBox(page).waitFor();
  expect(await firstBox(page).isChecked()).toBe(true);
  // Further boxes can be ticked as before: their links do not cover them.
  await page.getByRole('checkbox', { name: /\/2, / }).check();
  expect(await page.getByRole('link', { name: 'Zapłać wybrane' }).count()).toBe(1);
  expect(complaints).toEqual([]);
  await leave();
});

it('tells on home of a payment that is not finished, goes on with it, and gives it up', async () => {
  const { page, complaints, look, leave } = await open(['762.94'], { place: '/' });
  await page.getByRole('link', { name: 'Zapłać' }).click();
  await page.getByRole('button', { name: 'Zapłać 762,94 zł' }).click();
  await page.getByLabel('Kod BLIK').waitFor();
  const operators = page.url();
  await page.goto(portal.url);
  const tile = page.getByRole('region', { name: 'Saldo' });
  await tile.getByText('Niedokończona płatność 762,94').waitFor();
  expect(await tile.getByRole('link', { name: 'Zapłać' }).count()).toBe(0);
  await tile.getByRole('button', { name: 'Dokończ' }).waitFor();
  await look('home-unfinished');
  for (const language of ['English', 'Українська', 'Polski'] as const) {
    await speak(page, language);
    await page.getByText(/(Unfinished payment of|Незавершений платіж|Niedokończona płatność) 762/).waitFor();
  }
  await tile.getByRole('button', { name: 'Dokończ' }).click();
  await page.getByLabel('Kod BLIK').waitFor();
  expect(page.url()).toBe(operators);
  await page.goto(`${portal.url}/finanse`);
  await page.getByRole('cell', { name: 'Płatność w toku' }).waitFor();
  await look('finance-unfinished');
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 740 });
  for (const language of ['English', 'Українська', 'Polski'] as const) {
    await speak(page, language);
    // A long status leaves the document's number on one line.
    expect((await boxOf(page, '.ebok-finance__pickable')).height).toBeLessThan(100);
  }
  await page.setViewportSize({ width, height });
  await tile.getByRole('button', { name: 'Anuluj' }).click();
  await tile.getByRole('button', { name: 'Tak, anuluj' }).click();
  await tile.getByRole('link', { name: 'Zapłać' }).waitFor();
  await page.getByRole('cell', { name: 'Po terminie' }).waitFor();
  expect(complaints).toEqual([]);
  await leave();
});

it('finds documents by what the page prints', async () => {
  const { page, leave } = await open(['293.86', '69856.18']);
  const search = page.getByRole('searchbox');
  const shown = page.locator('.ebok-finance__number');
  await shown.nth(1).waitFor();
  for (const [row, number] of [
    [0, /\/1$/],
    [1, /\/2$/],
  ] as const) {
    await search.fill('');
    await shown.nth(1).waitFor();
    const printed = await page.locator('td.ebok-finance__strong').nth(row).innerText();
    await search.fill(printed);
    await page.getByText('1 dokument', { exact: true }).waitFor();
    expect(await shown.allInnerTexts()).toEqual([expect.stringMatching(number)]);
  }
  await leave();
});

describe('a document of 6000 lines with a recipient, as a structured e-invoice', () => {
  const rows = Array.from({ length: 6000 }, (_, n) =>
    invoiceRow({
      NrWierszaFa: String(n + 1),
      P_7: `Energia czynna, punkt ${n + 1}`,
      P_8A: 'kWh',
      P_8B: '10',
      P_9A: '0.1',
      P_11: '1.00',
      P_12: '23',
    }),
  );
  const document = (customerNumber: string) =>
    invoiceXml({
      customerNumber,
      nip: CUSTOMER.taxId,
      name: 'Gmina Lipno',
      number: 'FV/6000',
      supplyDate: '2026-01-31',
      totals: { P_13_1: '5900.00', P_14_1: '1357.00', P_13_2: '100.00', P_14_2: '8.00' },
      gross: '7365.00',
      rows: rows.join(''),
      parties: tag(
        'Podmiot3',
        tag('DaneIdentyfikacyjne', tags({ NIP: '5871540127', Nazwa: 'Szkoła Podstawowa nr 1 w Lipnie' })) +
          tag('Adres', tags({ KodKraju: 'PL', AdresL1: 'ul. Szkolna 3', AdresL2: '87-600 Lipno' })) +
          tag('Rola', '2'),
      ),
    });

  it('opens, says what it states, and draws its lines as they are asked for', async () => {
    const { page, look, complaints, leave } = await open(['1.00']);
    const feed = portal.feed({ 'ksef/FV-6000.xml': document(`7000${customers}`) });
    expect((await portal.import(feed)).code).toBe(0);
    await page.reload();
    await page.getByRole('link', { name: 'FV/6000', exact: true }).click();
    const stated = page.getByRole('region', { name: 'Strony i VAT' });
    await stated.getByText('Szkoła Podstawowa nr 1 w Lipnie').waitFor();
    const shown = (await stated.innerText()).replace(/[\u00a0\u202f]/g, ' ');
    expect(shown).toContain('Gmina Lipno');
    expect(shown).toContain('Netto 100,00 zł · VAT 8,00 zł · Brutto 108,00 zł');
    await page.getByText('31 stycznia 2026').first().waitFor();
    const drawn = () => page.locator('.ebok-finance__lines tbody tr').count();
    expect(await drawn()).toBe(100);
    await look('document-of-6000');
    await page.setViewportSize({ width: 360, height: 800 });
    await look('document-of-6000');
    await page.getByRole('button', { name: 'Pokaż kolejne pozycje (100 z 6000)' }).press('Enter');
    await page.getByText('Energia czynna, punkt 600', { exact: true }).waitFor();
    expect(await drawn()).toBe(600);
    await focusComesTo(page, 'Energia czynna, punkt 101');
    // The last click removes its own button.
    for (let shown = 600; shown < 6000; shown += 500)
      await page.getByRole('button', { name: `Pokaż kolejne pozycje (${shown} z 6000)` }).press('Enter');
    expect(await drawn()).toBe(6000);
    await focusComesTo(page, 'Energia czynna, punkt 5601');
    await page.reload();
    await page.getByText('Energia czynna, punkt 100', { exact: true }).waitFor();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await drawn()).toBe(6000);
    await leave();
    expect(complaints).toEqual([]);
  });
});
