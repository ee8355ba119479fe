// Readings of a meter in a browser: given from a phone with a photo, doubted and confirmed, refused with the reason.
import type { Page } from 'playwright-core';
import { portalSuite } from './suite';
import { usageCsv, type Days } from './usage-data';
import { focusComesTo, LANGUAGES, speak, tabTo, visit, WIDTHS, type Language } from './visitor';
import { ELECTRICITY, SECOND_POINT, withPoints } from './world';

/** A day in Poland. */
const day = (daysAgo: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(Date.now() - daysAgo * 86_400_000);
const TODAY = day(0);
const THIRD_POINT = String(BigInt(SECOND_POINT) + 100n);
const PHOTO = {
  name: 'licznik.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

const invoice = JSON.parse(ELECTRICITY['invoices.ndjson']!);
/** A kilowatt-hour a day, up to a month ago. */
const reading = {
  ...invoice.readings[0],
  ...{ from: day(90), to: day(30), previous: '1000', current: '1060', usedKwh: 60 },
};
const read = { ...invoice, issueDate: day(29), periodFrom: day(90), periodTo: day(30), readings: [reading] };
const points = withPoints(SECOND_POINT, THIRD_POINT)['consumption-points.ndjson']!;
const [point, remote, zones] = points
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
/** The last days of a meter that is read remotely. */
const measured: Days = new Map([3, 2].map((ago) => [day(ago), Array.from({ length: 24 }, () => 0.5)]));
const lines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

const suite = portalSuite({
  feeds: [
    {
      ...ELECTRICITY,
      'invoices.ndjson': lines(read),
      'consumption-points.ndjson': lines(point, remote, { ...zones, tariff: 'G12' }),
      'usage.csv': usageCsv({ [SECOND_POINT]: measured }),
    },
  ],
});

async function arrive(width: number, settings: Parameters<typeof visit>[2] = {}) {
  const visited = await suite.enter('/dane/punkty', width, settings);
  const open = async (address: string) => {
    await visited.page.getByRole('link', { name: address }).click();
    await visited.page.getByRole('heading', { level: 2, name: 'Odczyt licznika' }).waitFor();
    await visited.settled();
  };
  return { ...visited, open };
}
const card = (page: Page) => page.getByRole('region', { name: 'Odczyt licznika' });
const give = (page: Page) => page.getByRole('link', { name: 'Podaj stan licznika' }).click();
const send = (page: Page) => page.getByRole('button', { name: 'Przekaż odczyt' }).click();
const value = (page: Page) => page.getByLabel('Stan licznika w kWh');
const question = (page: Page) => page.getByRole('region', { name: 'Czy na pewno taki jest stan licznika?' });

/** The number of the request, from the page that says that it is there. */
async function sentNumber(page: Page): Promise<string> {
  await focusComesTo(page, 'Odczyt przekazany');
  return /Z\/\d{4}\/\d\d\/\w+/.exec(await page.getByText('Numer zgłoszenia').innerText())![0];
}

it('takes a reading with a photo from a phone, and says why it was refused', async () => {
  const { page, open, complaints, look, leave } = await arrive(360, { hasTouch: true, isMobile: true });
  await open('ul. Polna 1');
  await card(page).getByText('1060 kWh').waitFor();
  await look('reading-card');
  await give(page);
  await focusComesTo(page, 'Podaj stan licznika');
  expect(await page.getByLabel('Dzień odczytu').inputValue()).toBe(TODAY);
  await page.locator('label', { hasText: 'Zrób zdjęcie' }).waitFor();

  let posts = 0;
  await page.route('**/files/attachments?*', (route) =>
    ++posts === 1 ? route.abort('connectionreset') : route.continue(),
  );
  await value(page).fill('1090');
  await page.getByLabel('Dodaj zdjęcie').setInputFiles(PHOTO);
  await page.locator('.field__problem').getByText('Przesyłanie się przerwało.').waitFor();
  await send(page);
  await focusComesTo(page, 'Nie wszystkie zdjęcia się przesłały: licznik.png.');
  await look('reading-photo-broken');
  await page.getByRole('button', { name: 'Prześlij ponownie licznik.png' }).click();
  await page.getByRole('listitem').getByText('Dołączone').waitFor();
  await look('reading-photo');
  // The way back and here again: what was typed is still there.
  await page.goBack();
  await card(page).getByText('1060 kWh').waitFor();
  await page.goForward();
  expect(await value(page).inputValue()).toBe('1090');
  await send(page);
  const number = await sentNumber(page);
  await look('reading-sent');
  await page.getByRole('link', { name: 'Zobacz zgłoszenie' }).click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await page.getByRole('link', { name: 'licznik.png' }).waitFor();
  await look('reading-ticket');

  await page.goto(`${suite.portal.url}/dane/punkty`);
  await open('ul. Polna 1');
  await card(page).getByText('Czekamy na odpowiedź.').waitFor();
  await card(page).getByText('podany w eBOK').waitFor();
  await look('reading-submitted');
  const refused = { number, status: 'CLOSED', resolution: 'REFUSED', note: 'na zdjęciu jest inny licznik.' };
  await suite.take({ 'tickets.ndjson': lines(refused) });
  await page.reload();
  await card(page).getByText('Odrzucony, bo: na zdjęciu jest inny licznik.').waitFor();
  // What was refused is no last reading.
  await card(page).getByText('1060 kWh').waitFor();
  await look('reading-refused');
  await leave();
  expect(complaints.filter((one) => !/ERR_CONNECTION_RESET/.test(one))).toEqual([]);
});

it('doubts an unusual value and takes it once it is confirmed, with the keyboard alone', async () => {
  const { page, open, complaints, look, leave } = await arrive(1280);
  await open('ul. Polna 1');
  await look('reading-card');
  await tabTo(page, 'Podaj stan licznika');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Podaj stan licznika');
  await value(page).waitFor();
  await tabTo(page, 'Przekaż odczyt');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Popraw 1 miejsce');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('900');
  await tabTo(page, 'Dodaj zdjęcie');
  await tabTo(page, 'Przekaż odczyt');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Czy na pewno taki jest stan licznika?');
  await question(page).getByText('to mniej niż 1060 kWh').waitFor();
  await look('reading-unusual');
  await tabTo(page, 'Popraw');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Stan licznika w kWh');
  await page.keyboard.press('End');
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await question(page).getByText('a zwykle przybywa').waitFor();
  await tabTo(page, 'Tak, taki jest stan licznika');
  await page.keyboard.press('Enter');
  const number = await sentNumber(page);
  await look('reading-sent');
  await tabTo(page, 'Wróć do punktu poboru');
  await page.keyboard.press('Enter');
  await card(page)
    .getByRole('link', { name: `Zgłoszenie ${number}` })
    .waitFor();
  await card(page).getByText('9000 kWh').first().waitFor();
  await look('reading-confirmed');
  await suite.take({ 'tickets.ndjson': lines({ number, status: 'CLOSED', resolution: 'DONE' }) });
  await page.reload();
  await card(page).getByText('Przyjęty. Uwzględnimy go w rozliczeniu.').waitFor();
  await leave();
  expect(complaints).toEqual([]);
});

it('asks for nothing where the meter is read remotely', async () => {
  const { page, open, complaints, look, leave } = await arrive(360);
  await open('ul. Sklepowa 2');
  await card(page).getByText('Ten licznik jest odczytywany zdalnie').waitFor();
  await look('reading-remote');
  await page.goto(`${page.url()}/odczyt`);
  await page.getByText('Ten licznik jest odczytywany zdalnie').waitFor();
  expect(await page.getByRole('form').count()).toBe(0);
  await look('reading-remote-form');
  await page.getByRole('link', { name: 'Zobacz zużycie' }).click();
  await page.getByRole('heading', { level: 1, name: 'Zużycie' }).waitFor();
  await leave();
  expect(complaints).toEqual([]);
});

it.each(WIDTHS)('fits %d px with a meter of two zones, in dark colours too', async (width) => {
  const { page, open, complaints, look, leave } = await arrive(width, { colorScheme: 'dark' });
  await open('ul. Sklepowa 3');
  await card(page).getByText('Nie znamy jeszcze żadnego odczytu').waitFor();
  await look('reading-zones-card-dark');
  await give(page);
  await page.getByLabel('Strefa dzienna').fill('12,5');
  await send(page);
  await focusComesTo(page, 'Popraw 2 miejsca');
  await page.locator('.form__summary').getByText('Strefa nocna: Wpisz stan licznika.').waitFor();
  await look('reading-zones-dark');
  await leave();
  expect(complaints).toEqual([]);
});

// Last, because the account keeps the language.
it('speaks three languages, and keeps what was typed meanwhile', async () => {
  const { page, open, complaints, lookAtWidths, fits, leave } = await arrive(1280);
  await open('ul. Sklepowa 3');
  await give(page);
  await page.getByLabel('Strefa nocna').fill('77');
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await speak(page, language);
    await page.locator('#value-1').waitFor();
    expect(await page.locator('#value-1').inputValue()).toBe('77');
    await lookAtWidths(`reading-form-${LANGUAGES[language]}`);
  }
  await page.goto(`${suite.portal.url}/dane/punkty`);
  await page.getByRole('link', { name: 'ul. Polna 1' }).click();
  await page.locator('#submitted').waitFor();
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    await speak(page, language);
    await page.locator('#submitted').waitFor();
    await fits(`reading-card-${LANGUAGES[language]}`);
  }
  await leave();
  expect(complaints).toEqual([]);
});
