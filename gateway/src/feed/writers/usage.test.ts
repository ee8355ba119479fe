import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { hoursOf } from '../../calendar';
import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { coversOf } from '../../usage/contracts';
import { bytesOf, packDay } from '../../usage/packed-day';
import { packNumbers, unpackValues } from '../../usage/varint';
import {
  contents,
  customer,
  feedDatabase,
  importFeed,
  point,
  PPE,
  row,
  withManifest,
} from '../../../testing/feed';

const C = 'customers.ndjson';
const P = 'consumption-points.ndjson';
const U = 'usage.csv';
const HEADER = 'ppe,date,direction,minutes,quality,values';
const REAL = path.join(__dirname, '../../../../../shared/readings/usage.csv');

const csv = (...lines: string[]) => [HEADER, ...lines, ''].join('\n');
/** A day of equal hours; what `more` says otherwise. */
const line = (date: string, value: string | string[] = '0.5', more: Partial<Record<string, string>> = {}) => {
  const values = Array.isArray(value) ? value : Array<string>(hoursOf(date)).fill(value);
  const cells = { ppe: PPE, date, direction: 'CONSUMPTION', minutes: '60', quality: 'MEASURED' };
  return Object.values({ ...cells, values: values.join(' '), ...more }).join(',');
};

describe.each(ENGINES)('use of a feed on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: Parameters<typeof importFeed>[1]) => importFeed(db.current, files);
  const one = (sql: string, ...parameters: unknown[]) => row(db.current, sql, ...parameters);
  const days = async (customerNumber: string | null) =>
    (
      await db.current.database.query<{ day: string }>(
        'SELECT day FROM usage_days WHERE customerId = ? ORDER BY day',
        [customerNumber === null ? '' : keyOf(customerNumber)],
      )
    ).map((r) => r.day);
  const months = async (customerNumber: string) =>
    (
      await db.current.database.query<any>(
        'SELECT month, wh, measured, complete, estimated, firstDay, lastDay FROM usage_months WHERE customerId = ? ORDER BY month',
        [keyOf(customerNumber)],
      )
    ).map((r) =>
      Object.fromEntries(Object.entries(r).map(([k, v]) => [k, /day|month/i.test(k) ? v : Number(v)])),
    );

  beforeEach(async () => {
    await take({ [C]: [customer('K1'), customer('K2')], [P]: [point('K1')] });
  });

  it('one line is one point, one local day, one direction: values of all intervals in order, whole watt-hours', async () => {
    const values = Array.from({ length: 24 }, (_, hour) => (hour === 3 ? '-' : `${hour}.${hour % 10}05`));
    const { code, lines, summary } = await take({
      [U]: csv(
        line('2026-01-10', values),
        line('2026-01-10', '0', { direction: 'PRODUCTION', quality: 'ESTIMATED' }),
      ),
    });
    expect({ code, lines, taken: summary?.taken }).toEqual({ code: 0, lines: [], taken: 2 });
    const stored = await one("SELECT * FROM usage_days WHERE direction = 'CONSUMPTION'");
    expect(unpackValues(stored.packed)).toEqual(
      values.map((v) => (v === '-' ? null : Math.round(Number(v) * 1000))),
    );
    expect(stored).toMatchObject({ minutes: 60, estimated: 0, measured: 1, complete: 0, day: '2026-01-10' });
    expect(
      await one("SELECT estimated, complete, wh FROM usage_days WHERE direction = 'PRODUCTION'"),
    ).toEqual({
      estimated: 1,
      complete: 1,
      wh: 0,
    });
  });

  it('an ordinary day has 24 × 60/minutes values, the spring change day 23, the autumn one 25 hours’ worth', async () => {
    const all = ['2026-03-28', '2026-03-29', '2026-10-25'].flatMap((date) =>
      ['15', '30', '60'].map((minutes) =>
        line(date, Array<string>((hoursOf(date) * 60) / Number(minutes)).fill('1'), { minutes }),
      ),
    );
    expect((await take({ [U]: csv(...all) })).refused).toEqual([]);
    const wrong = await take({
      [U]: csv(
        line('2026-03-29', Array<string>(24).fill('1')),
        line('2026-10-25', Array<string>(24).fill('1')),
        line('2026-03-28', Array<string>(23).fill('1')),
        line('2026-03-28', Array<string>(24).fill('1'), { minutes: '15' }),
        line('2026-03-28', Array<string>(24).fill('2')),
      ),
    });
    expect(wrong.code).toBe(3);
    expect(wrong.summary).toMatchObject({ taken: 1, refused: 4 });
    expect(wrong.refused.map((r) => [r.line, r.field])).toEqual([2, 3, 4, 5].map((n) => [n, 'values']));
  });

  it('day and month totals are kept in the same transaction', async () => {
    await take({
      [U]: csv(
        line('2026-01-31', '0.5'),
        line('2026-01-02', '1', { quality: 'ESTIMATED' }),
        line('2026-01-03', ['2', ...Array<string>(23).fill('-')]),
        line('2026-01-01', '-'),
        line('2026-02-01', '1'),
      ),
    });
    expect(await months('K1')).toEqual([
      {
        month: '2026-01',
        wh: 38000,
        measured: 3,
        complete: 2,
        estimated: 1,
        firstDay: '2026-01-02',
        lastDay: '2026-01-31',
      },
      {
        month: '2026-02',
        wh: 24000,
        measured: 1,
        complete: 1,
        estimated: 0,
        firstDay: '2026-02-01',
        lastDay: '2026-02-01',
      },
    ]);
  });

  it('lines arrive in any order and in pieces; a later line for a key replaces the earlier one', async () => {
    await take({ [U]: csv(line('2026-01-02'), line('2026-01-01', '9'), line('2026-01-01', '1')) });
    expect((await months('K1'))[0]).toMatchObject({ wh: 36000, measured: 2 });
    const { summary } = await take({ [U]: csv(line('2026-01-01', '2'), line('2026-01-03', '1')) });
    expect(summary).toMatchObject({ taken: 2 });
    expect((await months('K1'))[0]).toMatchObject({ wh: 84000, measured: 3, lastDay: '2026-01-03' });
  });

  it('totals are those of the days whatever comes in which order (against a simple sum)', async () => {
    const piece = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.constantFrom('01', '02'),
      value: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(piece, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
        async (feeds) => {
          await db.current.database.transaction(async (m) => {
            await m.query('DELETE FROM usage_days');
            await m.query('DELETE FROM usage_months');
            await m.query('DELETE FROM usage_customer_months');
          });
          const model = new Map<string, number | null>();
          for (const pieces of feeds) {
            const lines = pieces.map(({ day, month, value }) => {
              const date = `2026-${month}-${String(day).padStart(2, '0')}`;
              model.set(date, value);
              return line(date, value === null ? '-' : String(value / 1000));
            });
            expect((await take({ [U]: csv(...lines) })).refused).toEqual([]);
          }
          for (const total of await months('K1')) {
            const there = [...model].filter(([date]) => date.startsWith(total.month as string));
            const measured = there.filter(([, value]) => value !== null);
            expect(total).toMatchObject({
              wh: measured.reduce((sum, [, value]) => sum + 24 * value!, 0),
              measured: measured.length,
              complete: measured.length,
            });
          }
        },
      ),
      { numRuns: process.env.EBOK_LONG ? 40 : 6 },
    );
  });

  it('the same feed twice changes nothing', async () => {
    const feed = withManifest(
      { [U]: csv(line('2026-01-01'), line('2026-01-02', '-')) },
      'U1',
      '2026-02-01T00:00:00Z',
    );
    (feed['manifest.json'] as any).files[0].records = 2;
    expect((await take(feed)).summary).toMatchObject({ taken: 2 });
    const before = await contents(db.current.database);
    expect((await take(feed)).summary).toEqual({ taken: 0, unchanged: 2, refused: 0, warnings: 0 });
    expect({ ...(await contents(db.current.database)), feeds: [] }).toEqual({ ...before, feeds: [] });
  });

  it('a day that an older build packed is unchanged, and replaced by other values', async () => {
    await take({ [U]: csv(line('2026-01-01', '0.5')) });
    const packed = packNumbers(Array<number>(24).fill(501));
    await db.current.database.transaction((m) => m.query('UPDATE usage_days SET packed = ?', [packed]));
    expect((await take({ [U]: csv(line('2026-01-01', '0.5')) })).summary).toMatchObject({ unchanged: 1 });
    expect(Buffer.from((await one('SELECT packed FROM usage_days')).packed)).toEqual(packed);
    expect((await take({ [U]: csv(line('2026-01-01', '0.6')) })).summary).toMatchObject({ taken: 1 });
  });

  it('a value above 10 × the contracted power, or above 1,000 kWh in an hour without one, is taken with a warning', async () => {
    const at = (value: string, more = {}) =>
      line('2026-01-01', [value, ...Array<string>(23).fill('1')], more);
    const quarter = (value: string) =>
      line('2026-01-01', [value, ...Array<string>(95).fill('0')], { minutes: '15' });
    expect((await take({ [U]: csv(at('1000')) })).warnings).toEqual([]);
    const more = await take({ [U]: csv(at('1000.001')) });
    expect(more).toMatchObject({ code: 0, summary: { taken: 1, warnings: 1 } });
    expect(more.warnings[0]).toMatchObject({ file: U, line: 2, field: 'values', value: '1000.001' });
    expect((await take({ [U]: csv(quarter('250.001')) })).warnings).toHaveLength(1);
    await take({ [P]: [point('K1', PPE, { contractedPowerKw: 12.5 })] });
    expect((await take({ [U]: csv(at('125')) })).warnings).toEqual([]);
    expect((await take({ [U]: csv(at('125.001')) })).warnings).toHaveLength(1);
    expect((await take({ [U]: csv(at('125.001')) })).summary).toMatchObject({ unchanged: 1, warnings: 0 });
  });

  it.each([
    ['a negative value', line('2026-01-01', ['-0.5', ...Array<string>(23).fill('1')]), 'values'],
    ['four decimals', line('2026-01-01', '0.1234'), 'values'],
    ['a word', line('2026-01-01', 'dużo'), 'values'],
    ['no values', line('2026-01-01', []), 'values'],
    ['a day that is not there', line('2026-02-28').replace('-28', '-30'), 'date'],
    ['another direction', line('2026-01-01', '1', { direction: 'BOTH' }), 'direction'],
    ['another length', line('2026-01-01', '1', { minutes: '20' }), 'minutes'],
    ['another quality', line('2026-01-01', '1', { quality: 'GUESS' }), 'quality'],
    ['a point that is not there', line('2026-01-01', '1', { ppe: '590543500000000421' }), 'ppe'],
    ['a column too many', `${line('2026-01-01')},1`, null],
    ['a decimal comma', line('2026-01-01', '0,5'), null],
    ['more than a plant makes', line('2026-01-01', '10000000'), 'values'],
    ['an exponent', line('2026-01-01', '1e3'), 'values'],
    ['a point without decimals', line('2026-01-01', '1.'), 'values'],
    ['a long dash', line('2026-01-01', '–'), 'values'],
    ['a value too many', `${line('2026-01-01')} 1`, 'values'],
  ])('%s is refused alone, and the rest goes in', async (_what, wrong, field) => {
    const { code, refused, summary } = await take({ [U]: csv(wrong, line('2026-01-02')) });
    expect({ code, taken: summary?.taken }).toEqual({ code: 3, taken: 1 });
    expect(refused).toEqual([expect.objectContaining({ file: U, line: 2, field })]);
    expect(await days('K1')).toEqual(['2026-01-02']);
  });

  it('a last line that was cut off is refused, and one that may be is pointed out', async () => {
    const [whole, last] = [line('2026-01-01', '0.125'), line('2026-01-02', '0.125')];
    for (const end of [1, PPE.length + 5, last.length - 20, last.length - 6]) {
      const { code, refused, summary } = await take({ [U]: `${HEADER}\n${whole}\n${last.slice(0, end)}` });
      expect({ code, refused: refused.map((fault) => fault.line), taken: summary?.taken }).toEqual({
        ...{ code: 3, refused: [3] },
        taken: end === 1 ? 1 : 0,
      });
    }
    expect(await days('K1')).toEqual(['2026-01-01']);
    // A value that was cut off is a value, so the report says that it may be.
    const { code, warnings } = await take({ [U]: `${HEADER}\n${whole}\n${last}` });
    expect({ code, warnings: warnings.map((fault) => [fault.line, fault.reason]) }).toEqual({
      ...{ code: 0, warnings: [[3, expect.stringContaining('line break')]] },
    });
  });

  it('more blanks between values, tabs among them, mean nothing', async () => {
    const spaced = line('2026-01-01').replaceAll(' ', ' \t ');
    expect((await take({ [U]: csv(spaced) })).summary).toMatchObject({ taken: 1, refused: 0 });
    expect((await take({ [U]: csv(line('2026-01-01')) })).summary).toMatchObject({ unchanged: 1 });
  });

  it('other encodings are refused line by line, and no wrong value comes of them', async () => {
    const text = csv(line('2026-01-01'), line('2026-01-02'));
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(await take({ [U]: utf16 })).toMatchObject({ code: 3, summary: { taken: 0 } });
    // A dash of Windows-1250 in one line.
    const [before, after] = [csv(line('2026-01-01')), line('2026-01-03')];
    const cp1250 = Buffer.concat([
      Buffer.from(before),
      Buffer.from(line('2026-01-02', '\u0096'), 'latin1'),
      Buffer.from(`\n${after}\n`),
    ]);
    const { refused, summary } = await take({ [U]: cp1250 });
    expect(summary).toMatchObject({ taken: 2, refused: 1 });
    expect(refused).toEqual([expect.objectContaining({ line: 3, reason: expect.stringContaining('UTF-8') })]);
    expect(await days('K1')).toEqual(['2026-01-01', '2026-01-03']);
  });

  it('of a day that comes twice the last line counts, also where it has other intervals or a gap', async () => {
    const quarters = line('2026-01-01', Array<string>(96).fill('1'), { minutes: '15' });
    expect(
      (await take({ [U]: csv(line('2026-01-01'), quarters, line('2026-01-02'), line('2026-01-02', '-')) }))
        .summary,
    ).toMatchObject({ taken: 4 });
    expect((await months('K1'))[0]).toMatchObject({ wh: 96_000, measured: 1, complete: 1 });
    expect((await take({ [U]: csv(quarters, line('2026-01-02', '-')) })).summary).toMatchObject({
      unchanged: 2,
    });
    await take({ [U]: csv(line('2026-01-01', '-', { quality: 'ESTIMATED' })) });
    expect((await months('K1'))[0]).toMatchObject({ wh: 0, measured: 0, estimated: 1, firstDay: null });
  });

  it('a PPE that fails its check is a warning and is taken as it is', async () => {
    await take({ [P]: [point('K1', '123')] });
    const { code, warnings } = await take({ [U]: csv(line('2026-01-01', '1', { ppe: '123' })) });
    expect({ code, fields: warnings.map((w) => w.field) }).toEqual({ code: 0, fields: ['ppe'] });
  });

  it('reads lines of Windows, quotes around values, and a file without its header, of which it says so', async () => {
    const quoted = line('2026-01-01')
      .split(',')
      .map((cell) => `"${cell}"`)
      .join();
    expect((await take({ [U]: `\uFEFF${HEADER}\r\n${quoted}\r\n` })).summary).toMatchObject({
      taken: 1,
      refused: 0,
    });
    const { refused, summary } = await take({ [U]: `${line('2026-01-05')}\n${line('2026-01-06')}\n` });
    expect(refused).toEqual([expect.objectContaining({ line: 1, reason: expect.stringContaining(HEADER) })]);
    expect(summary).toMatchObject({ taken: 1 });
  });

  describe('use belongs to the contract that covers the day', () => {
    const until = point('K1', PPE, { contractFrom: '2025-01-01', contractTo: '2026-01-31' });
    const since = point('K2', PPE, { contractFrom: '2026-02-01' });

    it('who moves in gets the days from then on, who moved out keeps theirs', async () => {
      await take({ [P]: [until, since] });
      const { refused } = await take({
        [U]: csv(line('2024-12-31'), line('2026-01-31'), line('2026-02-01')),
      });
      expect(refused).toEqual([expect.objectContaining({ line: 2, field: 'date', value: '2024-12-31' })]);
      expect([await days('K1'), await days('K2')]).toEqual([['2026-01-31'], ['2026-02-01']]);
    });

    it('also where the contract is changed after the use came in, and totals follow', async () => {
      await take({ [U]: csv(line('2026-01-31'), line('2026-02-01', '1'), line('2026-02-02', '1')) });
      await take({ [P]: [until] });
      expect([await days('K1'), await days(null)]).toEqual([['2026-01-31'], ['2026-02-01', '2026-02-02']]);
      await take({ [P]: [since] });
      expect([await days('K1'), await days('K2'), await days(null)]).toEqual([
        ['2026-01-31'],
        ['2026-02-01', '2026-02-02'],
        [],
      ]);
      expect(await months('K1')).toMatchObject([{ month: '2026-01', wh: 12000 }]);
      expect(await months('K2')).toMatchObject([{ month: '2026-02', wh: 48000, measured: 2 }]);
    });

    it('ends with whoever moves in, also where billing forgot to say so', async () => {
      await take({ [U]: csv(line('2026-01-31'), line('2026-02-01')) });
      await take({ [P]: [since] });
      expect([await days('K1'), await days('K2')]).toEqual([['2026-01-31'], ['2026-02-01']]);
    });

    it('is nobody’s where two contracts are alike', async () => {
      await take({ [U]: csv(line('2026-01-31')) });
      await take({ [P]: [point('K2')] });
      expect([await days('K1'), await days('K2'), await days(null)]).toEqual([[], [], ['2026-01-31']]);
      expect((await take({ [U]: csv(line('2026-01-31')) })).refused[0]).toMatchObject({ field: 'date' });
    });
  });

  (existsSync(REAL) ? it : it.skip)(
    'takes real readings of a household, with gaps and a change of clocks',
    async () => {
      await take({ [P]: [point('K1', '590543500000000421')] });
      const { code, refused, summary } = await take({ [U]: readFileSync(REAL) });
      expect({ code, refused, taken: summary?.taken }).toEqual({ code: 0, refused: [], taken: 332 });
      const wh = readFileSync(REAL, 'utf8')
        .split('\n')
        .slice(1)
        .flatMap((text) => (text.split(',')[5] ?? '').split(' '))
        .filter((value) => value && value !== '-')
        .reduce((sum, value) => sum + Math.round(Number(value) * 1000), 0);
      expect(Number((await one('SELECT SUM(wh) AS wh FROM usage_months')).wh)).toBe(wh);
      expect(Number((await one('SELECT SUM(wh) AS wh FROM usage_days')).wh)).toBe(wh);
    },
  );
});

it('packs and unpacks any day, and still reads days of older builds', () => {
  const high = fc.constantFrom(1, 300, 5000, 2 ** 24 - 2, 2 ** 24, 10_000_000_000);
  const day = high.chain((max) =>
    fc.array(fc.option(fc.integer({ min: 0, max }), { nil: null }), { maxLength: 300 }),
  );
  fc.assert(
    fc.property(day, (values) => {
      expect(unpackValues(bytesOf(packDay(values)))).toEqual(values);
      const older = packNumbers(values.map((value) => (value === null ? 0 : value + 1)));
      expect(unpackValues(older)).toEqual(values);
    }),
  );
});

it('no day of a point ever has two contracts', () => {
  const day = fc.option(
    fc.integer({ min: 1, max: 9 }).map((n) => `2026-01-0${n}`),
    { nil: null },
  );
  const contract = fc.record({ customerId: fc.string(), contractFrom: day, contractTo: day });
  fc.assert(
    fc.property(fc.array(contract, { maxLength: 4 }), (contracts) => {
      const covers = coversOf(contracts);
      for (let n = 0; n <= 10; n++) {
        const date = `2026-01-${String(n + 1).padStart(2, '0')}`;
        const owners = covers.filter(({ from, to }) => from <= date && date <= to);
        expect(owners.length).toBeLessThanOrEqual(1);
        for (const { contract: c } of owners)
          expect((c.contractFrom ?? '') <= date && date <= (c.contractTo ?? '9')).toBe(true);
      }
    }),
  );
});
