// Wiadomości in a browser: new messages, their text, and the unread count.
import type { Page } from 'playwright-core';
import { portalSuite } from './suite';
import { focusComesTo, focused, printed, signIn, speak, tabTo, text, type Language } from './visitor';
import { CUSTOMER, DEMAND, NEWS } from './world';

const suite = portalSuite();
beforeAll(() => suite.take(NEWS));

/** Groups of digits, as of an account, that a line breaks. */
function digitsOverTwoLines(page: Page, selector: string): Promise<string[]> {
  return page.locator(`${selector} p`).evaluateAll((paragraphs) =>
    paragraphs.flatMap(({ firstChild: text }) =>
      [...(text?.textContent ?? '').matchAll(/\d{4}/g)].flatMap(({ 0: digits, index }) => {
        const range = document.createRange();
        range.setStart(text!, index);
        range.setEnd(text!, index + digits.length);
        return range.getClientRects().length > 1 ? [digits] : [];
      }),
    ),
  );
}

const LETTER = 'Planowana przerwa w dostawie';
const DOCUMENT = 'Nowy dokument FV2026/04/011';

/** Each run reads one message, which stays read in the next. */
it.each([
  { width: 360, name: DOCUMENT, unread: 2 },
  { width: 768, name: LETTER, unread: 1 },
  { width: 1280, name: LETTER, unread: 0 },
])('reads what is new at $width px, and the menu counts what is left', async ({ width, name, unread }) => {
  const { page, complaints, look, leave } = await suite.visit(width);
  const badge = page.locator(width < 960 ? '.menu-button .menu__badge' : '.menu__link .menu__badge');
  const counts = (count: number) =>
    count > 0 ? badge.getByText(String(count)).waitFor() : badge.waitFor({ state: 'detached' });
  await page.goto(suite.portal.url);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('heading', { name: 'Najnowsze wiadomości' }).waitFor();
  await page.getByRole('link', { name: 'Zobacz wszystkie wiadomości' }).waitFor();
  await counts(unread);
  await look('home-with-messages');
  await page.goto(`${suite.portal.url}/wiadomosci`);
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
  await printed(page, { without: 'Wszystkie wiadomości' });
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Wiadomości' }).waitFor();
  expect([new URL(page.url()).search, list]).toEqual([list, unread > 0 ? '?unread=1' : '']);
  await leave();
  expect(complaints).toEqual([]);
});

it('shows what a letter says as text and its addresses as links, and leads to the document it is about', async () => {
  const { page, leave } = await suite.enter('/wiadomosci', 1280);
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
  const { page, leave } = await suite.enter('/', 1280);
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

it('offers a message that arrives while the page is open, marks all, and lets one pay a demand', async () => {
  const { page, complaints, look, leave } = await suite.visit(360);
  await page.clock.install();
  await page.goto(`${suite.portal.url}/wiadomosci`);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('link', { name: LETTER }).waitFor();
  const markAll = page.getByRole('button', { name: 'Oznacz wszystkie jako przeczytane' });
  await markAll.waitFor();
  await suite.take(DEMAND);
  // The shell counts again once a minute.
  await page.clock.fastForward('02:00');
  await page.getByText('Są nowe wiadomości.').waitFor();
  await page.locator('.menu-button .menu__badge').getByText('1').waitFor();
  await look('messages-news');
  await page.getByRole('button', { name: 'Pokaż', exact: true }).click();
  const demand = page.getByRole('link', { name: 'Demand for payment' });
  expect(await demand.getAttribute('lang')).toBe('en');
  await markAll.click();
  await page.getByText('Oznaczono 1 wiadomość jako przeczytaną.').waitFor();
  await page.locator('.menu-button .menu__badge').waitFor({ state: 'detached' });
  await demand.click();
  await page.getByRole('heading', { level: 1, name: 'Demand for payment' }).waitFor();
  await look('message-demand');
  await page.getByRole('link', { name: 'Zapłać' }).click();
  await page.getByRole('heading', { level: 1, name: 'Zapłać' }).waitFor();
  await leave();
  expect(complaints).toEqual([]);
});

it.each(['light', 'dark'] as const)(
  'keeps what was chosen in the notification settings, in every language, in %s colours',
  async (colorScheme) => {
    const { page, complaints, fits, look, lookAtWidths, leave } = await suite.enter('/wiadomosci', 1280, {
      colorScheme,
    });
    await page.getByRole('link', { name: 'Ustawienia powiadomień' }).click();
    await focusComesTo(page, 'Ustawienia powiadomień');
    const sms = page.getByRole('checkbox', { name: 'Zbliża się termin płatności: SMS' });
    await sms.waitFor();
    const was = await sms.isChecked();
    await tabTo(page, 'Zbliża się termin płatności: SMS');
    await page.keyboard.press('Space');
    await page.getByText('Zapisano: Zbliża się termin płatności.').waitFor();
    expect(await focused(page)).toContain('Zbliża się termin płatności: SMS');
    await page.reload();
    await sms.waitFor();
    expect(await sms.isChecked()).toBe(!was);
    await page.locator('summary', { hasText: 'Zbliża się termin płatności' }).click();
    await page.getByRole('button', { name: 'Wyślij mi próbną wiadomość (E-mail)' }).waitFor();
    await lookAtWidths(`notification-settings-${colorScheme}`);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await digitsOverTwoLines(page, '.ebok-inbox__example')).toEqual([]);
    for (const language of ['English', 'Українська', 'Polski'] as Language[]) {
      await speak(page, language);
      await fits(`notification-settings-${language}`);
    }
    // The gateway's own sentences follow.
    await page.getByText('Wezwania do zapłaty wysyłamy zawsze').waitFor();
    await look(`notification-settings-again-${colorScheme}`);
    await leave();
    expect(complaints).toEqual([]);
  },
);

it('makes a calendar of due dates that a program can read, until it is switched off', async () => {
  const { page, complaints, lookAtWidths, leave } = await suite.enter('/wiadomosci/ustawienia', 1280);
  await page.getByRole('button', { name: 'Utwórz adres kalendarza' }).click();
  const address = await page.getByRole('textbox', { name: 'Adres kalendarza' }).inputValue();
  await lookAtWidths('calendar-address');
  const calendar = () => fetch(`${suite.portal.directUrl}${new URL(address).pathname}`);
  const answer = await calendar();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect((await answer.text()).replace(/\r\n /g, '')).toMatch(/SUMMARY:Do zapłaty .*: FV2026\/04\/011/);
  await page.getByRole('button', { name: 'Wyłącz kalendarz' }).click();
  await page.getByText('Kalendarz jest wyłączony.').waitFor();
  expect((await calendar()).status).toBe(404);
  await leave();
  expect(complaints).toEqual([]);
});
