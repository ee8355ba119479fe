// Wiadomości in a browser: new messages, their text, and the unread count.
import type { Browser } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { focusComesTo, focused, register, signIn, tabTo, text, visit } from './visitor';
import { CUSTOMER, ELECTRICITY, NEWS } from './world';

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  browser = await launch();
  portal = await startPortal();
  expect((await portal.import(portal.feed(ELECTRICITY))).code).toBe(0);
  await register(portal, CUSTOMER);
  expect((await portal.import(portal.feed(NEWS))).code).toBe(0);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

const LETTER = 'Planowana przerwa w dostawie';
const DOCUMENT = 'Nowy dokument FV2026/04/011';

/** Each run reads one message, which stays read in the next. */
it.each([
  { width: 360, name: DOCUMENT, unread: 2 },
  { width: 768, name: LETTER, unread: 1 },
  { width: 1280, name: LETTER, unread: 0 },
])('reads what is new at $width px, and the menu counts what is left', async ({ width, name, unread }) => {
  const { page, complaints, look, leave } = await visit(browser, width);
  const badge = page.locator(width < 960 ? '.menu-button .menu__badge' : '.menu__link .menu__badge');
  const counts = (count: number) =>
    count > 0 ? badge.getByText(String(count)).waitFor() : badge.waitFor({ state: 'detached' });
  await page.goto(portal.url);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('heading', { name: 'Najnowsze wiadomości' }).waitFor();
  await page.getByRole('link', { name: 'Zobacz wszystkie wiadomości' }).waitFor();
  await counts(unread);
  await look('home-with-messages');
  await page.goto(`${portal.url}/wiadomosci`);
  await page.getByRole('link', { name }).waitFor();
  await look('messages');
  await page.getByRole('button', { name: 'Filtruj' }).click();
  if (unread > 0) await page.getByRole('checkbox', { name: 'Tylko nieprzeczytane' }).check();
  await page.getByText(unread === 1 ? '1 wiadomość' : '2 wiadomości').waitFor();
  await look('messages-filtered');
  const list = new URL(page.url()).search;
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('heading', { name: 'Jak wysłaliśmy tę wiadomość' }).waitFor();
  await counts(Math.max(unread - 1, 0));
  await look(name === LETTER ? 'message' : 'message-of-document');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Wiadomości' }).waitFor();
  expect([new URL(page.url()).search, list]).toEqual([list, unread > 0 ? '?unread=1' : '']);
  await leave();
  expect(complaints).toEqual([]);
});

it('shows what a letter says as text and its addresses as links, and leads to the document it is about', async () => {
  const { page, leave } = await visit(browser, 1280);
  await page.goto(`${portal.url}/wiadomosci`);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('link', { name: LETTER }).click();
  const address = page.getByRole('link', { name: /example\.pl/ });
  expect(await address.getAttribute('href')).toBe('https://www.example.pl/przerwy?gmina=1');
  expect(await text(page, 'main')).toContain('<img src=x onerror=alert(1)>');
  await page.goBack();
  await page.getByRole('link', { name: DOCUMENT }).click();
  await page.getByRole('link', { name: 'Zobacz dokument FV2026/04/011' }).click();
  await page.getByRole('heading', { level: 1, name: 'FV2026/04/011' }).waitFor();
  await leave();
});

it('is read with the keyboard alone', async () => {
  const { page, leave } = await visit(browser, 1280);
  await page.goto(portal.url);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('heading', { name: 'Najnowsze wiadomości' }).waitFor();
  await tabTo(page, 'Wiadomości');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: LETTER }).waitFor();
  await focusComesTo(page, 'Wiadomości');
  await tabTo(page, 'Szukaj w temacie i treści');
  await page.keyboard.type('nie ma takiej');
  await page.getByText('Żadna wiadomość nie pasuje').waitFor();
  await tabTo(page, 'Wyczyść filtry');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: LETTER }).waitFor();
  // The button is gone, but the focus must not be lost.
  expect(await focused(page)).not.toBe('');
  await tabTo(page, LETTER);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: LETTER }).waitFor();
  await focusComesTo(page, LETTER);
  await tabTo(page, 'Wszystkie wiadomości');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Wiadomości' }).waitFor();
  await leave();
});
