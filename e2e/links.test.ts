// Links from mails as they arrive in practice: rewritten, truncated, or already used. Also a further contract, added
// from the account.
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { mailedLink, PASSWORD, signIn, text, visit } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

const FIRM = { number: '88888888', taxId: '5261040828', invoice: 'FV/88/1' };
const line = (record: object) => `${JSON.stringify(record)}\n`;
const WORLD = {
  ...ELECTRICITY,
  'customers.ndjson':
    ELECTRICITY['customers.ndjson'] +
    line({
      number: FIRM.number,
      kind: 'COMPANY',
      name: 'Piekarnia Lipowa',
      taxId: FIRM.taxId,
      emails: [CUSTOMER.email],
      address: { line1: 'ul. Lipowa 1', line2: '00-001 Warszawa' },
    }),
  'invoices.ndjson':
    ELECTRICITY['invoices.ndjson'] +
    line({
      number: FIRM.invoice,
      customerNumber: FIRM.number,
      kind: 'SETTLEMENT',
      issueDate: '2026-02-28',
      net: '10.00',
      vat: '2.30',
      gross: '12.30',
      points: [],
      lines: [{ position: 1, name: 'Energia czynna', net: '10.00', vatRate: '23' }],
    }),
};

/** Two customers have a document with the same number. */
const TWINS = {
  'invoices.ndjson': [
    { customerNumber: '99999999', gross: '70.01' },
    { customerNumber: FIRM.number, gross: '12.34' },
  ]
    .map(({ customerNumber, gross }) =>
      line({
        number: 'FV/2026/04',
        customerNumber,
        kind: 'SETTLEMENT',
        issueDate: '2026-04-30',
        dueDate: '2999-05-15',
        net: gross,
        vat: '0.00',
        gross,
        points: [],
        lines: [{ position: 1, name: 'Energia czynna', net: gross, vatRate: 'zw' }],
      }),
    )
    .join(''),
};

describe('a link from a mail', () => {
  let browser: Browser;
  let portal: Portal;
  beforeAll(async () => {
    browser = await launch();
    portal = await startPortal({ NODE_OPTIONS: `--require ${path.join(__dirname, 'daytime.cjs')}` });
    expect((await portal.import(portal.feed(WORLD))).code).toBe(0);
  });
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  it('is understood though it was rewritten or cut, told of once it was used, and adds a contract', async () => {
    const { page, complaints, lookAtWidths, leave } = await visit(browser, 360);
    await page.goto(`${portal.url}/rejestracja`);
    await page.getByLabel('Adres e-mail').fill(CUSTOMER.email);
    await page.getByLabel('PESEL albo NIP').fill('pl 526-587\u00a076-35');
    await page.getByLabel('Numer faktury').fill('fv2026 02 150');
    await page.getByRole('checkbox').check();
    await lookAtWidths('registration-filled');
    await page.getByRole('button', { name: 'Załóż konto' }).click();
    await page.getByRole('heading', { name: 'Sprawdź swoją pocztę' }).waitFor();
    const link = await mailedLink(portal, CUSTOMER.email);

    await page.goto(link.replace('#', '%23'));
    await page.getByLabel('Nowe hasło').waitFor();
    expect(page.url()).not.toContain('token');
    expect(await page.locator('[autocomplete=username]').inputValue()).toBe(CUSTOMER.email);
    await page.getByLabel('Nowe hasło').fill('Jan.Kowalski-2026');
    await page.getByText('To hasło zawiera Twoje imię').waitFor();
    await lookAtWidths('link-own-name');
    await page.getByLabel('Nowe hasło').fill(PASSWORD);
    await page.getByText('Bardzo dobre hasło.').waitFor();

    // The same link again, of which only the path arrived.
    await page.goto(`${portal.url}/aktywacja`);
    await page.getByLabel('Link albo kod z wiadomości').fill(link);
    await lookAtWidths('link-pasted');
    await page.getByRole('button', { name: 'Dalej' }).click();
    await page.getByLabel('Nowe hasło').fill(PASSWORD);
    await page.getByRole('button', { name: 'Ustaw hasło' }).click();
    await page.getByRole('heading', { name: 'Hasło zostało ustawione' }).waitFor();

    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText('Ten link został już użyty.').waitFor();
    await lookAtWidths('link-used');
    await page.getByRole('link', { name: 'Zaloguj' }).click();
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
    await signIn(page, CUSTOMER.email);
    await page.getByText('termin minął 15 marca 2026').first().waitFor();

    await page.goto(`${portal.url}/konto`);
    await page.getByRole('link', { name: 'Dodaj umowę do konta' }).click();
    await page.getByLabel('PESEL albo NIP').fill(FIRM.taxId);
    await page.getByLabel('Numer faktury').fill(FIRM.invoice);
    await lookAtWidths('add-contract');
    await page.getByRole('button', { name: 'Wyślij link' }).click();
    await page.getByRole('heading', { name: 'Sprawdź swoją pocztę' }).waitFor();
    let newer = link;
    while (newer === link) {
      await pause(200);
      newer = await mailedLink(portal, CUSTOMER.email);
    }
    await page.goto(newer);
    await page.getByText(`umowę klienta ${FIRM.number}`).waitFor();
    await page.getByLabel('Obecne hasło').fill(PASSWORD);
    await lookAtWidths('add-contract-confirm');
    await page.getByRole('button', { name: 'Dodaj umowę' }).click();
    await page.getByRole('heading', { name: 'Umowa jest na Twoim koncie' }).waitFor();
    await page.getByRole('link', { name: 'Przejdź na stronę główną' }).click();
    await page.getByRole('heading', { name: 'Dzień dobry' }).waitFor();
    await page.locator('header summary', { hasText: 'Klient' }).click();
    await page.getByText('Piekarnia Lipowa').waitFor();
    await leave();
    expect(complaints).toEqual([]);
  });

  it('opens the document of the customer it was mailed about, though another’s has the same number', async () => {
    expect((await portal.import(portal.feed(TWINS))).code).toBe(0);
    const link = await documentLink(portal, '70,01');
    const other = await documentLink(portal, '12,34');
    expect(new URL(link).pathname).toBe(new URL(other).pathname);

    // Sign-in comes first, and the session starts with the bakery, which has the lower number.
    const { page, complaints, look, leave } = await visit(browser, 360);
    await page.goto(link);
    await signIn(page, CUSTOMER.email);
    await page.getByRole('heading', { level: 1, name: 'FV/2026/04' }).waitFor();
    expect(await text(page, 'main')).toContain('70,01 zł');
    await page.getByText('Oglądasz teraz dane: F.H.U. Jan Kowalski').waitFor();
    expect(page.url()).toBe(portal.url + new URL(link).pathname);
    await look('link-of-a-customer');

    await page.goto(other);
    await page.getByText('12,34 zł').first().waitFor();
    expect(page.url()).toBe(portal.url + new URL(other).pathname);

    await page.goto(`${link}x`);
    await page.getByRole('heading', { name: 'Nie ma takiej strony' }).waitFor();
    await leave();
    expect(complaints).toEqual([]);
  });
});

/** The link in the mail about the document of this sum. Waits until the worker has written the mail. */
async function documentLink(portal: Portal, sum: string): Promise<string> {
  for (let tries = 0; tries < 450; tries++) {
    for (const mail of portal.mails()) {
      const body = mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
      const link = /http\S+\/finanse\/\S+/.exec(body)?.[0];
      if (link && body.includes(sum)) return link;
    }
    await pause(100);
  }
  throw new Error(`No mail about ${sum} within 45 s`);
}
