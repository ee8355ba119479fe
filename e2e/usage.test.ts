// Twoje zużycie in a browser: two points over two years with gaps and clock changes, then real readings.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { itWith, SHARED } from './shared-files';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { sum, twoYears, usageCsv, written, type Days, type Hours } from './usage-data';
import { focusComesTo, register, signIn, speak, tabTo, text, visit, WIDTHS } from './visitor';
import { CUSTOMER, ELECTRICITY, POINT, SECOND_POINT, withPoints } from './world';

const REAL = path.join(SHARED, 'readings/usage.csv');
const HOME = twoYears(1);
const SHOP = twoYears(3);
/** A year is compared with the same days of the previous year, in which 29 February has no match. */
const BEFORE = [HOME, SHOP].map((days) => new Map([...days].filter(([day]) => day !== '2024-02-29')));
/** The energy that the shop's roof fed into the grid. */
const SUN = twoYears(2);
// A broken meter: one day without a value, one with half of the values, one month without any line.
HOME.set('2025-05-10', Array<null>(24).fill(null));
HOME.set('2025-05-11', [...Array<null>(12).fill(null), ...Array<number>(12).fill(0)]);
for (const day of [...HOME.keys()]) if (day.startsWith('2025-08')) HOME.delete(day);

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  browser = await launch();
  portal = await startPortal();
  const use = { [POINT]: HOME, [SECOND_POINT]: SHOP };
  const fedIn = usageCsv({ [SECOND_POINT]: SUN }).replaceAll(',CONSUMPTION,', ',PRODUCTION,');
  const { code, report } = await portal.import(
    portal.feed({
      ...ELECTRICITY,
      'consumption-points.ndjson': withPoints(SECOND_POINT)['consumption-points.ndjson']!.replace(
        `"ppe":"${SECOND_POINT}"`,
        '$&,"producer":true',
      ),
      'usage.csv': usageCsv(use) + fedIn.slice(fedIn.indexOf('\n') + 1),
    }),
  );
  expect([code, report]).toEqual([0, expect.anything()]);
  await register(portal, CUSTOMER);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

/** Signs in at an address of the usage page. */
async function arrive(width: number, search = '', settings = {}) {
  const visited = await visit(browser, width, settings);
  await visited.page.goto(`${portal.url}/zuzycie${search}`);
  await signIn(visited.page, CUSTOMER.email);
  await visited.page.getByRole('heading', { level: 1, name: 'Twoje zużycie' }).waitFor();
  return visited;
}

const title = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
/** The table's rows as text: period, usage, previous year. */
const rows = async (page: Page): Promise<string[][]> => {
  await page.getByRole('table').waitFor();
  return page
    .getByRole('row')
    .evaluateAll((all) =>
      all
        .slice(1)
        .map((row) =>
          [...row.querySelectorAll('th, td')].map((cell) =>
            (cell.textContent ?? '').replace(/\s+/g, ' ').trim(),
          ),
        ),
    );
};

it.each(WIDTHS)('shows year, month and day beside the year before at %d px', async (width) => {
  const { page, look, leave, complaints } = await arrive(width);
  await title(page, 'Rok 2025');
  await page.locator('.apexcharts-bar-area').first().waitFor();
  const figures = await text(page, 'dl');
  expect(figures).toContain(written(sum([HOME, SHOP], '2025')));
  expect(figures).toContain(written(sum(BEFORE, '2024')));
  await look('use-year');

  await page.getByLabel('Punkt poboru').selectOption({ label: 'ul. Polna 1, 00-001 Warszawa' });
  await page.getByText(written(sum([HOME], '2025'))).waitFor();
  await page.getByRole('link', { name: 'Pokaż jako tabelę' }).click();
  const year = await rows(page);
  expect(year.map(([, now, before]) => [now!.replace(/ niepełne$/, ''), before])).toEqual(
    Array.from({ length: 12 }, (_, n) => {
      const month = String(n + 1).padStart(2, '0');
      return [written(sum([HOME], `2025-${month}`)), written(sum([BEFORE[0]!], `2024-${month}`))];
    }),
  );
  // A month without measurements is a gap; a partly measured one is marked as incomplete.
  expect(year[7]![1]).toBe('brak danych');
  expect(year[4]![1]).toMatch(/niepełne$/);
  await look('use-year-table');

  await page.getByRole('link', { name: 'maj 2025' }).click();
  await title(page, 'maj 2025');
  const may = await rows(page);
  expect(may).toHaveLength(31);
  expect(may[9]).toEqual(['10 maja 2025', 'brak danych', written(sum([HOME], '2024-05-10'))]);
  expect(may[10]!.slice(0, 2)).toEqual(['11 maja 2025', '0,0 kWh niepełne']);
  expect(may[11]![1]).toBe(written(sum([HOME], '2025-05-12')));
  await look('use-month-table');

  await page.getByRole('link', { name: 'Pokaż wykres' }).click();
  await page.locator('.apexcharts-bar-area').first().waitFor();
  await look('use-month');
  await page.goto(`${portal.url}/zuzycie?day=2025-10-26`);
  await title(page, '26 października 2025');
  await page.locator('.apexcharts-bar-area').first().waitFor();
  await look('use-day');
  await leave();
  expect(complaints).toEqual([]);
});

it.each(WIDTHS)('shows what was fed into the grid, and Back returns, at %d px', async (width) => {
  const { page, look, leave, complaints } = await arrive(width, '?to=2025-12');
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  await tabTo(page, 'Oddana do sieci');
  await page.keyboard.press('Enter');
  await heading('Energia oddana do sieci');
  await page.locator('.apexcharts-bar-area').first().waitFor();
  await page.getByText(written(sum([SUN], '2025'))).waitFor();
  await focusComesTo(page, 'Oddana do sieci');
  await look('use-fed');
  await page.getByRole('link', { name: 'Pokaż jako tabelę' }).click();
  const months = (await rows(page)).map(([, now]) => now);
  expect(months).toEqual(
    Array.from({ length: 12 }, (_, n) => written(sum([SUN], `2025-${String(n + 1).padStart(2, '0')}`))),
  );
  await page.getByRole('link', { name: 'czerwiec 2025' }).click();
  await title(page, 'czerwiec 2025');
  await page.reload();
  await heading('Energia oddana do sieci');
  await page.getByText(written(sum([SUN], '2025-06'))).waitFor();
  await look('use-fed-table');
  // The house at the other point produces no energy.
  await page.getByLabel('Punkt poboru').selectOption({ label: 'ul. Polna 1, 00-001 Warszawa' });
  await heading('Twoje zużycie');
  await page.getByText(written(sum([HOME], '2025-06'))).waitFor();
  await page.goBack();
  await heading('Energia oddana do sieci');
  await leave();
  expect(complaints).toEqual([]);
});

it('counts the hours of the days on which clocks change', async () => {
  const { page, leave } = await arrive(1280, '?day=2025-10-26&view=table');
  const autumn = await rows(page);
  expect(autumn).toHaveLength(25);
  // The hour from two to three occurs twice, and each has its own label.
  expect(new Set(autumn.map(([hour]) => hour)).size).toBe(25);
  await page.getByText(written(sum([HOME, SHOP], '2025-10-26'), 3)).waitFor();
  await page.goto(`${portal.url}/zuzycie?day=2025-03-30&view=table`);
  await title(page, '30 marca 2025');
  expect(await rows(page)).toHaveLength(23);
  await leave();
});

it('keeps the names under the longest day apart on a phone', async () => {
  const { page, look, leave } = await arrive(360, '?day=2025-10-26');
  await page.locator('.apexcharts-xaxis-label').first().waitFor();
  const boxes = await page
    .locator('.apexcharts-xaxis-label')
    .evaluateAll((all) =>
      all.filter(({ textContent }) => textContent).map((label) => label.getBoundingClientRect().toJSON()),
    );
  expect(boxes.length).toBeGreaterThan(2);
  boxes.slice(1).forEach((box, n) => expect(box.left).toBeGreaterThan(boxes[n]!.right + 2));
  await look('use-25-hours');
  await leave();
});

it('follows a theme that changes while the chart is open, and keeps its colours where the system chooses others', async () => {
  const { page, look, leave } = await arrive(1280);
  const bar = page.locator(".apexcharts-series[rel='2'] .apexcharts-bar-area").first();
  await bar.waitFor();
  const colours = () =>
    page.evaluate(() => {
      const of = (selector: string, property: string) =>
        getComputedStyle(document.querySelector(selector)!).getPropertyValue(property);
      const bars = of(".apexcharts-series[rel='2'] .apexcharts-bar-area", 'fill');
      return {
        bars,
        key: of('.ebok-usage__key--now', 'background-color'),
        text: of('.apexcharts-text', 'fill'),
      };
    });
  const light = await colours();
  expect(light.bars).toBe(light.key);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await colours();
  expect(dark.bars).toBe(dark.key);
  expect([dark.bars === light.bars, dark.text === light.text]).toEqual([false, false]);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  expect(await colours()).toMatchObject({ bars: light.bars, key: light.bars });
  await look('use-forced-colours');
  await page.emulateMedia({ media: 'print', forcedColors: 'none' });
  const printed = await page.evaluate(() =>
    ['.ebok-usage__key--now', '.apexcharts-bar-series'].map((selector) =>
      getComputedStyle(document.querySelector(selector)!).getPropertyValue('print-color-adjust'),
    ),
  );
  expect(printed).toEqual(['exact', 'exact']);
  await leave();
});

it('goes from the year to a month to a day by a press on a bar, and Back returns', async () => {
  const { page, leave } = await arrive(1280);
  await title(page, 'Rok 2025');
  // The bars of the selected year are the second series.
  const bar = (n: number) => page.locator(`.apexcharts-series[rel="2"] .apexcharts-bar-area[j="${n}"]`);
  await bar(2).click();
  await title(page, 'marzec 2025');
  expect(new URL(page.url()).search).toBe('?month=2025-03');
  await page.getByText('1 marca').or(page.locator('.apexcharts-bar-area').first()).first().waitFor();
  await bar(14).click();
  await title(page, '15 marca 2025');
  await page.reload();
  await title(page, '15 marca 2025');
  await page.goBack();
  await title(page, 'marzec 2025');
  await page.goBack();
  await title(page, 'Rok 2025');
  await page.getByText(written(sum([HOME, SHOP], '2025'))).waitFor();
  await leave();
});

it('is used with the keyboard alone', async () => {
  const { page, leave } = await arrive(1280);
  await title(page, 'Rok 2025');
  await tabTo(page, 'Pokaż jako tabelę');
  await page.keyboard.press('Enter');
  await page.getByRole('table').waitFor();
  await tabTo(page, 'luty 2025');
  await page.keyboard.press('Enter');
  await title(page, 'luty 2025');
  await tabTo(page, '14 lutego 2025');
  await page.keyboard.press('Enter');
  await title(page, '14 lutego 2025');
  await tabTo(page, 'Później');
  await page.keyboard.press('Enter');
  await title(page, '15 lutego 2025');
  await tabTo(page, 'Cały miesiąc');
  await page.keyboard.press('Enter');
  await title(page, 'luty 2025');
  await tabTo(page, 'Punkt poboru');
  await page.keyboard.press('ArrowDown');
  await page.waitForURL(/point=/);
  await leave();
});

it('is said in English and Ukrainian as well', async () => {
  const { page, look, leave } = await arrive(360, '?month=2025-05&view=table');
  await page.getByLabel('Punkt poboru').selectOption({ label: 'ul. Polna 1, 00-001 Warszawa' });
  await page.getByText('brak danych').first().waitFor();
  for (const [language, heading, gap] of [
    ['English', 'May 2025', 'no data'],
    ['Українська', 'травень 2025', 'немає даних'],
  ] as const) {
    await speak(page, language);
    await title(page, heading);
    expect((await rows(page))[9]![1]).toBe(gap);
    expect(await text(page, 'body')).not.toMatch(/\b(usage|menu)\.[a-z]+/);
    await look(`use-${language}`);
  }
  await speak(page, 'Polski');
  await leave();
});

itWith(REAL)('shows real readings as their file has them, what is missing as gaps', async () => {
  const csv = readFileSync(REAL, 'utf8');
  const days: Days = new Map(
    csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([, day, , , , values]) => [
        day!,
        values!.split(' ').map((value) => (value === '-' ? null : Number(value))),
      ]),
  );
  const real = await startPortal();
  try {
    const ppe = csv.split('\n')[1]!.split(',')[0]!;
    const feed = { ...ELECTRICITY, ...withPoints(ppe), 'usage.csv': csv };
    expect((await real.import(real.feed(feed))).code).toBe(0);
    await register(real, CUSTOMER);
    const { page, look, leave } = await visit(browser, 1280);
    await page.goto(`${real.url}/zuzycie?to=2017-12&view=table`);
    await signIn(page, CUSTOMER.email);
    await page.getByLabel('Punkt poboru').selectOption({ label: 'ul. Sklepowa 2, 00-001 Warszawa' });
    await page.waitForURL(/point=/);
    const point = new URL(page.url()).searchParams.get('point')!;
    const go = (place: string) => page.goto(`${real.url}/zuzycie?point=${point}&${place}&view=table`);
    await title(page, 'Rok 2017');
    // The year ends with its data: no month after September appears.
    await page.getByText('Dane do 30 września 2017.').waitFor();
    const months = async () => (await rows(page)).map(([, now]) => now!.replace(/ niepełne$/, ''));
    const summed = (year: number, count: number) =>
      Array.from({ length: count }, (_, n) =>
        written(sum([days], `${year}-${String(n + 1).padStart(2, '0')}`)),
      );
    expect(await months()).toEqual(summed(2017, 9));
    await page
      .getByText(written(sum([days], '2017')))
      .first()
      .waitFor();
    await look('use-real-year');
    await go('do=2016-12');
    await title(page, 'Rok 2016');
    await page.getByRole('row', { name: /grudzień 2016/ }).waitFor();
    expect(await months()).toEqual(summed(2016, 12));
    // A month without measurements must not show zero.
    expect((await months()).slice(0, 10)).toEqual(Array(10).fill('brak danych'));
    for (const month of ['2016-11', '2017-03', '2017-06']) {
      await go(`month=${month}`);
      await page
        .getByText(written(sum([days], month)))
        .first()
        .waitFor();
      const shown = await rows(page);
      const wanted = [...Array(shown.length).keys()].map((n) => {
        const day = `${month}-${String(n + 1).padStart(2, '0')}`;
        return precise(sum([days], day)) + (incomplete(days.get(day)) ? ' niepełne' : '');
      });
      expect([month, shown.map(([, now]) => now)]).toEqual([month, wanted]);
    }
    const gap = [...days].find(([, values]) => values.includes(null) && values.some((kwh) => kwh !== null));
    if (gap) {
      await go(`day=${gap[0]}`);
      const hours = await rows(page);
      expect(hours.some(([, now]) => now!.startsWith('brak danych') || now!.endsWith('niepełne'))).toBe(true);
    }
    await leave();
  } finally {
    await real.stop();
  }
});

/** A measured value is never shown as zero, however small. */
function precise(kwh: number | null): string {
  return kwh !== null && kwh > 0 && kwh < 0.05 ? written(kwh, 3) : written(kwh);
}

/** Whether a day lacks some of its values; a day without any is shown as a gap anyway. */
function incomplete(hours: Hours | undefined): boolean {
  return Boolean(hours?.includes(null) && hours.some((kwh) => kwh !== null));
}
