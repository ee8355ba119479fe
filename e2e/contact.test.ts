// Kontakt in a browser: a request with files on a phone, an upload that breaks, a session that ends, the answer.
import type { Page } from 'playwright-core';
import { portalSuite } from './suite';
import {
  focusComesTo,
  LANGUAGES,
  printed,
  signIn,
  signInElsewhere,
  speak,
  tabTo,
  text,
  type Language,
} from './visitor';
import { CUSTOMER } from './world';

const suite = portalSuite();

const NUMBER = /Zgłoszenie (Z\/\S+)/;
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const FILES = [
  { name: 'rachunek z marca.pdf', mimeType: 'application/pdf', buffer: PDF },
  { name: 'licznik.png', mimeType: 'image/png', buffer: PHOTO },
];

async function choose(page: Page, ...files: typeof FILES) {
  await page.getByLabel('Wybierz pliki').setInputFiles(files);
}
const attached = (page: Page) => page.locator('.ebok-inbox__file').getByText('Dołączony');

async function arrive(page: Page, address: string) {
  await page.goto(suite.portal.url + address);
  await signIn(page, CUSTOMER.email);
}

/** What an adviser answers comes with billing's next feed. */
async function answer(number: string, body: string) {
  const line = (record: object) => `${JSON.stringify(record)}\n`;
  const reply = {
    id: `A-${number}`,
    customerNumber: '99999999',
    kind: 'TICKET_REPLY',
    subject: 'Odpowiedź na zgłoszenie',
    body,
    sentAt: new Date().toISOString(),
    channel: 'PORTAL',
    ticketNumber: number,
  };
  await suite.take({
    'tickets.ndjson': line({ number, status: 'ANSWERED' }),
    'messages.ndjson': line(reply),
  });
}

it('takes a question with two files from a phone, and brings the answer back', async () => {
  const { page, complaints, look, leave } = await suite.visit(360);
  await arrive(page, '/kontakt');
  await page.getByText('Nie masz jeszcze żadnych zgłoszeń.').waitFor();
  await page.getByRole('link', { name: '22 100 20 40' }).first().waitFor();
  await look('contact-empty');
  await page.getByRole('link', { name: 'Rachunek', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Nowe zgłoszenie' }).waitFor();
  await focusComesTo(page, 'Nowe zgłoszenie');
  await page.getByLabel(/^Dokument/).selectOption({ index: 1 });
  await page.getByLabel('Temat').fill('Skąd taka kwota?');
  await page.getByLabel('Treść').fill('Na rachunku jest 53,63 zł.');

  // The first attempt with the second file breaks; the other file is not touched by that.
  let posts = 0;
  await page.route('**/files/attachments?*', (route) =>
    ++posts === 2 ? route.abort('connectionreset') : route.continue(),
  );
  await choose(page, ...FILES);
  await page.locator('.field__problem').getByText('Przesyłanie się przerwało.').waitFor();
  await attached(page).waitFor();
  await look('contact-upload-broken');
  await page.getByRole('button', { name: 'Wyślij zgłoszenie' }).click();
  await focusComesTo(page, 'Nie wszystkie pliki się przesłały: licznik.png.');
  await look('contact-problem');
  await page.getByRole('button', { name: 'Prześlij ponownie licznik.png' }).click();
  await attached(page).nth(1).waitFor();
  await page.getByText('Zapisujemy szkic…').waitFor();
  await page.getByText('Szkic zapisany o').waitFor();

  // The session ends elsewhere; after the next sign-in everything is there again.
  await page.context().clearCookies({ name: '__Host-ebok' });
  await page.getByRole('button', { name: 'Wyślij zgłoszenie' }).click();
  await page.getByText('Twoja sesja się skończyła.').waitFor();
  await signIn(page, CUSTOMER.email);
  await page.getByText(/^Jest tu szkic zapisany/).waitFor();
  expect(await page.getByLabel('Treść').inputValue()).toBe('Na rachunku jest 53,63 zł.');
  expect(await page.getByLabel(/^Dokument/).inputValue()).not.toBe('');
  expect(await attached(page).count()).toBe(2);
  await look('contact-restored');
  await page.getByRole('button', { name: 'Wyślij zgłoszenie' }).click();
  await page.getByRole('heading', { level: 1, name: NUMBER }).waitFor();
  const number = NUMBER.exec(await text(page, 'h1'))![1]!;
  await page.getByText(`Zgłoszenie ${number} wysłane.`).waitFor();
  await page.getByText('Przyjęte').waitFor();
  await look('ticket-received');

  await answer(number, 'To opłata za dwa miesiące.');
  await page.getByText('To opłata za dwa miesiące.').waitFor();
  await page.getByText(/przyszła nowa odpowiedź/).waitFor();
  await page.getByText('Jest odpowiedź').waitFor();
  await look('ticket-answered');
  await printed(page, { without: 'Napisz do tego zgłoszenia' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'rachunek z marca.pdf' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rachunek z marca.pdf');
  await page.getByLabel('Twoja wiadomość').fill('Dziękuję, teraz rozumiem.');
  await page.getByRole('button', { name: 'Wyślij', exact: true }).click();
  await page.locator('.ebok-inbox__thread').getByText('Dziękuję, teraz rozumiem.').waitFor();
  expect(await page.getByLabel('Twoja wiadomość').inputValue()).toBe('');

  await page.getByRole('link', { name: 'Kontakt i zgłoszenia' }).click();
  await page.getByRole('link', { name: 'Skąd taka kwota?' }).waitFor();
  await look('contact-with-requests');
  await leave();
  // The upload that was broken on purpose, and nothing else.
  expect(complaints.filter((one) => !/ERR_CONNECTION_RESET/.test(one))).toEqual([]);
});

it('is written and sent with the keyboard alone', async () => {
  const { page, leave } = await suite.visit(1280);
  await arrive(page, '/kontakt');
  await page.getByRole('heading', { level: 2, name: 'Twoje zgłoszenia' }).waitFor();
  await tabTo(page, 'Inna sprawa');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Nowe zgłoszenie');
  await page.getByLabel('Treść').waitFor();
  await tabTo(page, 'Wyślij zgłoszenie');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Popraw');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Dzień dobry');
  await tabTo(page, 'Treść');
  await page.keyboard.type('Proszę o kontakt.');
  await tabTo(page, 'Wybierz pliki');
  await tabTo(page, 'Wyślij zgłoszenie');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: NUMBER }).waitFor();
  await leave();
});

it('keeps what is typed after the session ended, until one has signed in in another tab', async () => {
  const { page, look, leave } = await suite.visit(360);
  await arrive(page, '/kontakt/nowe?topic=COMPLAINT');
  await page.getByLabel('Temat').fill('Zły odczyt');
  await page.context().clearCookies({ name: '__Host-ebok' });
  await page.getByLabel('Treść').fill('Licznik stoi, a rachunek rośnie.');
  await page.getByRole('alertdialog', { name: 'Sesja się skończyła' }).waitFor();
  await look('contact-session-over');
  await signInElsewhere(page, CUSTOMER.email);
  await page.getByText('Szkic zapisany o').waitFor();
  await page.reload();
  await page.getByLabel('Treść').waitFor();
  expect(await page.getByLabel('Treść').inputValue()).toBe('Licznik stoi, a rachunek rośnie.');
  await leave();
});

// Last, because the account keeps the language.
it.each(Object.keys(LANGUAGES) as Language[])('fits every width, in %s', async (language) => {
  const { page, complaints, lookAtWidths, settled, leave } = await suite.visit(1280, {
    colorScheme: 'dark',
  });
  await arrive(page, '/kontakt');
  await page.locator('a[href$="topic=INVOICE"]').waitFor();
  await settled();
  await speak(page, language);
  for (const [name, address] of [
    ['contact', '/kontakt'],
    ['contact-outage', '/kontakt/awaria'],
    ['contact-call', '/kontakt/nowe?topic=CALL_BACK'],
    ['contact-none', '/kontakt/nie-ma'],
  ] as const) {
    await page.goto(suite.portal.url + address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settled();
    await lookAtWidths(`${name}-${LANGUAGES[language]}`);
  }
  await leave();
  expect(complaints).toEqual([]);
});
