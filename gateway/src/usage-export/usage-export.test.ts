import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text as bodyOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { countDays } from '../calendar';
import { keyOf } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { unzipped } from '../../testing/files';
import { customerRow, pointRow } from '../../testing/world';
import { dayOf, takeUsage } from '../../testing/usage';

const ESPI = path.join(__dirname, '../../../../shared/green-button/espi.xsd');
const NOW = () => new Date('2026-03-20T09:00:00Z');
const [ONE, TWO, FOREIGN, LATE] = [
  '590000000000000006',
  '590000000000000013',
  '590000000000000020',
  '590000000000000037',
] as const;

/** Start, duration, value and quality of each reading. */
function espiReadings(feed: string): (string | undefined)[][] {
  const readings = feed.matchAll(
    /<IntervalReading>(?:<ReadingQuality><quality>(\d+)<\/quality><\/ReadingQuality>)?<timePeriod><duration>(\d+)<\/duration><start>(\d+)<\/start><\/timePeriod><value>(\d+)<\/value>/g,
  );
  return [...readings].map(([, quality, duration, start, value]) => [start, duration, value, quality]);
}

interface Cell {
  text?: string;
  number?: number;
}

/** The cells of a workbook's only sheet, in their columns. */
function sheetRows(workbook: Buffer): (Cell | undefined)[][] {
  const sheet = unzipped(workbook).find(({ name }) => name === 'xl/worksheets/sheet1.xml')!.bytes;
  const rows: (Cell | undefined)[][] = [];
  let cell: Cell = {};
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push([]);
    if (name !== 'c') return;
    cell = {};
    rows.at(-1)![attributes.r!.charCodeAt(0) - 65] = cell;
  });
  let written = '';
  parser.on('text', (part) => void (written = part));
  parser.on('closetag', ({ name }) => {
    if (name === 't') cell.text = written;
    if (name === 'v') cell.number = Number(written);
  });
  parser.write(sheet.toString('utf8')).close();
  return rows;
}

/** What the clock shows at a spreadsheet's number of days since 1899-12-30. */
function clockOf(days: number): string {
  return new Date(Math.round((days - 25_569) * 86_400) * 1000).toISOString().slice(0, 19);
}

describe.each(ENGINES)('exports of use on %s', (engine) => {
  let api: Api;
  let cookie: string;
  const get = (path: string, options: { method?: 'GET' | 'HEAD'; cookie?: string } = {}) =>
    api.app.inject({
      method: options.method ?? 'GET',
      url: `/usage-export/${path}`,
      headers: { cookie: options.cookie ?? cookie },
    });
  const cells = (body: string, delimiter = ','): string[][] =>
    parse(body, { bom: true, delimiter, relax_quotes: true });

  beforeAll(async () => {
    api = await startApi(engine, { now: NOW });
    await api.insert('customers', [customerRow('A'), customerRow('B'), customerRow('C')]);
    const plain = { ownLabel: null, producer: 0, contractFrom: null };
    await api.insert('consumption_points', [
      pointRow('A', ONE, { ...plain, ownLabel: '=HYPERLINK("http://x")', producer: 1 }),
      pointRow('A', TWO, { ...plain, contractFrom: '2026-01-02' }),
      pointRow('B', FOREIGN, plain),
    ]);
    await takeUsage(api, [
      dayOf(ONE, '2025-10-26', 1),
      dayOf(ONE, '2026-01-01', 1.25),
      dayOf(ONE, '2026-01-03', 2, { estimated: true }),
      dayOf(ONE, '2026-01-01', 0.5, { direction: 'PRODUCTION' }),
      dayOf(TWO, '2026-01-02', 3, {
        minutes: 15,
        values: Array.from({ length: 96 }, (_, n) => (n === 5 ? null : n)),
      }),
      dayOf(FOREIGN, '2026-01-01', 9),
    ]);
    cookie = await api.signedIn(keyOf('A'), keyOf('C'));
  });
  afterAll(() => api.close());

  it("are for who is signed in, and hold no other customer's use", async () => {
    expect((await get('csv?from=2026-01-01&to=2026-01-02', { cookie: '' })).statusCode).toBe(401);
    for (const theirs of [
      `point=${keyOf(FOREIGN)}`,
      `customerId=${keyOf('B')}`,
      `point=${keyOf(ONE)}&customerId=${keyOf('C')}`,
    ])
      expect((await get(`csv?from=2026-01-01&to=2026-01-02&${theirs}`)).statusCode).toBe(404);
    const all = await get('csv?from=2026-01-01&to=2026-01-02');
    expect(all.body).not.toContain(FOREIGN);
    expect(all.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringContaining('zuzycie-2026-01-01-2026-01-02.csv'),
    });
  });

  it.each([
    'pdf?from=2026-01-01&to=2026-01-02',
    'csv',
    'csv?from=2026-01-01',
    'csv?from=2026-01-02&to=2026-01-01',
    'csv?from=2026-02-30&to=2026-03-01',
    'csv?from=1800-01-01&to=2026-01-01',
    'csv?from=2026-01-01&to=2026-01-02&resolution=MINUTE',
    'csv?from=2026-01-01&to=2026-01-02&direction=UP',
    'csv?from=2026-01-01&to=2026-01-02&decimal=dot',
    'csv?from=2026-01-01&to=2026-01-02&more=1',
  ])('%s is refused with a sentence', async (path) => {
    const answer = await get(path);
    expect([answer.statusCode, answer.body]).toEqual([400, 'Tego adresu eksportu nie da się odczytać.']);
  });

  describe('as CSV', () => {
    it('run no formula, keep all 18 digits of a point, and say times with their offset', async () => {
      const [head, ...lines] = (await get('csv?from=2026-01-01&to=2026-01-01&decimal=comma')).body.split(
        '\r\n',
      );
      expect(head).toBe('\ufeffNumer PPE;Punkt;Kierunek;Początek;Koniec;Energia (kWh);Jakość');
      expect(lines[0]).toBe(
        `"=""${ONE}""";"'=HYPERLINK(""http://x"")";pobrana;2026-01-01T00:00:00+01:00;2026-01-01T01:00:00+01:00;1,250;zmierzona`,
      );
      expect(lines).toHaveLength(25);
      expect((await get('csv?from=2026-01-01&to=2026-01-01')).body).toContain(',1.250,zmierzona');
    });

    it('leave a gap empty, and say nothing of days without a contract', async () => {
      const rows = cells((await get('csv?from=2026-01-01&to=2026-01-03')).body).slice(1);
      const of = (ppe: string) => rows.filter(([point]) => point!.includes(ppe));
      expect(of(ONE)).toHaveLength(72);
      expect(of(ONE)[30]!.slice(5)).toEqual(['', 'brak danych']);
      expect(of(ONE)[60]!.slice(5)).toEqual(['2.000', 'szacowana']);
      expect(of(TWO)).toHaveLength(24);
      expect(of(TWO)[1]!.slice(5)).toEqual(['0.017', 'niepełna']);
      expect(of(TWO)[2]!.slice(5)).toEqual(['0.038', 'zmierzona']);
    });

    it('hold quarter-hours where there are any, and what is measured by the hour as hours', async () => {
      const rows = cells((await get('csv?from=2026-01-01&to=2026-01-02&resolution=QUARTER_HOUR')).body);
      const twos = rows.filter(([point]) => point!.includes(TWO));
      expect(twos).toHaveLength(96);
      expect(twos[5]!.slice(3)).toEqual([
        '2026-01-02T01:15:00+01:00',
        '2026-01-02T01:30:00+01:00',
        '',
        'brak danych',
      ]);
      expect(rows[1]!.slice(3, 6)).toEqual([
        '2026-01-01T00:00:00+01:00',
        '2026-01-01T01:00:00+01:00',
        '1.250',
      ]);
    });

    it('have 25 hours on the day the clocks go back, the doubled one told apart by its offset', async () => {
      const rows = cells((await get(`csv?point=${keyOf(ONE)}&from=2025-10-26&to=2025-10-26`)).body).slice(1);
      expect(rows).toHaveLength(25);
      expect(rows.slice(2, 4).map((row) => row.slice(3, 5))).toEqual([
        ['2025-10-26T02:00:00+02:00', '2025-10-26T02:00:00+01:00'],
        ['2025-10-26T02:00:00+01:00', '2025-10-26T03:00:00+01:00'],
      ]);
    });

    it.each([
      ['DAY', [['2025-10-26T00:00:00+02:00', '25.000', 'zmierzona']]],
      ['MONTH', [['2025-10-26T00:00:00+02:00', '25.000', 'niepełna']]],
    ])('have sums by %s', async (resolution, expected) => {
      const { body } = await get(`csv?from=2025-10-01&to=2025-10-31&resolution=${resolution}`);
      const rows = cells(body).slice(1);
      expect(rows.map((row) => [row[3], row[5], row[6]]).slice(0, 1)).toEqual(expected);
    });

    it('hold both directions where both are asked for', async () => {
      const { body } = await get(
        'csv?from=2026-01-01&to=2026-01-01&direction=CONSUMPTION&direction=PRODUCTION&resolution=DAY',
      );
      expect(
        cells(body)
          .slice(1)
          .map((row) => [row[2], row[5]]),
      ).toEqual([
        ['pobrana', '30.000'],
        ['oddana do sieci', '12.000'],
      ]);
    });
  });

  describe('as a Green Button download', () => {
    const both = 'from=2025-10-26&to=2026-01-03&direction=CONSUMPTION&direction=PRODUCTION';

    it('are read back to the same numbers, gaps left out and estimates marked', async () => {
      const { body, headers } = await get(`green-button?${both}&resolution=QUARTER_HOUR`);
      expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      const csv = cells((await get(`csv?${both}&resolution=QUARTER_HOUR`)).body).slice(1);
      const expected = csv
        .filter((row) => row[5] !== '')
        .map((row) => [
          (Date.parse(row[3]!) / 1000).toString(),
          ((Date.parse(row[4]!) - Date.parse(row[3]!)) / 1000).toString(),
          Math.round(Number(row[5]) * 1000).toString(),
          row[6] === 'szacowana' ? '8' : undefined,
        ]);
      expect(espiReadings(body)).toEqual(expected);
      expect(expected.length).toBeGreaterThan(150);
      expect(body).toContain('<title>=HYPERLINK(&quot;http://x&quot;)</title>');
    });

    /** What a script of `testing` prints about a download. */
    const judged = (script: string, body: string, ...more: string[]): any => {
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'ebok-espi-')), 'feed.xml');
      writeFileSync(file, body);
      const command = [path.join(__dirname, '../../testing', script), ...more, file];
      return JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' }));
    };

    it('are understood by an open reader', async () => {
      const { body } = await get(`green-button?${both}&resolution=QUARTER_HOUR`);
      const expected = espiReadings(body).map((numbers) =>
        numbers.map((one) => (one === undefined ? null : Number(one))),
      );
      expect(judged('read-espi.mjs', body)).toEqual(expected);
    });

    (existsSync(ESPI) ? it : it.skip)('have only elements of the schema', async () => {
      const { body } = await get(`green-button?${both}`);
      expect(judged('validate-espi.mjs', body, ESPI)).toEqual({
        LocalTimeParameters: 1,
        UsagePoint: 2,
        MeterReading: 3,
        ReadingType: 3,
        IntervalBlock: 4,
      });
    });
  });

  describe('for Home Assistant', () => {
    const rowsOf = async (query: string) => {
      const { body } = await get(`home-assistant?point=${keyOf(ONE)}&${query}`);
      return parse<Record<string, string>>(body, { columns: true });
    };

    it('are hours in UTC, the doubled one of October twice', async () => {
      const rows = await rowsOf('from=2025-10-26&to=2025-10-26&resolution=MONTH');
      expect(rows).toHaveLength(25);
      expect(rows[0]).toEqual({
        statistic_id: `ebok:${ONE}_consumption`,
        unit: 'kWh',
        start: '25.10.2025 22:00',
        state: '1',
        sum: '1',
      });
      expect(new Set(rows.map(({ start }) => start)).size).toBe(25);
    });

    it('go on where an export of earlier days ended, and leave gaps out', async () => {
      const rows = await rowsOf('from=2026-01-01&to=2026-01-03');
      expect(rows.map(({ sum }) => Number(sum))).toEqual([
        ...Array.from({ length: 24 }, (_, n) => 25 + 1.25 * (n + 1)),
        ...Array.from({ length: 24 }, (_, n) => 55 + 2 * (n + 1)),
      ]);
    });
  });

  it('as a workbook hold times and energy as numbers, and PPE codes as text', async () => {
    const query = `point=${keyOf(ONE)}&from=2025-10-26&to=2026-01-03`;
    const csv = cells((await get(`csv?${query}`)).body).slice(1);
    const { rawPayload, headers } = await get(`xlsx?${query}`);
    expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const [head, ...rows] = sheetRows(rawPayload);
    expect(head!.map((cell) => cell?.text)).toEqual([
      ...[
        'Numer PPE',
        'Punkt',
        'Kierunek',
        'Początek',
        'Koniec',
        'Różnica od UTC',
        'Energia (kWh)',
        'Jakość',
      ],
    ]);
    expect(rows).toHaveLength(csv.length);
    rows.forEach((row, n) => {
      const [, , direction, start, end, energy, quality] = csv[n]!;
      expect(row.slice(0, 3)).toEqual([
        { text: ONE },
        { text: '=HYPERLINK("http://x")' },
        { text: direction },
      ]);
      expect(clockOf(row[3]!.number!) + row[5]!.text!).toBe(start);
      expect(clockOf(row[4]!.number!)).toBe(end!.slice(0, 19));
      expect(row[6]).toEqual(energy === '' ? {} : { number: Number(energy) });
      expect(row[7]).toEqual({ text: quality });
    });
  });

  describe('to a slow receiver', () => {
    const LONG = 'csv?from=2000-01-01&to=2026-01-01';
    let slow: string;
    beforeAll(async () => {
      await api.insert('consumption_points', [pointRow('C', LATE, { contractFrom: null })]);
      // All hours between the two days are gaps, megabytes of them.
      await takeUsage(api, [dayOf(LATE, '2000-01-01', 1), dayOf(LATE, '2026-01-01', 1)]);
      await api.app.listen({ port: 0, host: '127.0.0.1' });
      slow = await api.signedIn(keyOf('C'));
    });
    const open = async (): Promise<IncomingMessage> => {
      const { port } = api.app.server.address() as AddressInfo;
      const request = http.get({
        port,
        host: '127.0.0.1',
        path: `/usage-export/${LONG}`,
        headers: { cookie: slow },
      });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      return response.on('error', () => undefined);
    };
    /** Nothing is read once sockets and streams are full. */
    const isIdle = async () => {
      for (let n = 0; n < 100; n++) {
        api.statements();
        await pause(100);
        if (api.statements() === 0) return true;
      }
      return false;
    };
    const isOver = async (status: number) => {
      for (let n = 0; n < 100; n++) {
        const response = await open();
        response.destroy();
        if (response.statusCode === status) return true;
        await pause(50);
      }
      return false;
    };

    it('read no more than it takes, run two at a time, and end when it goes away', async () => {
      const [first, second] = [await open(), await open()];
      expect(await isIdle()).toBe(true);
      const refused = await open();
      expect([refused.statusCode, refused.headers['content-disposition']]).toEqual([429, undefined]);
      expect(await bodyOf(refused)).toBe('Masz już dwa eksporty w toku. Poczekaj, aż jeden się skończy.');
      first.destroy();
      second.destroy();
      expect(await isOver(200)).toBe(true);
    });

    it('come whole all the same', async () => {
      const response = await open();
      await pause(200);
      const lines = (await bodyOf(response)).trimEnd().split('\r\n');
      expect(lines).toHaveLength(1 + 24 * countDays('2000-01-01', '2026-01-01'));
      expect(lines.at(-1)).toContain('2026-01-01T23:00:00+01:00,2026-01-02T00:00:00+01:00,1.000,zmierzona');
      const expected = Number(response.headers['x-expected-length']);
      expect(expected / lines.length / 100).toBeCloseTo(1.2, 0);
    });
  });

  it('start at most thirty times in ten minutes', async () => {
    const other = await api.signedIn(keyOf('A'));
    const statuses: number[] = [];
    for (let n = 0; n < 31; n++)
      statuses.push((await get('csv?from=2026-01-01&to=2026-01-01', { cookie: other })).statusCode);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(200));
    expect(statuses[30]).toBe(429);
  });
});
