// Payment in a browser: from the balance to the operator's page and back, until billing has booked it.
import type { Browser, Page } from 'playwright-core';
import { launch } from './browser';
import { startPayingPortal } from './portal';
import { focusComesTo, register, signIn, speak, tabTo, text, visit, WIDTHS } from './visitor';
import { owing } from './world';

type Portal = Awaited<ReturnType<typeof startPayingPortal>>;

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  browser = await launch();
  portal = await startPayingPortal();
});
afterEach(() => portal.operator.behave('NORMAL'));
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const THREE = ['3000.00', '2000.00', '2500.00'];
let customers = 0;

/** A new customer who owes documents of these sums, signed in: FV/n/1 is overdue, the others are not. */
async function open(sums: string[], { width = 1280, place = '/finanse' } = {}) {
  const debtor = owing(++customers, sums);
  expect((await portal.import(portal.feed(debtor.feed))).code).toBe(0);
  await register(portal, debtor);
  const visitor = await visit(browser, width);
  await visitor.page.goto(portal.url + place);
  await signIn(visitor.page, debtor.email);
  return { ...visitor, ...debtor };
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name });
/** Waits for a text on the page, whatever kind of spaces it has. */
const says = (page: Page, words: string) => page.getByText(words).first().waitFor();
const pay = (page: Page, amount: string) => button(page, `Zapłać ${amount} zł`);

/** On the operator's page: enters a BLIK code and returns to the shop. */
async function payByBlik(page: Page, code = '111111'): Promise<void> {
  await page.getByLabel('Kod BLIK').fill(code);
  await button(page, 'Zapłać BLIKIEM').click();
  await link(page, 'Wróć do sprzedawcy').click();
}

it.each(WIDTHS)('pays the balance with BLIK at %d px, and billing books it later', async (width) => {
  const { page, complaints, look, leave, invoice, booked } = await open(['53.63'], { width, place: '/' });
  await link(page, 'Zapłać').click();
  await page.getByRole('heading', { name: 'Jak zapłacisz' }).waitFor();
  expect(await text(page, 'main')).toContain('Autopay może doliczyć opłatę');
  await look('pay');
  await pay(page, '53,63').click();
  await payByBlik(page);
  await page.getByRole('heading', { level: 1, name: /^Płatność 53,63/ }).waitFor();
  await says(page, 'Dziękujemy.');
  await look('paid');
  expect(await page.locator('dt:has-text("Sposób") + dd').innerText()).toBe('BLIK');
  const orderId = await page.locator('dt:has-text("Numer u operatora") + dd').innerText();

  const receipt = await link(page, /^Potwierdzenie/).getAttribute('href');
  const pdf = await page.evaluate(async (address) => {
    const answer = await fetch(address!);
    return [answer.status, (await answer.text()).slice(0, 5)];
  }, receipt);
  expect(pdf).toEqual([200, '%PDF-']);

  await link(page, 'Zobacz dokumenty').click();
  await page.getByRole('link', { name: invoice }).waitFor();
  await page.getByRole('cell', { name: 'Opłacono, księgujemy' }).waitFor();
  await says(page, 'które jeszcze księgujemy: 53,63');
  expect(await page.getByRole('checkbox', { name: /Wybierz do zapłaty/ }).count()).toBe(0);
  await look('documents-pending');
  // The table is not cut off, even where it barely fits.
  const { height } = page.viewportSize()!;
  for (const narrow of [900, 1100]) {
    await page.setViewportSize({ width: narrow, height });
    const list = page.locator('.found__frame');
    expect(await list.evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
  }
  await page.setViewportSize({ width, height });
  await link(page, 'Historia płatności').click();
  await says(page, '1 płatność');
  await look('payments');

  await page.goto(`${portal.url}/wiadomosci`);
  await says(page, '53,63');

  expect((await portal.import(portal.feed(booked(orderId)))).code).toBe(0);
  await page.goto(`${portal.url}/finanse`);
  await says(page, 'Nie masz nic do zapłaty.');
  await page.getByRole('cell', { name: 'Zapłacono' }).waitFor();
  expect(await text(page, 'main')).not.toContain('które jeszcze księgujemy');
  expect(complaints).toEqual([]);
  await leave();
});

it.each(WIDTHS)(
  'splits three documents over the limit into payments, one after another, at %d px',
  async (width) => {
    const { page, complaints, look, leave } = await open(THREE, { width });
    await page.getByRole('checkbox', { name: /Wybierz do zapłaty: FV\/\d+\/1,/ }).check();
    await says(page, '1 dokument: 3 000,00');
    await look('documents-one-chosen');
    await page.getByRole('checkbox', { name: /Wybierz do zapłaty: FV\/\d+\/2,/ }).check();
    await page.getByRole('checkbox', { name: /Wybierz do zapłaty: FV\/\d+\/3,/ }).check();
    await says(page, '3 dokumenty: 7 500,00 zł');
    await says(page, 'Zaproponujemy podział');
    await link(page, 'Zapłać wybrane').click();
    await says(page, '7 500,00 zł to więcej');
    await says(page, 'najwyżej 4 251,30 zł');
    await look('pay-split');
    for (const part of [1, 2, 3]) {
      await page
        .getByRole('region', { name: `Płatność ${part} z 3` })
        .getByRole('button')
        .click();
      await payByBlik(page);
      await says(page, 'Dziękujemy.');
      if (part === 1) await look('paid-one-of-three');
      if (part < 3) await link(page, `Zapłać następną (${part + 1} z 3)`).click();
    }
    await says(page, 'ostatnia z płatności');
    await page.goto(portal.url);
    await says(page, 'Nie masz nic do zapłaty.');
    expect(complaints).toEqual([]);
    await leave();
  },
);

it('goes on where Back leads from the operator, and starts no second payment', async () => {
  const { page, leave } = await open(['53.63']);
  await link(page, 'Zapłać').click();
  await pay(page, '53,63').click();
  await page.getByLabel('Kod BLIK').waitFor();
  const operators = page.url();
  await page.goBack();
  // The document is reserved by the open payment: the page says so and links to it.
  await says(page, 'Za ten dokument trwa już płatność');
  await link(page, 'Przejdź do tej płatności').click();
  await says(page, 'Czekamy na potwierdzenie operatora');
  await page.reload();
  await button(page, 'Dokończ u operatora').click();
  await page.getByLabel('Kod BLIK').waitFor();
  expect(page.url()).toBe(operators);
  await payByBlik(page);
  await says(page, 'Dziękujemy.');
  await page.goto(`${portal.url}/finanse/platnosci`);
  await says(page, '1 płatność');
  await leave();
});

it('gives a payment up, and the document can be paid again', async () => {
  const { page, look, leave } = await open(['53.63'], { width: 360 });
  await link(page, 'Zapłać').click();
  await pay(page, '53,63').click();
  await page.getByLabel('Kod BLIK').waitFor();
  await page.goto(`${portal.url}/finanse/platnosci`);
  await link(page, 'Dokończ albo anuluj').click();
  await says(page, 'Czekamy na potwierdzenie operatora');
  await look('payment-waiting');
  await button(page, 'Anuluj płatność').click();
  await look('payment-cancel');
  await button(page, 'Tak, anuluj').click();
  await says(page, 'Płatność anulowano');
  await look('payment-cancelled');
  await link(page, 'Spróbuj jeszcze raz').click();
  await pay(page, '53,63').click();
  await payByBlik(page);
  await says(page, 'Dziękujemy.');
  await leave();
});

it('turns by itself when the bank takes its time', async () => {
  const { page, leave } = await open(['53.63']);
  await portal.operator.behave('PENDING_THEN_SUCCESS');
  await link(page, 'Zapłać').click();
  await pay(page, '53,63').click();
  await payByBlik(page);
  await says(page, 'Czekamy na potwierdzenie operatora');
  await says(page, 'Dziękujemy.');
  await leave();
});

it('says in a sentence why the bank refused, in the reader’s language, and tries again', async () => {
  const { page, look, leave } = await open(['756.31']);
  await link(page, 'Zapłać').click();
  await pay(page, '756,31').click();
  // A wrong code is corrected on the operator's page; the second one has no money behind it.
  await page.getByLabel('Kod BLIK').fill('111121');
  await button(page, 'Zapłać BLIKIEM').click();
  await says(page, 'Kod BLIK jest nieprawidłowy');
  await page.getByLabel('Kod BLIK').fill('111112');
  await button(page, 'Zapłać BLIKIEM').click();
  await says(page, 'Poprzednia próba się nie udała');
  await page.goto(`${portal.url}/finanse/platnosci`);
  await says(page, 'Nieudana');
  await page.locator('.ebok-finance__payments a').first().click();
  await says(page, 'Płatność się nie udała');
  await look('payment-failed');
  const sentences = new Set<string>();
  for (const [language, failed] of [
    ['English', 'The payment failed'],
    ['Українська', 'Платіж не вдався'],
    ['Polski', 'Płatność się nie udała'],
  ] as const) {
    await speak(page, language);
    await says(page, failed);
    sentences.add(await text(page, 'main [role=status]'));
  }
  expect(sentences.size).toBe(3);
  for (const sentence of sentences) expect(sentence).not.toMatch(/[A-Z]{2,}_|INSUFFICIENT/);
  await link(page, 'Spróbuj jeszcze raz').click();
  await pay(page, '756,31').click();
  await payByBlik(page);
  await says(page, 'Dziękujemy.');
  await leave();
});

it('says when the operator is away, and pays once it is back', async () => {
  const { page, look, leave } = await open(['53.63'], { width: 360 });
  await portal.operator.behave('DOWN');
  await page.getByRole('checkbox', { name: /Wybierz do zapłaty/ }).check();
  await link(page, 'Zapłać wybrane').click();
  await pay(page, '53,63').click();
  await says(page, 'Operator płatności teraz nie odpowiada.');
  await look('pay-operator-away');
  await link(page, 'Przejdź do tej płatności').click();
  await says(page, 'Czekamy na operatora płatności');
  await button(page, 'Anuluj płatność').click();
  await button(page, 'Tak, anuluj').click();
  await says(page, 'więc płatności nie anulowano');
  await portal.operator.behave('NORMAL');
  await button(page, 'Tak, anuluj').click();
  await says(page, 'Płatność anulowano');
  await link(page, 'Spróbuj jeszcze raz').click();
  await pay(page, '53,63').click();
  await payByBlik(page);
  await says(page, 'Dziękujemy.');
  await leave();
});

it('pays with the keyboard alone', async () => {
  const { page, leave } = await open(['53.63']);
  await page.getByRole('checkbox', { name: /Wybierz do zapłaty/ }).waitFor();
  await tabTo(page, 'Wybierz do zapłaty');
  await page.keyboard.press('Space');
  await says(page, '1 dokument: 53,63');
  await tabTo(page, 'Zapłać wybrane');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Jak zapłacisz' }).waitFor();
  await focusComesTo(page, 'Zapłać');
  await tabTo(page, 'Zapłać 53,63');
  await page.keyboard.press('Enter');
  await payByBlik(page);
  await says(page, 'Dziękujemy.');
  await tabTo(page, 'Zobacz dokumenty');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: 'Opłacono, księgujemy' }).waitFor();
  await leave();
});

it('speaks English and Ukrainian all the way', async () => {
  const { page, leave } = await open(THREE);
  await link(page, 'Zapłać').waitFor();
  for (const [language, pay, part, finished] of [
    ['English', /^Pay 3,000\.00/, 'Payment 1 of 3', 'Thank you.'],
    ['Українська', /^Сплатити 2\s000,00/, 'Платіж 1 з 2', 'Дякуємо.'],
  ] as const) {
    await page.goto(`${portal.url}/platnosc`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await speak(page, language);
    await page.getByRole('region', { name: part }).getByRole('button', { name: pay }).click();
    await payByBlik(page);
    await says(page, finished);
    expect(await text(page, 'main')).not.toMatch(/\b[a-z]+\.[a-z]+[A-Z]\w*\b|[{}]/);
  }
  await leave();
});
