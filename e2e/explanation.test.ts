// Why a bill is what it is, with documents of the demo world: every figure is compared with the feed it came from.
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { readFiled, type Filed, type FiledDocument } from '../gateway/testing/demo/filed';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { writtenMoney } from './usage-data';
import { register, signIn, speak, text, visit, type Visit } from './visitor';

const EMAIL = 'anna.kowalczyk@example.com';
const PROSUMER = 'jan.wisniewski@example.org';

let browser: Browser;
let portal: Portal;
let filed: Filed;
let documents: FiledDocument[];
beforeAll(async () => {
  browser = await launch();
  portal = await startPortal();
  const feed = path.join(portal.world, 'demo');
  const made = await portal.command(
    'demo',
    '--customers',
    '4',
    '--seed',
    '2026',
    '--today',
    '2026-11-30',
    feed,
  );
  expect(made.code).toBe(0);
  expect((await portal.import(feed)).code).toBe(0);
  filed = readFiled(feed);
  documents = await registered(EMAIL);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

/** Registers a customer of the demo world. */
async function registered(email: string): Promise<FiledDocument[]> {
  const { number, taxId } = filed.customers.find(({ emails }) => emails.includes(email));
  const own = filed.documents.filter(({ customerNumber }) => customerNumber === number);
  await register(portal, { email, taxId, invoice: own[0]!.number });
  return own;
}

/** Opens a document, and scrolls to its explanation. */
async function openDocument({ number }: FiledDocument, width: number, panel: string): Promise<Visit> {
  const visited = await visit(browser, width);
  const { page } = visited;
  await page.goto(`${portal.url}/finanse?search=${encodeURIComponent(number)}`);
  await signIn(page, EMAIL);
  await page.getByRole('link', { name: number, exact: true }).first().click();
  await page.getByRole('heading', { level: 1 }).getByText(number).waitFor();
  await page.getByRole('heading', { level: 2, name: panel }).scrollIntoViewIfNeeded();
  return visited;
}

/** Anna's monthly settlement of a period. */
const settlementOf = (from: string) =>
  documents.find(({ kind, periodFrom }) => kind === 'SETTLEMENT' && periodFrom === from)!;

/** Grosze in the text of a panel, after some words. */
const amountAfter = (said: string, words: string) => {
  const found = new RegExp(`${words}\\s*([+−]?[\\d ]+,\\d\\d) zł`).exec(said);
  return found ? Number(found[1]!.replace('−', '-').replace(/[+ ]/g, '').replace(',', '')) : Number.NaN;
};

it.each([360, 1280])(
  'says at %d px what makes the total, and why it is not that of a year ago',
  async (width) => {
    const [now, before] = [settlementOf('2026-09-01'), settlementOf('2025-09-01')];
    const { page, complaints, look, leave } = await openDocument(now, width, 'Skąd ta kwota');
    await page.getByText('Co oznaczają te opłaty').click();
    await look('bill');
    const said = await text(page, 'section[aria-labelledby=explanation]');
    expect(said).toContain(`Na ${writtenMoney(now.gross)} składa się:`);
    const parts = ['energia \\(', 'dostarczenie energii \\(', 'opłaty stałe \\('].map((words) =>
      amountAfter(said, words),
    );
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(now.gross);
    expect(said).toContain(`kosztowały razem ${writtenMoney(before.gross)}`);
    expect(said).toContain('30 → 30');
    const changes = ['30 → 30', 'kWh', 'Ceny i stawki'].map((words) =>
      amountAfter(said.slice(said.indexOf('Zmieniły się')), words),
    );
    expect(changes.reduce((sum, part) => sum + part, 0)).toBe(now.gross - before.gross);
    expect(said).toContain('Opłata mocowa');
    await page.getByRole('link', { name: before.number }).click();
    await page.getByRole('heading', { level: 1 }).getByText(before.number).waitFor();
    await leave();
    expect(complaints).toEqual([]);
  },
);

it('says that a bill rests on an estimate, and its correction from before to after', async () => {
  const correction = documents.find(({ kind }) => kind === 'CORRECTION')!;
  const original = documents.find(({ number }) => correction.corrects.includes(number))!;
  const estimated = await openDocument(original, 1280, 'Skąd ta kwota');
  expect(await text(estimated.page, 'section[aria-labelledby=explanation]')).toContain(
    'Rachunek wystawiono na podstawie szacowanego stanu licznika.',
  );
  await estimated.look('bill-estimated');
  await estimated.leave();
  const { page, complaints, lookAtWidths, leave } = await openDocument(
    correction,
    1280,
    'Co zmienia ta korekta',
  );
  const said = await text(page, 'section[aria-labelledby=explanation]');
  expect(said).toContain(`Korekta obniża rachunek o ${writtenMoney(-correction.gross)}.`);
  expect(amountAfter(said, 'Przed korektą')).toBe(original.gross);
  expect(amountAfter(said, 'Po korekcie')).toBe(original.gross + correction.gross);
  expect(amountAfter(said, 'Zwrócono lub zaliczono')).toBe(-correction.gross);
  await lookAtWidths('bill-correction');
  await leave();
  expect(complaints).toEqual([]);
});

it('fits in every language, and is printed with all charges unfolded', async () => {
  const { page, complaints, fits, leave } = await openDocument(
    settlementOf('2026-01-01'),
    360,
    'Skąd ta kwota',
  );
  for (const [language, title] of [
    ['English', 'Why this amount'],
    ['Українська', 'Звідки ця сума'],
  ] as const) {
    await speak(page, language);
    await page.getByRole('heading', { level: 2, name: title }).scrollIntoViewIfNeeded();
    await fits(`bill-${language}`);
  }
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  expect(await page.locator('.ebok-finance__glossary').isVisible()).toBe(true);
  await leave();
  expect(complaints).toEqual([]);
});

it('shows a prosumer what was fed in, what the deposit paid, and where an overpayment came from', async () => {
  const own = await registered(PROSUMER);
  const { page, complaints, lookAtWidths, leave } = await visit(browser, 1280);
  await page.goto(`${portal.url}/zuzycie`);
  await signIn(page, PROSUMER);
  const panel = page.getByRole('region', { name: 'Energia oddana i depozyt' });
  await panel.getByRole('heading', { name: 'Skąd Twoja nadpłata' }).waitFor();
  await lookAtWidths('prosumer');
  const said = (await panel.innerText()).replace(/[\u00a0\u202f]/g, ' ');
  const newest = own.filter(({ kind }) => kind === 'SETTLEMENT').at(-1)!;
  const [, used, left] = /pokrył (.+?), pozostaje (.+)$/.exec(newest.lines.at(-1)!.name)!;
  const row = (await panel.locator('tbody tr').first().innerText()).replace(/[\u00a0\u202f]/g, ' ');
  for (const amount of [used!, left!]) expect(row).toContain(amount.replace(/\u00a0/g, ' '));
  const fed = newest.readings.find(({ zone }) => zone === 'energia oddana')!;
  expect(row).toContain(`${fed.current - fed.previous} kWh`);
  const credits = own.filter(({ outstanding }) => outstanding < 0);
  for (const { number } of credits) expect(said).toContain(`${number} z`);
  const { overpayment } = filed.customers.find(({ emails }) => emails.includes(PROSUMER));
  const sum = credits.reduce(
    (all, { outstanding }) => all - outstanding,
    Math.round(Number(overpayment) * 100),
  );
  expect(said).toContain(`Na Twoją nadpłatę, ${writtenMoney(sum)}, składa się:`);
  await leave();
  expect(complaints).toEqual([]);
});
