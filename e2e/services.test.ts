// Usługi dodatkowe in a browser: the whole round from an order to billing's answer.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { portalSuite } from './suite';
import { LANGUAGES, speak, tabTo, WIDTHS, type Language } from './visitor';

const same = (pl: string) => ({ pl, en: `${pl} (en)`, uk: `${pl} (uk)` });
const offer = (id: string, name: string, more: object = {}) => ({
  ...{
    id,
    name: same(name),
    description: same(`Opis usługi ${name}.`),
    monthlyPrice: '12.99',
    orderedBy: [],
  },
  ...more,
});
const OFFERS = [
  offer('E', 'Elektryk'),
  offer('S', 'Słońce'),
  offer('Z', 'Zielona', { orderedBy: ['99999999'] }),
];

const suite = portalSuite();
const take = (file: string, ...records: object[]) =>
  suite.take({ [file]: records.map((record) => `${JSON.stringify(record)}\n`).join('') });
beforeAll(() => take('services.ndjson', ...OFFERS));

async function arrive(width: number, settings = {}) {
  const visited = await suite.enter('/dane/uslugi', width, settings);
  const { page } = visited;
  await page.getByRole('heading', { level: 2, name: 'Elektryk' }).waitFor();
  const card = (name: string) =>
    page.locator('li.card', { has: page.getByRole('heading', { level: 2, name }) });
  const order = async (name: string) => {
    await card(name).getByRole('button', { name: 'Zamów' }).click();
    await card(name).getByRole('button', { name: 'Zamawiam z obowiązkiem zapłaty' }).click();
    await card(name).getByText('Zamówiono', { exact: true }).waitFor();
  };
  return { ...visited, card, order };
}

it('leaves by export, comes back confirmed or refused with the reason, and tells so', async () => {
  const { page, card, order, complaints, look, leave } = await arrive(1280);
  await card('Zielona').getByText('Masz tę usługę').waitFor();
  await order('Elektryk');
  await card('Elektryk').getByRole('button', { name: 'Anuluj zamówienie' }).click();
  await card('Elektryk').getByText('Zamówienie anulowane').waitFor();
  await order('Słońce');
  await look('services-ordered');

  const folder = path.join(suite.portal.world, 'export');
  expect((await suite.portal.command('export', folder)).code).toBe(0);
  const lines = readFileSync(path.join(folder, 'orders.ndjson'), 'utf8').trim().split('\n');
  const [left, ...more] = lines.map(
    (line) => JSON.parse(line) as { ticketNumber: string; serviceId: string },
  );
  expect([left!.serviceId, more]).toEqual(['S', []]);

  const refused = {
    number: left!.ticketNumber,
    status: 'CLOSED',
    resolution: 'REFUSED',
    note: 'Brak paneli.',
  };
  await take('tickets.ndjson', refused);
  await page.reload();
  await card('Słońce').getByText('Powód: Brak paneli.').waitFor();
  await take('services.ndjson', { ...OFFERS[1]!, orderedBy: ['99999999'] });
  await page.reload();
  await card('Słońce').getByText('Masz tę usługę').waitFor();
  expect(complaints).toEqual([]);
  await leave();
});

it.each(WIDTHS)('fits %d px with the step before an order, in dark colours too', async (width) => {
  const { card, complaints, look, leave } = await arrive(width, { colorScheme: 'dark' });
  await card('Elektryk').getByRole('button', { name: 'Zamów' }).click();
  await look('services-step-dark');
  expect(complaints).toEqual([]);
  await leave();
});

it('is used with the keyboard alone, in three languages', async () => {
  const { page, fits, leave } = await arrive(1280);
  await tabTo(page, 'Zamów');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Wróć');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Zamawiam z obowiązkiem zapłaty' }).waitFor({ state: 'detached' });
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    await speak(page, language);
    await fits(`services-${LANGUAGES[language]}`);
  }
  await leave();
});
