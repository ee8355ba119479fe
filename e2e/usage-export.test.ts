// Files of Twoje zużycie in a browser: each is downloaded, opened again, and compared number by number.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { twoYears, usageCsv } from './usage-data';
import { register, signIn, visit } from './visitor';
import { CUSTOMER, ELECTRICITY, POINT } from './world';

const HOME = twoYears(1);
HOME.set('2025-05-10', Array<null>(24).fill(null));
/** Days in which the clocks change both ways, and one without data. */
const DAYS = [...HOME].filter(([day]) => day >= '2025-03-01' && day <= '2025-10-31');

interface Value {
  start: number;
  end: number;
  kwh: number | null;
}
const expected: Value[] = DAYS.flatMap(([day, hours]) => {
  // By the clock of Poland at midnight: an hour or two ahead of UTC.
  const isSummer = day > '2025-03-30' && day <= '2025-10-26';
  const midnight = Date.parse(`${day}T00:00:00Z`) - (isSummer ? 2 : 1) * 3_600_000;
  return hours.map((kwh, n) => ({
    start: midnight + n * 3_600_000,
    end: midnight + (n + 1) * 3_600_000,
    kwh,
  }));
});
const measured = expected.filter(({ kwh }) => kwh !== null);

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  browser = await launch();
  portal = await startPortal();
  const { code } = await portal.import(
    portal.feed({ ...ELECTRICITY, 'usage.csv': usageCsv({ [POINT]: HOME }) }),
  );
  expect(code).toBe(0);
  await register(portal, CUSTOMER);
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

async function arrive(width: number, settings = {}) {
  const visited = await visit(browser, width, settings);
  const { page } = visited;
  await page.goto(`${portal.url}/zuzycie?to=2025-12`);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('heading', { level: 1, name: 'Twoje zużycie' }).waitFor();
  await page.getByText('Pobierz dane i wykres').click();
  await page.getByLabel('Format pliku').waitFor();
  return visited;
}

async function saved(page: Page, button: string): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

async function exported(page: Page, format: string) {
  await page.getByLabel('Format pliku').selectOption(format);
  const file = await saved(page, 'Pobierz plik');
  await page.getByText('Plik jest gotowy.').waitFor();
  return file;
}

it('gives the same numbers in each format', async () => {
  const { page, leave, complaints } = await arrive(1280);
  await page.getByLabel('Od dnia').fill('2025-03-01');
  await page.getByLabel('Do dnia').fill('2025-10-31');

  const csv = await exported(page, 'csv');
  expect(csv.name).toBe('zuzycie-2025-03-01-2025-10-31.csv');
  const lines = readFileSync(csv.path, 'utf8').trimEnd().split('\r\n').slice(1);
  expect(lines.every((line) => line.startsWith(`"=""${POINT}""";`))).toBe(true);
  expect(
    lines.map((line): Value => {
      const [, , , start, end, kwh] = line.replace(/"[^"]*"(?=;)/g, '').split(';');
      return {
        start: Date.parse(start!),
        end: Date.parse(end!),
        kwh: kwh === '' ? null : Number(kwh!.replace(',', '.')),
      };
    }),
  ).toEqual(expected);

  const green = await exported(page, 'green-button');
  const readings = readFileSync(green.path, 'utf8').matchAll(
    /<duration>(\d+)<\/duration><start>(\d+)<\/start><\/timePeriod><value>(\d+)</g,
  );
  expect(
    [...readings].map(([, duration, start, wh]): Value => {
      const from = Number(start) * 1000;
      return { start: from, end: from + Number(duration) * 1000, kwh: Number(wh) / 1000 };
    }),
  ).toEqual(measured);

  const home = await exported(page, 'home-assistant');
  const hours = readFileSync(home.path, 'utf8').trimEnd().split('\n').slice(1);
  const sums = hours.map((line) => Number(line.split(',')[4]));
  // What was used before the first day is in the first sum.
  let total = sums[0]! - measured[0]!.kwh!;
  expect(sums.map((sum) => Math.round(sum * 1000))).toEqual(
    measured.map(({ kwh }) => Math.round((total += kwh!) * 1000)),
  );
  expect(hours.map((line) => line.split(',')[2])).toEqual(
    measured.map(({ start }) => {
      const iso = new Date(start).toISOString();
      return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
    }),
  );

  const workbook = await exported(page, 'xlsx');
  const rows = rowsOf(workbook.path);
  expect(rows.map(([ppe]) => ppe)).toEqual(expected.map(() => POINT));
  expect(
    rows.map(([, , , start, , offset, kwh]): Omit<Value, 'end'> => ({
      start: Date.parse(start!.slice(0, 19) + offset),
      kwh: kwh as number | null,
    })),
  ).toEqual(expected.map(({ start, kwh }) => ({ start, kwh })));
  await leave();
  expect(complaints).toEqual([]);
});

/** Reads a workbook by the library's reader, whose code is not that of its writer. It is an ES module. */
function rowsOf(path: string): [string, string, string, string | null, string, string, unknown][] {
  const script = `
    import { readFileSync } from 'node:fs';
    import { readXlsx } from 'hucre/xlsx';
    const { sheets } = await readXlsx(readFileSync(process.argv[1]));
    console.log(JSON.stringify(sheets[0].rows.slice(1)));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, path], {
    cwd: __dirname,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  return JSON.parse(said) as ReturnType<typeof rowsOf>;
}

it.each([360, 1280])('keeps the chart as a picture, and the panel is readable, at %d px', async (width) => {
  const { page, look, leave, complaints } = await arrive(width);
  await page.locator('.apexcharts-bar-area').first().waitFor();
  await look('use-export');
  const png = await saved(page, 'Wykres jako PNG');
  expect(png.name).toBe('zuzycie-2025-01-01-2025-12-31.png');
  const bytes = readFileSync(png.path);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2400, 1280]);
  // A blank picture of this size takes some 20 kB.
  expect(bytes.length).toBeGreaterThan(40_000);
  const svg = await saved(page, 'Wykres jako SVG');
  expect(readFileSync(svg.path, 'utf8')).toContain('>Rok 2025<');
  await leave();
  expect(complaints).toEqual([]);
});

it('stops a download that the customer no longer wants', async () => {
  const { page, leave } = await arrive(1280);
  await page.route('**/usage-export/**', () => undefined);
  await page.getByRole('button', { name: 'Pobierz plik' }).click();
  await page.getByRole('button', { name: 'Przerwij' }).click();
  await page.getByText('Pobieranie przerwano.').waitFor();
  await page.getByRole('button', { name: 'Pobierz plik' }).waitFor();
  await leave();
});
