import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Fa3Reader } from '#src/feed/fa3/index';
import { isKsefNumber, isNip, isNrb, isPesel, isPpe } from '#src/identifiers';
import { runDemo } from './demo.command';
import { readFiled, sum, type Filed } from '../../testing/demo/filed';
import { checkPoint } from '../../testing/demo/meter';
import { writeDemoFeed } from './write-demo-feed';

const TODAY = '2026-11-23';
const REGISTER = path.join(__dirname, '../../testing/register.cjs');
const isLong = process.env.EBOK_LONG === '1';
const ROOT = mkdtempSync(path.join(tmpdir(), 'ebok-demo-feed-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

async function written(name: string, customers: number, seed = 1): Promise<string> {
  const folder = path.join(ROOT, name);
  await writeDemoFeed(folder, { customers, seed, today: TODAY });
  return folder;
}

function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(
    files.map((file) => {
      const full = path.join(file.parentPath, file.name);
      return [path.relative(folder, full), createHash('sha256').update(readFileSync(full)).digest('hex')];
    }),
  );
}

const CUSTOMERS = 24;
/** The world most tests look at. */
let folder: string;
let filed: Filed;
beforeAll(async () => {
  folder = await written('world', CUSTOMERS);
  filed = readFiled(folder);
});

describe('the same world', () => {
  it('has the same bytes when it is written again, and others with another seed', async () => {
    const all = hashes(folder);
    expect(hashes(await written('again', CUSTOMERS))).toEqual(all);
    const [mine, theirs] = [await written('mine', 4), await written('theirs', 4, 2)].map(hashes);
    for (const name of ['consumption-points.ndjson', 'invoices.ndjson', 'usage.csv'])
      expect(mine![name]).not.toBe(theirs![name]);
  });

  it('has the same customers whatever their number', async () => {
    const few = await written('few', 5);
    // What the retailer sells is the same in every world.
    const isOfCustomers = (name: string) => /\.(ndjson|csv)$/.test(name) && name !== 'services.ndjson';
    const files = Object.keys(hashes(few)).filter(isOfCustomers);
    expect(files).toHaveLength(7);
    const bytes = (place: string, name: string) => readFileSync(path.join(place, name));
    for (const name of files) {
      const [less, more] = [bytes(few, name), bytes(folder, name)];
      expect([name, more.length > less.length && more.subarray(0, less.length).equals(less)]).toEqual([
        name,
        true,
      ]);
    }
  });

  it('names every file in its manifest, with the hash of its bytes', () => {
    const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    const named = Object.fromEntries(manifest.files.map((one: any) => [one.name, one.sha256]));
    const { 'manifest.json': _own, ...there } = hashes(folder);
    expect(named).toEqual(there);
  });
});

describe('the command', () => {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  });
  afterEach(() => void jest.restoreAllMocks());

  it.each([
    [[], 2, 'One folder'],
    [['--customers', '3', 'x'], 2, 'from 4 on'],
    [['--seed', 'x', 'x'], 2, '--seed'],
    [['--today', '2026-02-30', 'x'], 2, '--today'],
    [['--what', 'x'], 2, '--what'],
    [[path.join(__dirname)], 1, 'is not empty'],
  ])('says what is wrong with %j', async (argv, code, words) => {
    expect(await runDemo(argv)).toBe(code);
    expect(said.join('')).toContain(words);
  });

  // What it writes grows by 30 MB, in long runs by 100.
  it('needs no more memory for ten times as many customers', () => {
    const [few, many] = isLong ? [40, 400] : [12, 120];
    const most = (customers: number) => {
      const place = path.join(ROOT, `memory-${customers}`);
      const argv = JSON.stringify(['--customers', String(customers), '--today', TODAY, place]);
      const script = `require(${JSON.stringify(REGISTER)}); require('reflect-metadata');
        require(${JSON.stringify(path.join(__dirname, 'demo.command.ts'))}).runDemo(${argv}).then((code) => {
          console.log(code === 0 && process.resourceUsage().maxRSS);
        });`;
      // Where much room is free, Node takes it before it tidies up.
      const said = execFileSync(process.execPath, ['--max-semi-space-size=8', '-e', script], {
        cwd: __dirname,
      });
      const kilobytes = Number(said);
      expect(kilobytes).toBeGreaterThan(10_000);
      rmSync(place, { recursive: true });
      return kilobytes;
    };
    expect(most(many) / most(few)).toBeLessThan(1.25);
  }, 300_000);

  it('writes a feed where it is told', async () => {
    const place = path.join(ROOT, 'command');
    expect(await runDemo(['--customers', '4', '--today', TODAY, place])).toBe(0);
    expect(readdirSync(place)).toContain('manifest.json');
  });
});

describe('documents', () => {
  it('add up, to the grosz', () => {
    expect(filed.documents.length).toBeGreaterThan(400);
    for (const { number, kind, net, vat, gross, lines } of filed.documents) {
      expect([number, sum(lines.map((line) => line.net)), net + vat]).toEqual([number, net, gross]);
      const isTaxed = lines.every(({ vatRate }) => vatRate === '23');
      const before = 0 - sum(lines.filter(({ isBefore }) => isBefore).map((line) => line.net));
      // A correction's tax is a difference of taxes on totals, so it may be a grosz away.
      if (kind === 'CORRECTION')
        expect([number, Math.abs(vat - (net * 23) / 100) <= 1, before > 0]).toEqual([number, true, true]);
      else
        expect([number, vat]).toEqual([
          number,
          isTaxed ? Math.round((net * 23) / 100 + (net < 0 ? -1e-9 : 1e-9)) : 0,
        ]);
    }
  });

  it('have lines worth their quantity at their price', () => {
    const priced = filed.documents.flatMap((document) => document.lines).filter(({ unitPrice }) => unitPrice);
    expect(priced.length).toBeGreaterThan(2500);
    for (const { name, quantity, unitPrice, net } of priced) {
      // Whole numbers, since 0.285 × 100 is not 28.5 for a computer.
      const exact = Number(quantity) * Math.round(Number(unitPrice) * 100_000);
      expect([name, quantity, unitPrice, Math.abs(net)]).toEqual([
        name,
        quantity,
        unitPrice,
        Math.floor((exact + 500) / 1000),
      ]);
    }
  });

  it('are of every kind, and what is settled asks for nothing', () => {
    const kinds = new Set(filed.documents.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      [
        'ACCOUNTING_NOTE',
        'CORRECTION',
        'DUNNING_FEE',
        'FINAL',
        'FORECAST',
        'INTEREST_NOTE',
        'SETTLEMENT',
      ].sort(),
    );
    for (const { outstanding, gross } of filed.documents)
      expect(
        outstanding === 0 ||
          (Math.sign(outstanding) === Math.sign(gross) && Math.abs(outstanding) <= Math.abs(gross)),
      ).toBe(true);
    expect(
      filed.documents.filter(({ outstanding }) => outstanding === 0).length / filed.documents.length,
    ).toBeGreaterThan(0.9);
  });

  it('come a number each', () => {
    const numbers = filed.documents.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('correct documents that are there, and bring readings back to what was used', () => {
    const corrections = filed.documents.filter(({ kind }) => kind === 'CORRECTION');
    expect(corrections.length).toBeGreaterThanOrEqual(3);
    for (const correction of corrections) {
      const original = filed.documents.find(({ number }) => number === correction.corrects[0])!;
      expect(original.customerNumber).toBe(correction.customerNumber);
      const guessed = original.readings.filter(({ method }) => method === 'szacunkowy');
      expect(guessed.map((r) => [r.meterNumber, r.zone])).toEqual(
        correction.readings.map((r) => [r.meterNumber, r.zone]),
      );
      expect(
        correction.readings.every((r, n) => r.method === 'zdalny' && r.current < guessed[n]!.current),
      ).toBe(true);
    }
  });

  it('charge what the meters counted, zone by zone, and no kilowatt-hour is lost between them', () => {
    let checked = 0;
    for (const customer of ['1000001', '1000002', '1000003', '1000004', '1000006', '1000007'])
      for (const point of filed.points.filter(({ customerNumber }) => customerNumber === customer))
        checked += checkPoint(filed, point);
    expect(checked).toBeGreaterThan(1500);
  });

  it('are valid in the national system where they belong there', async () => {
    const reader = new Fa3Reader();
    const inKsef = filed.documents.filter(({ xml }) => xml);
    expect(inKsef.length).toBeGreaterThan(20);
    for (const document of inKsef) {
      const result = await reader.read(Buffer.from(document.xml!));
      if (!result.ok) throw new Error(`${document.number}: ${result.reason}`);
      const { invoice, warnings } = result.document;
      expect(warnings).toEqual([]);
      expect(isKsefNumber(document.ksefNumber!)).toBe(true);
      expect(invoice.readings.map(({ usedWh }) => usedWh)).toEqual(
        document.readings.map(({ previous, current }) => (current - previous) * 1000),
      );
      expect(invoice.previousYearWh).toBe(
        document.previousYearKwh === null ? undefined : document.previousYearKwh * 1000,
      );
    }
    await reader.close();
    const firms = new Set(
      filed.customers.filter(({ kind }) => kind === 'COMPANY').map(({ number }) => number),
    );
    const isInvoice = (kind: string) => ['SETTLEMENT', 'FINAL', 'CORRECTION'].includes(kind);
    for (const { customerNumber, issueDate, kind, ksefNumber } of filed.documents)
      expect(ksefNumber !== null).toBe(
        firms.has(customerNumber) && issueDate >= '2026-02-01' && isInvoice(kind),
      );
  });

  it('say how much was used a year before', () => {
    const document = filed.documents.find(({ number }) => number === 'FR/2026/09/1000002')!;
    const before = filed.documents.find(({ number }) => number === 'FR/2025/09/1000002')!;
    // One of forty points has closed since.
    const isOpen = new Set(document.readings.map(({ meterNumber }) => meterNumber));
    const used = before.readings
      .filter(({ meterNumber }) => isOpen.has(meterNumber))
      .map((r) => r.current - r.previous);
    expect(document.previousYearKwh).toBe(sum(used));
  });
});

describe('use', () => {
  /** What a point used, by day, in watt-hours. */
  const byDay = (ppe: string) =>
    new Map(
      filed.days
        .filter((one) => one.ppe === ppe && one.direction === 'CONSUMPTION')
        .map(({ day, values }) => [day, sum(values)]),
    );
  const pointsOf = (customer: string): string[] =>
    filed.points.filter((point) => point.customerNumber === customer).map((point) => point.ppe as string);
  const mean = (days: Map<string, number>, fits: (day: string) => boolean) => {
    const fitting = [...days].flatMap(([day, wh]) => (fits(day) ? [wh] : []));
    expect(fitting.length).toBeGreaterThan(0);
    return sum(fitting) / fitting.length;
  };
  const weekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay();
  /** Those that fall on an ordinary working day of the week; all in the world's three years. */
  const HOLIDAYS = [
    '2024-05-01',
    '2024-08-15',
    '2024-11-11',
    '2024-12-25',
    '2025-01-06',
    '2025-11-11',
    '2025-12-24',
    '2026-01-01',
    '2026-06-04',
  ];
  const household = () => byDay(pointsOf('1000001')[0]!);
  /** The company's shops; its first point is the bakery. */
  const shops = () =>
    pointsOf('1000002')
      .slice(1)
      .map(byDay)
      .filter(({ size }) => size > 1000);

  it('is more in January than in July, for a home and for shops', () => {
    for (const days of [household(), ...shops()])
      for (const year of ['2024', '2025', '2026']) {
        // Without the two weeks in which the flat is empty.
        const isAway = (day: string) => /-07-(1[1-9]|2[0-5])$/.test(day);
        const [winter, summer] = ['01', '07'].map((month) =>
          mean(days, (day) => day.startsWith(`${year}-${month}`) && !isAway(day)),
        );
        expect([year, winter! > summer! * 1.1]).toEqual([year, true]);
      }
  });

  it('is little while a home is empty in summer', () => {
    for (const year of ['2024', '2025', '2026']) {
      const days = household();
      const away = mean(days, (day) => day >= `${year}-07-11` && day <= `${year}-07-25`);
      const [before, after] = [
        mean(days, (day) => day >= `${year}-06-27` && day <= `${year}-07-10`),
        mean(days, (day) => day >= `${year}-07-26` && day <= `${year}-08-08`),
      ];
      expect([year, away < before * 0.4, away < after * 0.4, away > 0]).toEqual([year, true, true, true]);
    }
  });

  it('of a shop is less on Sundays than on Wednesdays, and on holidays as on Sundays', () => {
    expect(shops().length).toBeGreaterThan(30);
    for (const days of shops()) {
      const wednesdays = mean(days, (day) => weekday(day) === 3 && !HOLIDAYS.includes(day));
      const sundays = mean(days, (day) => weekday(day) === 0);
      const holidays = mean(days, (day) => HOLIDAYS.includes(day));
      expect(sundays).toBeLessThan(wednesdays * 0.75);
      expect(holidays).toBeLessThan(wednesdays * 0.85);
      // One of a dozen days may be a cold one.
      expect(Math.abs(holidays / sundays - 1)).toBeLessThan(0.25);
    }
  });

  it('has as many hours as the day has', () => {
    const { ppe } = filed.points.find((point) => point.customerNumber === '1000001');
    const hours = (day: string) =>
      filed.days.find((one) => one.ppe === ppe && one.day === day)!.values.length;
    expect(['2026-03-28', '2026-03-29', '2026-10-25'].map(hours)).toEqual([24, 23, 25]);
  });
});

describe('numbers', () => {
  it('pass their checks, and are of nobody', () => {
    const { customers, points } = filed;
    for (const { taxId, kind, bankAccount, phone, emails } of customers) {
      expect(kind === 'COMPANY' ? isNip(taxId) && /^9[89]9/.test(taxId) : isPesel(taxId)).toBe(true);
      expect(isNrb(bankAccount)).toBe(true);
      expect(phone).toMatch(/^\+4897\d{7}$/);
      for (const email of emails) expect(email).toMatch(/@example\.(com|org|net)$|\.example$/);
    }
    for (const { ppe } of points) expect(isPpe(ppe)).toBe(true);
    expect(points.filter(({ customerNumber }) => customerNumber === '1000002')).toHaveLength(40);
  });
});
