// Pages that the law wants: documents in their versions, and what is kept in the browser. In light and dark, three
// languages and at every width.
import type { Page } from 'playwright-core';
import { portalSuite } from './suite';
import { LANGUAGES, signIn, speak, type Language } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

const TERMS = 'Regulamin elektronicznego biura obsługi klienta';

/** A line of documents.ndjson. The privacy notice stays the built-in one. */
const line = (id: string, title: string, version: string, validFrom: string, file: string) =>
  `${JSON.stringify({ id, title, version, validFrom, file })}\n`;
const terms = (version: string) =>
  `<!doctype html><html lang="pl"><meta charset="utf-8"><title>${TERMS}</title><h1>${TERMS}</h1><p>Treść wersji ${version}.</p>`;
const DOCUMENTS = {
  'documents.ndjson':
    line('terms', TERMS, '1', '2025-01-01', 'terms-1.html') +
    line(
      'prices',
      'Cennik energii elektrycznej dla gospodarstw domowych',
      '2025',
      '2025-01-01',
      'prices.pdf',
    ) +
    line(
      'prices',
      'Cennik energii elektrycznej dla gospodarstw domowych',
      '2026',
      '2026-01-01',
      'prices.pdf',
    ) +
    line('green', 'Zasady programu „Zielona energia”', '1', '2026-01-01', 'green.txt'),
  'documents/terms-1.html': terms('1'),
  'documents/prices.pdf': '%PDF-1.4\n%%EOF',
  'documents/green.txt': 'Zielona energia jest dla klientów.',
};
const NEW_TERMS = {
  'documents.ndjson': line('terms', TERMS, '2', '2026-02-01', 'terms-2.html'),
  'documents/terms-2.html': terms('2'),
};

const suite = portalSuite({ feeds: [{ ...ELECTRICITY, ...DOCUMENTS }] });
beforeAll(() => suite.take(NEW_TERMS));

/** Names in the browser's storage of this page. */
const stored = (page: Page) =>
  page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
const cookies = async (page: Page) => (await page.context().cookies()).map(({ name }) => name).sort();
const ready = (page: Page) => page.locator('main .skeleton').waitFor({ state: 'detached' });

const SCREENS = [
  { name: 'cookies', place: '/pliki-cookie', heading: 'Pliki cookie' },
  { name: 'documents', place: '/dokumenty', heading: 'Dokumenty' },
  { name: 'document', place: '/dokumenty/terms', heading: TERMS },
  { name: 'document-earlier', place: '/dokumenty/terms/1', heading: TERMS },
  { name: 'document-built-in', place: '/dokumenty/privacy', heading: 'Informacja o przetwarzaniu danych' },
  { name: 'document-pdf', place: '/dokumenty/prices', heading: /^Cennik/ },
  { name: 'document-missing', place: '/dokumenty/green', heading: 'Nie ma takiego dokumentu' },
];

/** Accepts the changed terms that the page shows. */
async function accept(page: Page): Promise<void> {
  await page.getByLabel('Znam i akceptuję nowy regulamin.').check();
  await page.getByRole('button', { name: 'Akceptuję i przechodzę dalej' }).click();
}

it.each(['light', 'dark'] as const)(
  'hold nothing for axe to find at any width in any language (%s)',
  async (colorScheme) => {
    const { page, complaints, lookAtWidths, leave } = await suite.visit(1280, { colorScheme });
    for (const { name, place, heading } of SCREENS) {
      const answer = await page.goto(suite.portal.url + place);
      expect([place, answer?.status()]).toEqual([place, 200]);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await ready(page);
      for (const language of Object.keys(LANGUAGES) as Language[]) {
        await speak(page, language);
        await lookAtWidths(`${name}-${LANGUAGES[language]}-${colorScheme}`);
      }
      await speak(page, 'Polski');
    }
    await leave();
    expect(complaints).toEqual([]);
  },
);

it('leads a customer from their data to a document, its earlier version and back, with the accepted ones marked', async () => {
  const { page, complaints, lookAtWidths, leave } = await suite.visit(1280);
  await page.goto(`${suite.portal.url}/logowanie`);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('heading', { name: 'Regulamin się zmienił' }).waitFor();
  await lookAtWidths('terms-changed');
  await accept(page);
  await page.getByRole('heading', { name: 'Saldo' }).waitFor();
  await page.goto(`${suite.portal.url}/dane`);
  const documents = page.getByRole('region', { name: 'Dokumenty' });
  await documents.getByRole('link', { name: TERMS }).waitFor();
  expect(await documents.getByRole('link').count()).toBe(4);
  expect(await documents.getByText('Zaakceptowano', { exact: true }).count()).toBe(1);
  await lookAtWidths('profile-documents');
  await documents.getByRole('link', { name: TERMS }).click();
  await page.getByRole('heading', { level: 1, name: TERMS }).waitFor();
  const text = page.frameLocator('iframe');
  await text.getByText('Treść wersji 2.').waitFor();
  // Both versions were accepted: the first at registration.
  const versions = page.getByRole('region', { name: 'Wersje tego dokumentu' });
  expect(await versions.getByText('Zaakceptowano').count()).toBe(2);
  await lookAtWidths('document-accepted');
  await versions.getByRole('link', { name: 'Wersja 1,' }).click();
  await page.getByText('To wcześniejsza wersja.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/dokumenty/terms/1');
  await text.getByText('Treść wersji 1.').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Pobierz' }).click();
  expect((await download).suggestedFilename()).toBe(`${TERMS}, 1.html`);
  await page.goBack();
  await text.getByText('Treść wersji 2.').waitFor();
  await page.getByRole('link', { name: 'Wszystkie dokumenty' }).click();
  await page.getByRole('link', { name: 'Zasady programu' }).click();
  await text.getByText('Zielona energia jest dla klientów.').waitFor();
  for (const [former, place] of [
    ['/regulamin', '/dokumenty/terms'],
    ['/prywatnosc', '/dokumenty/privacy'],
  ]) {
    await page.goto(suite.portal.url + former);
    await page.waitForURL(suite.portal.url + place);
    await page.frameLocator('iframe').locator('h1').waitFor();
  }
  await leave();
  expect(complaints).toEqual([]);
});

it('keeps nothing in the browser of who has not signed in, and later only what the page about cookies names', async () => {
  const { page, complaints, leave } = await suite.visit(1280);
  for (const place of ['/', '/logowanie', '/rejestracja', '/haslo', '/regulamin', '/prywatnosc', '/pomoc']) {
    await page.goto(suite.portal.url + place);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect([place, await cookies(page), await stored(page)]).toEqual([place, [], []]);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  }
  await page.goto(`${suite.portal.url}/logowanie`);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('heading', { name: 'Saldo' }).waitFor();
  await speak(page, 'English');
  await page.goto(`${suite.portal.url}/finanse`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect([await cookies(page), await stored(page)]).toEqual([
    ['__Host-ebok', 'ebok-browser'],
    ['ebok.language'],
  ]);
  await page.getByRole('link', { name: 'Cookies' }).click();
  await page.getByRole('heading', { level: 1, name: 'Cookies' }).waitFor();
  await ready(page);
  const named = await page.locator('main code').allInnerTexts();
  expect(named).toEqual(expect.arrayContaining([...(await cookies(page)), ...(await stored(page))]));
  await leave();
  expect(complaints).toEqual([]);
});
