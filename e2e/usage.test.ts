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
/** A day of 2024 that both points measured by the quarter-hour. */
const QUARTERS_DAY = '2024-06-03';
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
      'usage.csv': byQuarters(usageCsv(use)) + fedIn.slice(fedIn.indexOf('\n') + 1),
    }),
  );
  expect([code, report]).toEqual([0, expect.anything()]);
  await register(portal, CUSTOMER);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

/** The same usage with one day measured by the quarter-hour, of which each hour has 1, 2, 3 and the other parts. */
function byQuarters(csv: string): string {
  return csv
    .split('\n')
    .map((line) => {
      const [ppe, day, direction, , quality, hours] = line.split(',');
      if (day !== QUARTERS_DAY) return line;
      const quarters = hours!.split(' ').flatMap((kwh) => {
        const wh = Math.round(Number(kwh) * 1000);
        const parts = [1, 2, 3].map((part) => Math.floor((part * wh) / 10));
        return [...parts, wh - parts.reduce((total, part) => total + part, 0)].map((part) => part / 1000);
      });
      return [ppe, day, direction, 15, quality, quarters.join(' ')].join(',');
    })
    .join('\n');
}

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
  expect(autumn.slice(2, 4).map(([hour]) => hour)).toEqual([
    '02:00 (2a, czas letni)',
    '02:00 (2b, czas zimowy)',
  ]);
  // The rows of each year add up to what stands above them.
  for (const [cell, days] of [
    [1, sum([HOME, SHOP], '2025-10-26')],
    [2, sum(BEFORE, '2024-10-26')],
  ] as const) {
    const numbers = autumn.map((row) => Number(row[cell]!.replace(' kWh', '').replace(',', '.')) || 0);
    expect(
      written(
        numbers.reduce((total, kwh) => total + kwh, 0),
        3,
      ),
    ).toBe(written(days, 3));
  }
  await page.getByText('doba ma 25 godzin').waitFor();
  await page.getByText(written(sum([HOME, SHOP], '2025-10-26'), 3)).waitFor();
  await page.goto(`${portal.url}/zuzycie?day=2025-03-30&view=table`);
  await title(page, '30 marca 2025');
  expect(await rows(page)).toHaveLength(23);
  await leave();
});

it.each([
  ['the longest day', '?day=2025-10-26'],
  ['twelve months', '?to=2025-12'],
  ['a month', '?month=2025-05'],
])('keeps the names under %s apart on a phone', async (name, address) => {
  const { page, look, leave } = await arrive(360, address);
  for (const language of ['Polski', 'Українська'] as const) {
    await speak(page, language);
    const names = page.locator('.ebok-usage__names span');
    await names.first().waitFor();
    const boxes = await names.evaluateAll((all) =>
      all.map((label) => {
        const text = document.createRange();
        text.selectNodeContents(label);
        return text.getBoundingClientRect().toJSON() as DOMRect;
      }),
    );
    expect(boxes.length).toBeGreaterThan(2);
    boxes.slice(1).forEach((box, n) => expect(box.left).toBeGreaterThan(boxes[n]!.right));
  }
  await speak(page, 'Polski');
  await look(`use-names-${name.replaceAll(' ', '-')}`);
  await leave();
});

it('follows a theme that changes while the chart is open, and keeps its colours where the system chooses others', async () => {
  const { page, look, leave } = await arrive(1280);
  const bar = page.locator(".apexcharts-series[seriesName='now'] .apexcharts-bar-area").first();
  await bar.waitFor();
  const colours = () =>
    page.evaluate(() => {
      const of = (selector: string, property: string) =>
        getComputedStyle(document.querySelector(selector)!).getPropertyValue(property);
      const bars = of(".apexcharts-series[seriesName='now'] .apexcharts-bar-area", 'fill');
      return {
        bars,
        key: of('.ebok-usage__series--now', 'fill'),
        text: of('.ebok-usage__ticks', 'color'),
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
    ['.ebok-usage__key', '.ebok-usage__columns'].map((selector) =>
      getComputedStyle(document.querySelector(selector)!).getPropertyValue('print-color-adjust'),
    ),
  );
  expect(printed).toEqual(['exact', 'exact']);
  await leave();
});

/** The middle of a column, and the height at which nothing is drawn: the whole column is the target. */
async function placeOf(page: Page, column: number, of: number) {
  await page.locator('.apexcharts-bar-area').first().waitFor();
  const pointer = page.getByRole('application', { name: /Słupki wykresu/ });
  await pointer.scrollIntoViewIfNeeded();
  const { x, y, width } = (await pointer.boundingBox())!;
  return { x: x + (width * (column + 0.5)) / of, y: y + 4 };
}
/** What the chart says of the column that is pointed at. */
const answer = async (page: Page, period: string) => {
  await page.locator('.ebok-usage__answer p', { hasText: period }).waitFor();
  return text(page, '.ebok-usage__answer p');
};

it('goes from the year to a month to a day by a press on a column, and Back returns', async () => {
  const { page, leave } = await arrive(1280);
  await title(page, 'Rok 2025');
  const go = async (column: number, of: number) => {
    const { x, y } = await placeOf(page, column, of);
    await page.mouse.move(x, y);
    return { x, y };
  };
  const march = await go(2, 12);
  const said = await answer(page, 'marzec 2025');
  expect(said).toContain(
    `marzec 2025: ${written(sum([HOME, SHOP], '2025-03'))}, rok wcześniej ${written(sum([HOME, SHOP], '2024-03'))}`,
  );
  await page.mouse.click(march.x, march.y);
  await title(page, 'marzec 2025');
  expect(new URL(page.url()).search).toBe('?month=2025-03');
  await page.waitForFunction(() => document.querySelectorAll("[seriesName='now'] path").length === 31);
  const day = await go(14, 31);
  await answer(page, '15 marca 2025');
  await page.mouse.click(day.x, day.y);
  await title(page, '15 marca 2025');
  await page.reload();
  await title(page, '15 marca 2025');
  await page.getByRole('navigation', { name: 'Dłuższe okresy' }).getByText('marzec 2025').click();
  await title(page, 'marzec 2025');
  await page.goBack();
  await title(page, '15 marca 2025');
  await page.goBack();
  await title(page, 'marzec 2025');
  await page.goBack();
  await title(page, 'Rok 2025');
  await page.getByText(written(sum([HOME, SHOP], '2025'))).waitFor();
  await leave();
});

it('a tap on a phone says the value of a column, its button opens it, and a swipe turns the page', async () => {
  const { page, look, leave } = await arrive(360, '?month=2025-05', { hasTouch: true, isMobile: true });
  await title(page, 'maj 2025');
  const { x, y } = await placeOf(page, 9, 31);
  await page.touchscreen.tap(x, y);
  expect(await answer(page, '10 maja 2025')).toContain(written(sum([SHOP], '2025-05-10')));
  await look('use-tapped');
  await page.getByRole('link', { name: 'Otwórz dzień' }).tap();
  await title(page, '10 maja 2025');
  const middle = await placeOf(page, 12, 24);
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', left: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: left, y: middle.y }],
    });
  await touch('touchStart', middle.x);
  await touch('touchMove', middle.x - 40);
  await touch('touchMove', middle.x - 90);
  await touch('touchEnd', middle.x - 90);
  await title(page, '11 maja 2025');
  await leave();
});

it('shows a day by quarter-hours where the meter has them, and the hours add up to it', async () => {
  const { page, look, leave } = await arrive(360, '?day=2025-06-02');
  await title(page, '2 czerwca 2025');
  await page.locator('.apexcharts-bar-area').first().waitFor();
  // Both points together have hours only.
  expect(await page.getByRole('link', { name: 'Kwadranse' }).count()).toBe(0);
  await page.goto(`${portal.url}/zuzycie?day=${QUARTERS_DAY}`);
  await page.getByRole('link', { name: 'Kwadranse' }).click();
  await page.waitForFunction(() => document.querySelectorAll("[seriesName='now'] path").length === 96);
  await look('use-quarters');
  await page.getByRole('link', { name: 'Pokaż jako tabelę' }).click();
  const quarters = (await rows(page)).map(([, now]) => Number(now!.replace(' kWh', '').replace(',', '.')));
  expect(quarters).toHaveLength(96);
  await page.getByRole('link', { name: 'Godziny', exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 24);
  const hours = (await rows(page)).map(([, now]) => now);
  expect(hours).toEqual(
    Array.from({ length: 24 }, (_, n) =>
      written(
        quarters.slice(4 * n, 4 * n + 4).reduce((total, kwh) => total + kwh, 0),
        3,
      ),
    ),
  );
  await leave();
});

it('shows both directions around zero, with the numbers of the table', async () => {
  for (const width of [360, 1280]) {
    const { page, look, leave, complaints } = await arrive(width, '?to=2025-12');
    await page.getByRole('link', { name: 'Obie' }).click();
    await page.getByRole('heading', { level: 1, name: 'Energia pobrana i oddana' }).waitFor();
    await page.locator("[seriesName='fed'] path").first().waitFor();
    const drawn = await page.evaluate(() => {
      const heights = (series: string) =>
        [...document.querySelectorAll(`[seriesName='${series}'] path`)].map(
          (column) => column.getBoundingClientRect().height,
        );
      return { now: heights('now'), fed: heights('fed') };
    });
    await look('use-both');
    await page.getByRole('link', { name: 'Pokaż jako tabelę' }).click();
    await rows(page);
    await look('use-both-table');
    const kwh = (prefix: string) => [sum([HOME, SHOP], prefix)!, sum([SUN], prefix)!] as const;
    const scale = drawn.now[0]! / kwh('2025-01')[0];
    (await rows(page)).forEach(([, taken, , fed], n) => {
      const month = `2025-${String(n + 1).padStart(2, '0')}`;
      const [wantedTaken, wantedFed] = kwh(month);
      expect([taken!.replace(/ niepełne$/, ''), fed]).toEqual([written(wantedTaken), written(wantedFed)]);
      // A column is as high as its number says, to the pixel.
      expect(Math.abs(drawn.now[n]! - scale * wantedTaken)).toBeLessThan(1.5);
      expect(Math.abs(drawn.fed[n]! - scale * wantedFed)).toBeLessThan(1.5);
    });
    await leave();
    expect(complaints).toEqual([]);
  }
});

it('says the values of columns to the keyboard, in every theme', async () => {
  const { page, look, leave } = await arrive(1280, '?month=2025-05');
  await title(page, 'maj 2025');
  await page.locator('.apexcharts-bar-area').first().waitFor();
  await tabTo(page, 'Słupki wykresu');
  await page.keyboard.press('Home');
  await answer(page, '1 maja 2025');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await answer(page, '30 maja 2025');
  await look('use-pointed');
  await page.emulateMedia({ colorScheme: 'dark' });
  // Buttons change their colours over a moment.
  await page.waitForTimeout(400);
  await look('use-pointed-dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await page.waitForTimeout(400);
  await look('use-pointed-forced');
  await page.keyboard.press('Enter');
  await title(page, '30 maja 2025');
  // The chart keeps the focus from period to period.
  await page.locator('.apexcharts-bar-area').first().waitFor();
  await page.keyboard.press('ArrowRight');
  await answer(page, '00:00');
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
  await tabTo(page, 'luty 2025');
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
