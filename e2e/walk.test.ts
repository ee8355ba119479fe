// A new customer's path, the core of the product: from an invoice in a feed to the amount they owe, in a browser.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { itWith, SHARED } from './shared-files';
import { axeFindings, launch } from './browser';
import { startPortal, type Portal } from './portal';
import { focusComesTo, mailedLink, PASSWORD, signIn, speak, tabTo, text, visit, WIDTHS } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

const EXAMPLES = path.join(SHARED, 'ksef/examples');

describe('a new customer', () => {
  let browser: Browser;
  let portal: Portal;
  beforeAll(async () => {
    browser = await launch();
    portal = await startPortal();
    const { code } = await portal.import(portal.feed(ELECTRICITY));
    expect(code).toBe(0);
  });
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  it('registers with an invoice, sets a password by the link from the mail and sees what they owe', async () => {
    const { page, complaints, look, leave } = await visit(browser, 360);
    await page.goto(`${portal.url}/rejestracja`);
    await page.getByLabel('Adres e-mail').fill(CUSTOMER.email);
    await page.getByLabel('PESEL albo NIP').fill(CUSTOMER.taxId);
    await page.getByLabel('Numer faktury').fill(CUSTOMER.invoice);
    await page.getByRole('checkbox').check();
    await look('registration');
    await page.getByRole('button', { name: 'Załóż konto' }).click();
    await page.getByRole('heading', { name: 'Sprawdź swoją pocztę' }).waitFor();
    await page.goto(await mailedLink(portal, CUSTOMER.email));
    await page.getByLabel('Nowe hasło').fill(PASSWORD);
    // The token must not stay in the address bar or in the history.
    expect(page.url()).not.toContain('token');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ustaw hasło' }).click();
    await page.getByRole('heading', { name: 'Hasło zostało ustawione' }).waitFor();
    await leave();
    expect(complaints).toEqual([]);
  });

  it.each(WIDTHS)(
    'sees balance, documents and the document at %d px, and axe finds nothing',
    async (width) => {
      const { page, complaints, look, leave } = await visit(browser, width);
      await page.goto(portal.url);
      await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
      await look('sign-in');
      await signIn(page, CUSTOMER.email);
      const tile = page.getByText('termin minął 15 marca 2026');
      await tile.waitFor();
      expect(await text(page, 'main')).toContain('53,63 zł');
      await look('home');
      await page.goto(`${portal.url}/finanse`);
      await page.getByRole('link', { name: CUSTOMER.invoice }).waitFor();
      await look('documents');
      await page.getByRole('link', { name: CUSTOMER.invoice }).click();
      await page.getByRole('heading', { level: 1, name: CUSTOMER.invoice }).waitFor();
      const document = await text(page, 'main');
      for (const expected of [
        '18,00',
        '25,60',
        '10,03',
        '53,63',
        '1000',
        '1020',
        '20 kWh',
        'G11',
        '999999999999999999',
      ])
        expect([expected, document.includes(expected)]).toEqual([expected, true]);
      await look('document');
      for (const [place, name] of [
        ['/zuzycie', 'use'],
        ['/dane', 'data'],
        ['/wiadomosci', 'messages'],
        ['/pomoc', 'help'],
        ['/nie-ma-mnie', 'not-found'],
      ] as const) {
        await page.goto(portal.url + place);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        if (name === 'data') {
          await page.getByRole('link', { name: 'ul. Polna 1' }).waitFor();
          await says(page, 'F.H.U. Jan Kowalski', CUSTOMER.taxId);
        }
        await look(name);
        if (name === 'data') await seesPoint(page, look);
      }
      await leave();
      // The browser itself logs the 404.
      expect(complaints.filter((c) => !c.includes('404'))).toEqual([]);
    },
  );

  it('asks one question a tile on home, and one for who is there; without use none for its cost', async () => {
    const { page, leave } = await visit(browser, 1280);
    await page.goto(portal.url);
    await signIn(page, CUSTOMER.email);
    await page.getByText('termin minął 15 marca 2026').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!request.url().endsWith('/graphql')) return;
      const sent = request.postDataJSON() as { operationName?: string; query?: string };
      // Slices send names and hashes, the shell its short texts.
      asked.push(sent.operationName ?? /query (\w+)/.exec(sent.query!)![1]!);
      expect(sent.operationName && sent.query).toBeUndefined();
    });
    await page.reload();
    await page.getByText('termin minął 15 marca 2026').waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked.sort()).toEqual(['Balance', 'MonthUsage', 'NewestMessages', 'Start']);
    await leave();
  });

  it('gets everywhere with the keyboard alone', async () => {
    const { page, leave } = await visit(browser, 1280);
    await page.goto(portal.url);
    await page.getByLabel('Adres e-mail').waitFor();
    await tabTo(page, 'Adres e-mail');
    await page.keyboard.type(CUSTOMER.email);
    await tabTo(page, 'Hasło');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('termin minął 15 marca 2026').waitFor();
    await tabTo(page, 'Finanse');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: CUSTOMER.invoice }).waitFor();
    // A new page moves the focus to its heading, so that a screen reader continues there.
    await focusComesTo(page, 'Finanse');
    // The checkbox that selects the document for payment comes before the document itself.
    await tabTo(page, `Wybierz do zapłaty: ${CUSTOMER.invoice}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: CUSTOMER.invoice }).waitFor();
    await tabTo(page, 'Kopiuj numer rachunku');
    await page.keyboard.press('Enter');
    await page
      .getByText(/Skopiowano|nie pozwoliła skopiować/)
      .first()
      .waitFor();
    await tabTo(page, 'Wyloguj');
    await page.keyboard.press('Enter');
    await page.getByLabel('Hasło', { exact: true }).waitFor();
    expect(await text(page, 'body')).not.toContain('53,63');
    await page.goBack();
    await page.getByLabel('Hasło', { exact: true }).waitFor();
    expect(await text(page, 'body')).not.toContain('53,63');
    await leave();
  });

  it('reads it all in English and Ukrainian, and the choice is kept', async () => {
    const { page, leave } = await visit(browser, 1280);
    await page.goto(portal.url);
    await signIn(page, CUSTOMER.email);
    await page.getByText('termin minął 15 marca 2026').waitFor();
    for (const [language, expected] of [
      ['English', '15 March 2026'],
      ['Українська', '15 березня 2026'],
      ['Polski', '15 marca 2026'],
    ] as const) {
      await speak(page, language);
      await page.getByText(expected).first().waitFor();
      await page.reload();
      await page.getByText(expected).first().waitFor();
      await page.goto(`${portal.url}/finanse`);
      await page.getByRole('link', { name: CUSTOMER.invoice }).waitFor();
      expect(await text(page, 'body')).not.toMatch(/\b[a-z]+\.[a-z]+[A-Z]\w*\b/);
      await page.goto(portal.url);
    }
    await leave();
  });

  it('keeps the address while showing more, filtering and going back', async () => {
    const { page, leave } = await visit(browser, 1280);
    await page.goto(`${portal.url}/finanse?status=OVERDUE&order=NEWEST`);
    await signIn(page, CUSTOMER.email);
    await page.getByRole('link', { name: CUSTOMER.invoice }).waitFor();
    expect(new URL(page.url()).search).toBe('?status=OVERDUE&order=NEWEST');
    await page.getByLabel('Szukaj po numerze lub kwocie').fill('nie ma takiego');
    await page.getByText('Żaden dokument nie pasuje').waitFor();
    await page.reload();
    await page.getByText('Żaden dokument nie pasuje').waitFor();
    await page.getByRole('button', { name: 'Wyczyść filtry' }).first().click();
    await page.getByRole('link', { name: CUSTOMER.invoice }).waitFor();
    await leave();
  });

  itWith(EXAMPLES)(
    'sees the same with the ministry’s own example, and another customer’s corrections change nothing of it',
    async () => {
      const xml = (n: number) => readFileSync(path.join(EXAMPLES, `FA_3_Przyklad_${n}.xml`));
      const official = await startPortal();
      try {
        expect((await official.import(official.feed({ 'ksef/24.xml': xml(24) }))).code).toBe(0);
        expect(
          (
            await official.import(
              official.feed({ 'ksef/1.xml': xml(1), 'ksef/2.xml': xml(2), 'ksef/3.xml': xml(3) }),
            )
          ).code,
        ).toBe(0);
        const { page, look, settled, leave } = await visit(browser, 1280);
        const authorization = `Bearer ${await official.token('--api', 'e2e')}`;
        const ask = (query: string, variables: object) =>
          page.evaluate(
            async ({ body, headers }) => (await fetch('/graphql', { method: 'POST', headers, body })).json(),
            {
              body: JSON.stringify({ query, variables }),
              headers: { 'content-type': 'application/json', authorization },
            },
          );
        await page.goto(official.url);
        const input = { email: CUSTOMER.email, taxId: '1111111111', invoiceNumber: CUSTOMER.invoice };
        const register =
          'mutation($input: RegisterInput!) { register(input: $input) { ok problems { code } } }';
        const { data } = await ask('{ service { terms { id } } }', {});
        expect(await ask(register, { input: { ...input, termsDocumentId: data.service.terms.id } })).toEqual({
          data: { register: { ok: true, problems: [] } },
        });
        await page.goto(await mailedLink(official, CUSTOMER.email));
        await page.getByLabel('Nowe hasło').fill(PASSWORD);
        await page.getByRole('button', { name: 'Ustaw hasło' }).click();
        await page.getByRole('heading', { name: 'Hasło zostało ustawione' }).waitFor();
        await page.goto(official.url);
        await signIn(page, CUSTOMER.email);
        await page.getByText('termin minął 15 marca 2026').waitFor();
        // Nothing but documents is known of this customer.
        await page.goto(`${official.url}/dane`);
        await page.getByRole('heading', { level: 2, name: 'Punkty poboru' }).waitFor();
        await says(page, '1111111111', 'Dokumenty');
        await look('data-of-invoices');
        for (const place of ['kontakt', 'punkty', 'zgody', 'uslugi']) {
          await page.goto(`${official.url}/dane/${place}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await settled();
          await look(`data-of-invoices-${place}`);
        }
        await page.goto(`${official.url}/finanse`);
        await page.getByRole('link', { name: CUSTOMER.invoice }).click();
        await page.getByRole('heading', { level: 1, name: CUSTOMER.invoice }).waitFor();
        const document = await text(page, 'main');
        for (const expected of ['18,00', '25,60', '10,03', '1000', '1020', '20 kWh', 'G11', '118 kWh'])
          expect([expected, document.includes(expected)]).toEqual([expected, true]);
        const all = await ask(
          '{ session { customers { number balance { amount state } invoices { edges { node { number corrects { number } correctedBy { number } } } } } } }',
          {},
        );
        expect(all.data.session.customers).toEqual([
          {
            number: '99999999',
            balance: { amount: '53.63', state: 'RED' },
            invoices: { edges: [{ node: { number: 'FV2026/02/150', corrects: null, correctedBy: [] } }] },
          },
          expect.objectContaining({ number: 'fdfd778343' }),
        ]);
        await leave();
      } finally {
        await official.stop();
      }
    },
  );
});

/** The customer's point has a page of its own, with its document. */
async function seesPoint(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'ul. Polna 1' }).click();
  await page.getByRole('link', { name: CUSTOMER.invoice }).waitFor();
  await says(page, '999999999999999999', 'G11');
  await look('point');
}

/** Blanks between digits are left out: long numbers stand in groups. */
async function says(page: Page, ...facts: string[]): Promise<void> {
  const said = (await text(page, 'main')).replace(/(?<=\d)\s(?=\d)/g, '');
  for (const fact of facts) expect([fact, said.includes(fact)]).toEqual([fact, true]);
}
