// Zgody in a browser: granted and withdrawn with one press each, and told to billing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { portalSuite } from './suite';
import { LANGUAGES, speak, tabTo, WIDTHS, type Language } from './visitor';
import { ELECTRICITY } from './world';

const HISTORY = [
  { kind: 'E_INVOICE', granted: true, at: '2024-05-06T12:00:00+02:00', source: 'umowa' },
  { kind: 'MARKETING_SMS', granted: true, at: '2024-05-06T12:00:00+02:00', source: 'umowa' },
  { kind: 'MARKETING_SMS', granted: false, at: '2025-01-07T09:15:00+01:00', source: 'infolinia' },
];

const CONSENTED = { ...JSON.parse(ELECTRICITY['customers.ndjson']!), consents: HISTORY };
const suite = portalSuite({
  feeds: [{ ...ELECTRICITY, 'customers.ndjson': `${JSON.stringify(CONSENTED)}\n` }],
});

async function arrive(width: number, settings = {}) {
  const visited = await suite.enter('/dane/zgody', width, settings);
  await visited.page.getByRole('heading', { level: 1, name: 'Zgody' }).waitFor();
  await visited.page.locator('.badge--success').waitFor();
  const card = (name: string) =>
    visited.page.locator('li.card', { has: visited.page.getByRole('heading', { level: 2, name }) });
  return { ...visited, card };
}

it('grants and withdraws with one press, keeps the history, and tells billing', async () => {
  const { page, card, complaints, look, leave } = await arrive(1280);
  const offers = card('Oferty SMS-em');
  await offers.getByRole('button', { name: 'Wyrażam zgodę' }).click();
  await offers.getByRole('button', { name: 'Wycofuję zgodę' }).click();
  await offers.getByRole('button', { name: 'Wyrażam zgodę' }).waitFor();
  await offers.getByText('Historia').click();
  const history = await offers.locator('ol > li').allInnerTexts();
  expect(history.map((line) => /(eBOK|umowa|infolinia)/.exec(line)?.[0])).toEqual([
    'eBOK',
    'eBOK',
    'infolinia',
    'umowa',
  ]);
  expect(history[2]!.replace(/\s+/g, ' ')).toBe('Zgoda wycofana 7 stycznia 2025, 09:15, źródło: infolinia');
  await look('consents');
  await page.reload();
  await offers.getByText('Zgoda wycofana', { exact: true }).first().waitFor();

  const folder = path.join(suite.portal.world, 'export');
  expect((await suite.portal.command('export', folder)).code).toBe(0);
  const lines = readFileSync(path.join(folder, 'consents.ndjson'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line)).map(({ kind, granted }) => [kind, granted])).toEqual([
    ['MARKETING_SMS', true],
    ['MARKETING_SMS', false],
  ]);
  expect(complaints).toEqual([]);
  await leave();
});

it.each(WIDTHS)('fits %d px, in dark colours too, and leads back to the overview', async (width) => {
  const { page, complaints, look, leave } = await arrive(width, { colorScheme: 'dark' });
  await look('consents-dark');
  await page
    .getByRole('navigation', { name: 'Strony działu' })
    .getByRole('link', { name: 'Twoje dane' })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Twoje dane' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Zgody' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'Zgody' }).waitFor();
  expect(complaints).toEqual([]);
  await leave();
});

it('is used with the keyboard alone, in three languages', async () => {
  const { page, fits, leave } = await arrive(1280);
  await tabTo(page, 'Wyrażam zgodę');
  await page.keyboard.press('Enter');
  await page.getByText('Zgoda wyrażona: Oferty e-mailem.').waitFor();
  // The focus stays at the button, which now takes the consent back.
  await page.keyboard.press('Enter');
  await page.getByText('Zgoda wycofana: Oferty e-mailem.').waitFor();
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    await speak(page, language);
    await fits(`consents-${LANGUAGES[language]}`);
  }
  await leave();
});
