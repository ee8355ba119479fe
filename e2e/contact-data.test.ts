// Dane kontaktowe in a browser: a change from the request to billing's answer, and its cancellation by the mailed link.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { portalSuite } from './suite';
import { LANGUAGES, mailedLink, PASSWORD, signInElsewhere, speak, tabTo, type Language } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

const RECORD = JSON.parse(ELECTRICITY['customers.ndjson']!);
const line = (record: object) => `${JSON.stringify(record)}\n`;

const suite = portalSuite();

async function arrive(
  width: number,
  { search = '', ...settings }: { search?: string; colorScheme?: 'light' | 'dark' } = {},
) {
  const visited = await suite.enter(`/dane/kontakt${search}`, width, settings);
  await visited.page.getByRole('heading', { name: 'Rachunek do wpłat' }).waitFor();
  return visited;
}

const request = (page: Page, state: string) =>
  page.locator('li.card', { has: page.locator('.badge', { hasText: state }) }).first();

/** What billing fetches. */
async function exported(): Promise<any[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-e2e-export-'));
  expect((await suite.portal.command('export', folder)).code).toBe(0);
  const text = readFileSync(path.join(folder, 'changes.ndjson'), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((one) => JSON.parse(one));
}

it('keeps a form when the session has ended, until one has signed in in another tab', async () => {
  const { page, look, leave } = await arrive(360, { search: '?change=phone' });
  await page.getByLabel('Nowy numer telefonu').fill('601 234 567');
  await page.getByLabel('Twoje hasło do eBOK').fill(PASSWORD);
  await page.context().clearCookies({ name: '__Host-ebok' });
  await page.getByRole('button', { name: 'Poproś o zmianę' }).click();
  await page.getByRole('alertdialog', { name: 'Sesja się skończyła' }).waitFor();
  await look('contact-form-session-over');
  await signInElsewhere(page, CUSTOMER.email);
  expect(await page.getByLabel('Nowy numer telefonu').inputValue()).toBe('601 234 567');
  await leave();
});

it('asks for another address, and tells the story until billing has it', async () => {
  const { page, complaints, look, lookAtWidths, leave } = await arrive(1280);
  await page.getByRole('link', { name: 'Zmień adres do korespondencji' }).click();
  await page.getByRole('button', { name: 'Poproś o zmianę' }).click();
  await page.getByText('Popraw 4 miejsca:').waitFor();
  await lookAtWidths('contact-address-problems');
  for (const [name, value] of [
    ['Ulica', 'Nowa'],
    ['Numer domu', '7'],
    ['Kod pocztowy', '30 00'],
    ['Miejscowość', 'Kraków'],
  ] as const)
    await page.getByLabel(name, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Poproś o zmianę' }).click();
  await page.getByText('Kod pocztowy ma 5 cyfr').first().waitFor();
  await page.getByLabel('Kod pocztowy').fill('30 001');
  await page.getByRole('button', { name: 'Poproś o zmianę' }).click();
  await request(page, 'Przyjęta').getByText('Nowa 7').waitFor();
  await look('contact-requested');

  const [change] = await exported();
  expect(change).toMatchObject({
    ...{ customerNumber: RECORD.number },
    correspondenceAddress: { street: 'Nowa', building: '7', postalCode: '30-001', city: 'Kraków' },
  });
  await page.reload();
  await request(page, 'U sprzedawcy').getByText('Przekazano sprzedawcy').waitFor();
  await request(page, 'U sprzedawcy').getByRole('link', { name: change.ticketNumber }).click();
  await page.getByRole('heading', { level: 1, name: change.ticketNumber }).waitFor();

  const record = { ...RECORD, correspondenceAddress: { line1: 'ul. Nowa 7', line2: '30-001 Kraków' } };
  await suite.take({ 'customers.ndjson': line(record) });
  await page.goto(`${suite.portal.url}/dane/kontakt`);
  await request(page, 'Zmieniono').getByText('Sprzedawca wprowadził zmianę.').waitFor();
  await page.getByRole('region', { name: 'Jak się z Tobą kontaktujemy' }).getByText('ul. Nowa 7').waitFor();

  await page.getByRole('link', { name: 'Zmień adres do korespondencji' }).click();
  await page.getByLabel('Ulica').fill('Zła');
  await page.getByLabel('Numer domu').fill('1');
  await page.getByLabel('Kod pocztowy').fill('30-001');
  await page.getByLabel('Miejscowość').fill('Kraków');
  await page.getByRole('button', { name: 'Poproś o zmianę' }).click();
  await request(page, 'Przyjęta').waitFor();
  const [, second] = await exported();
  const note = 'Takiej ulicy nie ma w Krakowie.';
  const answer = { number: second.ticketNumber, status: 'CLOSED', resolution: 'REFUSED', note };
  await suite.take({ 'tickets.ndjson': line(answer) });
  await page.reload();
  await request(page, 'Odmowa').getByText(note).waitFor();
  await leave();
  expect(complaints).toEqual([]);
});

it('asks for another e-mail address, which the link in the mail cancels without a sign-in', async () => {
  const { page, complaints, lookAtWidths, leave } = await arrive(1280, { search: '?change=email' });
  await page.getByLabel('Nowy adres e-mail').fill('zlodziej@example.com');
  await page.getByLabel('Twoje hasło do eBOK').fill('nie to hasło');
  await page.getByRole('button', { name: 'Poproś o zmianę' }).click();
  await page.getByText('To nie jest obecne hasło.').first().waitFor();
  await lookAtWidths('contact-email');
  expect(await page.getByLabel('Nowy adres e-mail').inputValue()).toBe('zlodziej@example.com');
  await page.getByLabel('Twoje hasło do eBOK').fill(PASSWORD);
  await page.getByRole('button', { name: 'Poproś o zmianę' }).click();
  await request(page, 'Przyjęta').getByText('zlodziej@example.com').waitFor();
  expect((await exported()).filter(({ email }) => email)).toEqual([]);

  const owner = await suite.visit(360);
  let link = '';
  for (let tries = 0; !link.includes('anuluj') && tries < 100; tries++) {
    link = await mailedLink(suite.portal, CUSTOMER.email);
    await page.waitForTimeout(100);
  }
  await owner.page.goto(link);
  await owner.page.getByText('z•••@example.com').waitFor();
  expect(owner.page.url()).not.toContain('token');
  await owner.lookAtWidths('contact-cancel');
  await owner.page.getByRole('button', { name: 'Anuluj prośbę' }).click();
  await owner.page.getByRole('heading', { name: 'Prośba jest anulowana' }).waitFor();
  await owner.page.getByRole('link', { name: 'Ustaw nowe hasło' }).waitFor();
  await owner.look('contact-cancelled');
  await owner.page.goto(link);
  await owner.page.reload();
  await owner.page.goto(link.replace('#', '?again#'));
  await owner.page.getByText('Ta prośba jest już anulowana.').waitFor();
  await owner.look('contact-cancelled-again');
  await owner.leave();

  await page.reload();
  await request(page, 'Anulowana').getByText('zlodziej@example.com').waitFor();
  await leave();
  expect([complaints, owner.complaints]).toEqual([[], []]);
});

it('changes the phone with the keyboard alone', async () => {
  const { page, complaints, leave } = await arrive(1280);
  await tabTo(page, 'Zmień numer telefonu');
  await page.keyboard.press('Enter');
  await page.getByLabel('Nowy numer telefonu').waitFor();
  await page.keyboard.type('12');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('To nie wygląda na numer telefonu.').first().waitFor();
  await tabTo(page, 'To nie wygląda na numer telefonu.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('601 601 601');
  await page.keyboard.press('Enter');
  await request(page, 'Przyjęta').getByText('601').first().waitFor();
  await leave();
  expect(complaints).toEqual([]);
});

it.each(['light', 'dark'] as const)('fits every width in each language, %s', async (colorScheme) => {
  const { page, complaints, lookAtWidths, fits, leave } = await arrive(1280, { colorScheme });
  await page.getByRole('img', { name: 'Kod QR' }).waitFor();
  await lookAtWidths(`contact-${colorScheme}`);
  await page.setViewportSize({ width: 360, height: 800 });
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    await speak(page, language);
    await page.locator('.ebok-profile__qr').waitFor();
    await fits(`contact-${language}`);
  }
  await speak(page, 'Polski');
  await leave();
  expect(complaints).toEqual([]);
});
