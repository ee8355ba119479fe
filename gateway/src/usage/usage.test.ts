import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { addDays, hoursOf, nextDay, warsawDay, warsawMidnight, yearEarlier } from '../calendar';
import { keyOf } from '../database/columns';
import { keptDays } from '../database/migrations/1760000005500-kept-days';
import { usageCustomerMonths } from '../database/migrations/1760000026000-usage-customer-months';
import { usageRecords } from '../feed/records/usage.record';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, pointRow } from '../../testing/world';
import { dayOf, takeUsage, type TestDay } from '../../testing/usage';
import { bytesOf } from './packed-day';
import { unpackValues } from './varint';

const NOW = () => new Date('2026-03-20T09:00:00Z');
const REAL = path.join(__dirname, '../../../../shared/readings/usage.csv');
const [ONE, TWO] = ['590000000000000006', '590000000000000013'] as const;

const FIELDS = `intervals { start end kwh previousKwh estimated complete } totalKwh previousTotalKwh changePercent missing`;
const ALL = `query All($input: UsageInput!) { customer { usage(input: $input) { ${FIELDS} } } }`;
const POINT = `query Point($id: ID!, $input: UsageInput!) { customer { consumptionPoint(id: $id) { usage(input: $input) { ${FIELDS} } } } }`;

describe.each(ENGINES)('use on %s', (engine) => {
  let api: Api;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi(engine, { now: NOW });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    cookie = await api.signedIn(keyOf('A'));
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.database.transaction(async (m) => {
      for (const table of ['usage_days', 'usage_months', 'usage_customer_months', 'consumption_points'])
        await m.query(`DELETE FROM ${table}`);
    });
    await api.insert('consumption_points', [pointRow('A', ONE), pointRow('A', TWO)]);
  });

  const all = async (input: object) => (await api.gql(ALL, { input }, { cookie })).data.customer.usage;
  const refused = async (input: object) => {
    const { errors } = await api.gql(ALL, { input }, { cookie });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    return errors[0]!.message;
  };
  const point = async (ppe: string, input: object) =>
    (await api.gql(POINT, { id: keyOf(ppe), input }, { cookie })).data.customer.consumptionPoint.usage;
  const kwh = (usage: any) => usage.intervals.map((interval: any) => interval.kwh);

  it('begins and ends days in Warsaw, also on the days the clocks change', async () => {
    const { intervals } = await point(ONE, { from: '2025-03-29', to: '2025-03-31', resolution: 'DAY' });
    expect(intervals.map((i: any) => [i.start, i.end])).toEqual([
      ['2025-03-28T23:00:00Z', '2025-03-29T23:00:00Z'],
      ['2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z'],
      ['2025-03-30T22:00:00Z', '2025-03-31T22:00:00Z'],
    ]);
    const year = await point(ONE, { from: '2024-05-10', to: '2025-02-03', resolution: 'YEAR' });
    expect(year.intervals.map((i: any) => [i.start, i.end])).toEqual([
      ['2024-05-09T22:00:00Z', '2024-12-31T23:00:00Z'],
      ['2024-12-31T23:00:00Z', '2025-02-03T23:00:00Z'],
    ]);
  });

  it('a gap is not a zero', async () => {
    await takeUsage(api, [dayOf(ONE, '2026-01-01', 0), dayOf(ONE, '2026-01-02', null)]);
    const usage = await point(ONE, { from: '2026-01-01', to: '2026-01-03', resolution: 'DAY' });
    expect(kwh(usage)).toEqual([0, null, null]);
    expect(usage.intervals.map((i: any) => i.complete)).toEqual([true, false, false]);
    expect(usage).toMatchObject({ totalKwh: 0, missing: 2, previousTotalKwh: null, changePercent: null });
  });

  it('all points together: null only when no point has any, complete when none lacks any', async () => {
    await takeUsage(api, [
      dayOf(ONE, '2026-01-01', 1),
      dayOf(TWO, '2026-01-01', 2, { estimated: true }),
      dayOf(TWO, '2026-01-02', 2),
    ]);
    const usage = await all({ from: '2026-01-01', to: '2026-01-03', resolution: 'DAY' });
    expect(usage.intervals.map((i: any) => [i.kwh, i.complete, i.estimated])).toEqual([
      [72, true, true],
      [48, false, false],
      [null, false, false],
    ]);
    expect(usage).toMatchObject({ totalKwh: 120, missing: 2 });
  });

  it('a point whose contract does not cover a day lacks nothing there', async () => {
    await api.database.transaction((m) =>
      m.query("UPDATE consumption_points SET contractFrom = '2026-01-02' WHERE id = ?", [keyOf(TWO)]),
    );
    await takeUsage(api, [dayOf(ONE, '2026-01-01', 1), dayOf(ONE, '2026-01-02', 1)]);
    const usage = await all({ from: '2026-01-01', to: '2026-01-02', resolution: 'DAY' });
    expect(usage.intervals.map((i: any) => i.complete)).toEqual([true, false]);
  });

  it('holds 29 February against 28, and counts the 28th once', async () => {
    await takeUsage(api, [
      dayOf(ONE, '2023-02-28', 1),
      ...['2024-02-28', '2024-02-29'].map((day) => dayOf(ONE, day, 2)),
      dayOf(ONE, '2025-02-28', 3),
    ]);
    const days = { from: '2024-02-28', to: '2024-02-29', comparePreviousYear: true };
    const usage = await point(ONE, { ...days, resolution: 'DAY' });
    expect(usage.intervals.map((i: any) => i.previousKwh)).toEqual([24, 24]);
    expect(usage).toMatchObject({ previousTotalKwh: 24, changePercent: 300 });
    const month = { from: '2025-02-01', to: '2025-02-28', comparePreviousYear: true, resolution: 'MONTH' };
    expect(await point(ONE, month)).toMatchObject({ previousTotalKwh: 48, changePercent: 50 });
  });

  it('compares over the days both years have', async () => {
    await takeUsage(api, [
      dayOf(ONE, '2025-01-01', 2),
      dayOf(ONE, '2025-01-02', 100),
      dayOf(ONE, '2026-01-01', 1),
      dayOf(ONE, '2026-01-03', 100),
    ]);
    for (const resolution of ['HOUR', 'DAY', 'MONTH', 'YEAR'])
      expect(
        await point(ONE, { from: '2026-01-01', to: '2026-01-10', resolution, comparePreviousYear: true }),
      ).toMatchObject({ totalKwh: 2424, previousTotalKwh: 2448, changePercent: -50 });
    const later = { from: '2026-01-03', to: '2026-01-10', resolution: 'DAY', comparePreviousYear: true };
    expect(await point(ONE, later)).toMatchObject({ previousTotalKwh: null, changePercent: null });
  });

  it('counts as missing only what is over', async () => {
    const usage = await point(ONE, { from: '2026-03-18', to: '2026-03-25', resolution: 'DAY' });
    expect(usage.missing).toBe(2);
  });

  it('gives at most 400 intervals, else names the coarser resolution', async () => {
    const usage = await all({ from: '2025-01-01', to: '2026-02-04', resolution: 'DAY' });
    expect(usage.intervals).toHaveLength(400);
    expect(await refused({ from: '2025-01-01', to: '2026-02-05', resolution: 'DAY' })).toContain('MONTH');
    expect(await refused({ from: '2026-01-01', to: '2026-01-17', resolution: 'HOUR' })).toContain('DAY');
    expect(await refused({ from: '2026-01-01', to: '2026-01-05', resolution: 'QUARTER_HOUR' })).toContain(
      'HOUR',
    );
    expect(await refused({ from: '1900-01-01', to: '2933-05-01', resolution: 'QUARTER_HOUR' })).toContain(
      'years',
    );
    expect(await refused({ from: '2026-01-02', to: '2026-01-01', resolution: 'DAY' })).toContain('after');
    expect(await refused({ from: '0001-01-01', to: '0001-01-02', resolution: 'DAY' })).toContain('between');
  });

  it('finer than the data is refused, naming what there is', async () => {
    await takeUsage(api, [dayOf(ONE, '2026-01-01', 1)]);
    const message = await refused({ from: '2026-01-01', to: '2026-01-02', resolution: 'QUARTER_HOUR' });
    expect(message).toContain('60 minutes');
    expect(message).toContain('HOUR');
  });

  it('gives hours and quarters, with the hour that is not there and the one that is there twice', async () => {
    const quarters = (hours: number) => Array.from({ length: hours * 4 }, (_, n) => (n === 5 ? null : n));
    await takeUsage(api, [
      dayOf(ONE, '2025-10-26', null, { minutes: 15, values: quarters(25) }),
      dayOf(ONE, '2024-10-26', null, { minutes: 15, values: quarters(24) }),
      dayOf(ONE, '2025-03-30', null, { minutes: 15, values: quarters(23) }),
    ]);
    const autumn = { from: '2025-10-26', to: '2025-10-26', comparePreviousYear: true };
    const hours = await point(ONE, { ...autumn, resolution: 'HOUR' });
    expect(hours.intervals).toHaveLength(25);
    expect(hours.intervals[1]).toMatchObject({ kwh: 0.017, complete: false });
    expect(hours.intervals.slice(2, 4).map((i: any) => i.start)).toEqual([
      '2025-10-26T00:00:00Z',
      '2025-10-26T01:00:00Z',
    ]);
    expect(hours.intervals.slice(2, 5).map((i: any) => i.previousKwh)).toEqual([0.038, null, 0.054]);
    const spring = await point(ONE, { from: '2025-03-30', to: '2025-03-30', resolution: 'QUARTER_HOUR' });
    expect(kwh(spring)).toEqual(quarters(23).map((wh) => (wh === null ? null : wh / 1000)));
    expect(spring.missing).toBe(1);
  });

  it('gives every hour of last year one place, so that the hours add up to its total', async () => {
    const days: TestDay[] = [];
    for (const year of [2024, 2025, 2026])
      for (const month of ['03', '10'])
        for (let day = 23; day <= 31; day++) {
          const date = `${year}-${month}-${day}`;
          const values = Array.from({ length: hoursOf(date) * 4 }, (_, n) =>
            n % 7 === day % 7 ? null : day * 100 + n,
          );
          days.push(dayOf(ONE, date, null, { minutes: 15, values }));
        }
    await takeUsage(api, days);
    const ask = fc.record({
      year: fc.constantFrom(2025, 2026),
      month: fc.constantFrom('03', '10'),
      from: fc.integer({ min: 23, max: 31 }),
      more: fc.integer({ min: 0, max: 3 }),
      resolution: fc.constantFrom('HOUR', 'QUARTER_HOUR'),
    });
    await fc.assert(
      fc.asyncProperty(ask, async ({ year, month, from, more, resolution }) => {
        const to = Math.min(from + more, 31);
        const input = { from: `${year}-${month}-${from}`, to: `${year}-${month}-${to}`, resolution };
        const usage = await point(ONE, { ...input, comparePreviousYear: true });
        const wh = (kwh: number | null) => Math.round((kwh ?? 0) * 1000);
        const sum = usage.intervals.reduce((all: number, i: any) => all + wh(i.previousKwh), 0);
        expect(sum).toBe(wh(usage.previousTotalKwh));
      }),
      { numRuns: process.env.EBOK_LONG ? 300 : 40 },
    );
  });

  it('an hour of today is late and not missing', async () => {
    await takeUsage(api, [
      dayOf(ONE, '2026-03-18', null, { minutes: 15, values: Array<null>(96).fill(null) }),
    ]);
    for (const resolution of ['HOUR', 'QUARTER_HOUR']) {
      const ask = (from: string, to: string) => point(ONE, { from, to, resolution });
      const aDay = resolution === 'HOUR' ? 24 : 96;
      expect((await ask('2026-03-20', '2026-03-20')).missing).toBe(0);
      expect((await ask('2026-03-18', '2026-03-20')).missing).toBe(2 * aDay);
    }
  });

  it('nothing is missing before a contract begins and after it has ended', async () => {
    await api.database.transaction((m) =>
      m.query("UPDATE consumption_points SET contractFrom = '2025-12-31', contractTo = '2026-01-02'"),
    );
    await takeUsage(
      api,
      ['2025-12-31', '2026-01-01', '2026-01-02'].flatMap((day) => [dayOf(ONE, day, 1), dayOf(TWO, day, 1)]),
    );
    for (const ask of [all, (input: object) => point(ONE, input)]) {
      for (const resolution of ['DAY', 'MONTH', 'YEAR']) {
        const usage = await ask({ from: '2025-10-01', to: '2026-03-10', resolution });
        expect([resolution, usage.missing]).toEqual([resolution, 0]);
        expect(usage.intervals.every((i: any) => i.complete)).toBe(true);
      }
      expect(await ask({ from: '2025-12-30', to: '2026-01-05', resolution: 'HOUR' })).toMatchObject({
        missing: 0,
      });
    }
    // What is to come is neither missing nor complete.
    const ahead = await point(ONE, { from: '2026-03-19', to: '2026-03-22', resolution: 'DAY' });
    expect(ahead.intervals.map((i: any) => i.complete)).toEqual([true, false, false, false]);
  });

  it('keeps directions apart, and lets only producers lack data about the grid', async () => {
    await api.database.transaction((m) =>
      m.query('UPDATE consumption_points SET producer = 1 WHERE id = ?', [keyOf(ONE)]),
    );
    await takeUsage(api, [
      dayOf(ONE, '2026-01-01', 5, { direction: 'PRODUCTION' }),
      dayOf(ONE, '2026-01-01', 1),
    ]);
    const day = { from: '2026-01-01', to: '2026-01-01', resolution: 'DAY' };
    const production = await all({ ...day, direction: 'PRODUCTION' });
    expect(production.intervals[0]).toMatchObject({ kwh: 120, complete: true });
    expect(kwh(await all(day))).toEqual([24]);
  });

  it('who moves in never sees the use of who moved out, not in last year’s comparison either', async () => {
    await api.database.transaction((m) => m.query('DELETE FROM consumption_points'));
    await api.insert('consumption_points', [
      pointRow('B', ONE, { contractFrom: '2020-01-01', contractTo: '2025-12-31' }),
      pointRow('A', ONE, { contractFrom: '2026-01-01' }),
    ]);
    await takeUsage(api, [
      dayOf(ONE, '2025-01-01', 7),
      dayOf(ONE, '2025-12-31', 7),
      dayOf(ONE, '2026-01-01', 1),
    ]);
    for (const resolution of ['DAY', 'MONTH', 'YEAR'])
      for (const ask of [all, (input: object) => point(ONE, input)])
        expect(
          await ask({ from: '2025-12-01', to: '2026-01-31', resolution, comparePreviousYear: true }),
        ).toMatchObject({ totalKwh: 24, previousTotalKwh: null, changePercent: null });
    const period = `{ customer { consumptionPoints { usageFrom usageTo } } }`;
    expect((await api.gql(period, null, { cookie })).data.customer.consumptionPoints).toEqual([
      { usageFrom: '2026-01-01', usageTo: '2026-01-01' },
    ]);
    const other = await api.signedIn(keyOf('B'));
    expect((await api.gql(period, null, { cookie: other })).data.customer.consumptionPoints).toEqual([
      { usageFrom: '2025-01-01', usageTo: '2025-12-31' },
    ]);
  });

  it('names the first and last day with any data; null without', async () => {
    await takeUsage(api, [
      dayOf(ONE, '2025-01-02', 0),
      dayOf(ONE, '2025-01-01', null),
      dayOf(ONE, '2025-03-05', 1),
    ]);
    const query = `{ customer { consumptionPoints { usageFrom usageTo } } }`;
    expect((await api.gql(query, null, { cookie })).data.customer.consumptionPoints).toEqual([
      { usageFrom: '2025-01-02', usageTo: '2025-03-05' },
      { usageFrom: null, usageTo: null },
    ]);
  });

  it('takes two statements for use, whatever the resolution and the year before', async () => {
    const days: TestDay[] = [];
    for (let day = '2024-01-01'; day <= '2025-12-31'; day = nextDay(day)) days.push(dayOf(ONE, day, 1));
    await takeUsage(api, days);
    const year = { from: '2025-01-01', to: '2025-12-31', comparePreviousYear: true };
    const count = async (input: object) => {
      api.statements();
      await point(ONE, input);
      return api.statements();
    };
    // The session and the point stand before it; February 2024 has a day too many.
    for (const resolution of ['DAY', 'MONTH', 'YEAR'])
      expect([resolution, await count({ ...year, resolution })]).toEqual([resolution, 4]);
    expect(await count({ from: '2025-03-30', to: '2025-03-30', resolution: 'HOUR' })).toBe(4);
  });

  it('takes as many statements for forty points as for one, each with its own answer', async () => {
    const ppes = Array.from({ length: 40 }, (_, n) => `59000000000${1000 + n}`);
    await api.insert('customers', [customerRow('MANY'), customerRow('ONE')]);
    await api.insert('consumption_points', [
      ...ppes.map((ppe) => pointRow('MANY', ppe)),
      pointRow('ONE', '590000000009999'),
    ]);
    await takeUsage(
      api,
      ppes.slice(1).map((ppe, n) => dayOf(ppe, '2026-01-05', n)),
    );
    const query = `query($days: UsageInput!, $hours: UsageInput!) { customer { consumptionPoints {
      ppe usageFrom usageTo usage(input: $days) { ${FIELDS} } hours: usage(input: $hours) { totalKwh missing } } } }`;
    const days = { from: '2026-01-04', to: '2026-02-01', resolution: 'MONTH', comparePreviousYear: true };
    const hours = { from: '2026-01-05', to: '2026-01-05', resolution: 'HOUR' };
    const ask = async (customer: string) => {
      const who = await api.signedIn(keyOf(customer));
      api.statements();
      const { data, errors } = await api.gql(query, { days, hours }, { cookie: who });
      expect(errors).toEqual([]);
      return { points: data.customer.consumptionPoints, statements: api.statements() };
    };
    const [many, single] = [await ask('MANY'), await ask('ONE')];
    expect(single.points).toHaveLength(1);
    expect(many.statements).toBe(single.statements);
    expect(many.points.map((p: any) => [p.ppe, p.usage.totalKwh, p.hours.totalKwh, p.usageFrom])).toEqual(
      ppes.map((ppe, n) => [ppe, n ? (n - 1) * 24 : 0, n ? (n - 1) * 24 : 0, n ? '2026-01-05' : null]),
    );
  });

  it('says how fine the data of a day are, before anybody asks for finer ones', async () => {
    await takeUsage(api, [
      dayOf(ONE, '2026-01-05', 1),
      dayOf(TWO, '2026-01-05', null, { minutes: 15, values: Array<number>(96).fill(1) }),
    ]);
    const query = `query($id: ID!, $input: UsageInput!) { customer { consumptionPoint(id: $id) { usage(input: $input) { finest } } } }`;
    const finest = async (ppe: string, day: string, resolution: string) => {
      const input = { from: day, to: day, resolution };
      const { data } = await api.gql(query, { id: keyOf(ppe), input }, { cookie });
      return data.customer.consumptionPoint.usage.finest as string | null;
    };
    expect(await finest(ONE, '2026-01-05', 'HOUR')).toBe('HOUR');
    expect(await finest(TWO, '2026-01-05', 'HOUR')).toBe('QUARTER_HOUR');
    expect(await finest(TWO, '2026-01-05', 'QUARTER_HOUR')).toBe('QUARTER_HOUR');
    expect(await finest(TWO, '2026-01-06', 'HOUR')).toBeNull();
    expect(await finest(TWO, '2026-01-05', 'DAY')).toBeNull();
  });

  it('one point with coarser data fails alone among its neighbours', async () => {
    await takeUsage(api, [
      dayOf(ONE, '2026-01-05', 1),
      dayOf(TWO, '2026-01-05', null, { minutes: 15, values: Array<number>(96).fill(1) }),
    ]);
    const input = { from: '2026-01-05', to: '2026-01-05', resolution: 'QUARTER_HOUR' };
    const query = `query($one: ID!, $two: ID!, $input: UsageInput!) { customer {
      one: consumptionPoint(id: $one) { usage(input: $input) { totalKwh } }
      two: consumptionPoint(id: $two) { usage(input: $input) { totalKwh } } } }`;
    const { errors } = await api.gql(query, { one: keyOf(ONE), two: keyOf(TWO), input }, { cookie });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['customer', 'one', 'usage'], 'BAD_USER_INPUT'],
    ]);
  });

  it('makes the kept months anew as the feed had written them', async () => {
    const days = (ppe: string, more: object) =>
      ['2024-02-28', '2024-02-29', '2024-03-01', '2025-07-31'].map((day) => dayOf(ppe, day, 3, more));
    await takeUsage(api, [
      ...days(ONE, {}),
      ...days(ONE, { direction: 'PRODUCTION', estimated: true }),
      ...days(TWO, { values: [null, ...Array<number>(23).fill(999_999_999)] }).filter(
        ({ day }) => hoursOf(day) === 24,
      ),
      dayOf(TWO, '2024-03-02', null),
    ]);
    const kept = () => api.database.query('SELECT * FROM usage_months ORDER BY pointId, direction, month');
    const written = await kept();
    expect(written).toHaveLength(9);
    await api.database.transaction((m) =>
      m.query('DELETE FROM usage_months WHERE pointId = ?', [keyOf(ONE)]),
    );
    await api.database.source.transaction(({ queryRunner }) =>
      keptDays.up(queryRunner!, api.database.dialect),
    );
    expect(await kept()).toEqual(written);
    const together = () =>
      api.database.query('SELECT * FROM usage_customer_months ORDER BY direction, month');
    const summed = await together();
    expect(summed).toHaveLength(6);
    await api.database.transaction((m) => m.query('DELETE FROM usage_customer_months'));
    await api.database.source.transaction(({ queryRunner }) =>
      usageCustomerMonths.up(queryRunner!, api.database.dialect),
    );
    expect(await together()).toEqual(summed);
  });

  it('is at every resolution what a simple sum over hours says', async () => {
    await api.database.transaction((m) =>
      m.query("UPDATE consumption_points SET contractFrom = '2024-02-10' WHERE id = ?", [keyOf(TWO)]),
    );
    const dayNumber = fc.integer({ min: 0, max: 820 }).map((n) => addDays('2023-12-20', n));
    const record = fc.record({
      ppe: fc.constantFrom(ONE, TWO),
      from: dayNumber,
      days: fc.integer({ min: 1, max: 70 }),
      kwh: fc.integer({ min: 0, max: 3 }),
      gap: fc.boolean(),
      estimated: fc.boolean(),
    });
    const ask = fc.record({
      from: dayNumber,
      days: fc.integer({ min: 0, max: 380 }),
      resolution: fc.constantFrom('DAY', 'MONTH', 'YEAR'),
      who: fc.constantFrom(ONE, null),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 12 }),
        fc.array(ask, { minLength: 6, maxLength: 6 }),
        async (records, asks) => {
          await api.database.transaction(async (m) => {
            for (const table of ['usage_days', 'usage_months', 'usage_customer_months'])
              await m.query(`DELETE FROM ${table}`);
          });
          const model = new Map<string, TestDay>();
          for (const { ppe, from, days, kwh: value, gap, estimated } of records)
            for (let n = 0; n < days; n++) {
              const day = addDays(from, n);
              if (ppe === TWO && day < '2024-02-10') continue;
              const whole = dayOf(ppe, day, value, { estimated });
              if (gap && n % 9 === 4) whole.values = whole.values.map((v, h) => (h < 23 && n % 2 ? v : null));
              model.set(`${ppe} ${day}`, whole);
            }
          await takeUsage(api, [...model.values()]);
          for (const { from, days, resolution, who } of asks) {
            const input = { from, to: addDays(from, days), resolution, comparePreviousYear: true };
            const usage = who ? await point(who, input) : await all(input);
            expect(usage).toEqual(simply(model, who ? [who] : [ONE, TWO], input));
          }
        },
      ),
      { numRuns: process.env.EBOK_LONG ? 60 : 6 },
    );
  });

  (existsSync(REAL) ? it : it.skip)(
    'shows 2017 of a real household as its file says, gaps as gaps',
    async () => {
      const ppe = '590543500000000421';
      await api.insert('consumption_points', [pointRow('A', ppe, { contractFrom: '2016-11-01' })]);
      const records = readFileSync(REAL, 'utf8')
        .split('\n')
        .slice(1)
        .filter(Boolean)
        .map((text) => {
          const [id, date, direction, minutes, quality, values] = text.split(',');
          const parsed = usageRecords.parse({ ppe: id, date, direction, minutes, quality, values });
          if ('error' in parsed) throw parsed.error;
          return { ...parsed.record, values: unpackValues(bytesOf(parsed.record)) };
        });
      await takeUsage(api, records);
      const model = new Map(records.map((record) => [`${ppe} ${record.day}`, record]));
      for (const resolution of ['DAY', 'MONTH', 'YEAR']) {
        const input = { from: '2017-01-01', to: '2017-12-31', resolution, comparePreviousYear: true };
        expect(await point(ppe, input)).toEqual(simply(model, [ppe], input));
      }
      const quarters = await point(ppe, { from: '2017-03-25', to: '2017-03-26', resolution: 'QUARTER_HOUR' });
      const own = ['2017-03-25', '2017-03-26'].flatMap((day) => model.get(`${ppe} ${day}`)!.values);
      expect(kwh(quarters)).toEqual(own.map((wh) => (wh === null ? null : wh / 1000)));
      const { intervals } = await point(ppe, { from: '2017-09-29', to: '2017-10-02', resolution: 'DAY' });
      expect(intervals.slice(2)).toEqual([
        expect.objectContaining({ kwh: null }),
        expect.objectContaining({ kwh: null }),
      ]);
    },
  );
});

/** The same by nothing but days and sums. */
function simply(
  model: Map<string, TestDay>,
  ppes: string[],
  { from, to, resolution }: { from: string; to: string; resolution: string },
) {
  const list = (first: string, last: string) => {
    const days: string[] = [];
    for (let day = first; day <= last; day = nextDay(day)) days.push(day);
    return days;
  };
  const of = (days: string[]) => {
    const values = [...new Set(days)].flatMap((day) =>
      ppes.flatMap((ppe) => model.get(`${ppe} ${day}`)?.values ?? []),
    );
    const measured = values.filter((value) => value !== null);
    return measured.length === 0 ? null : measured.reduce((sum, value) => sum + value, 0) / 1000;
  };
  const unit = { DAY: 10, MONTH: 7, YEAR: 4 }[resolution]!;
  const groups = new Map<string, string[]>();
  for (const day of list(from, to))
    groups.set(day.slice(0, unit), [...(groups.get(day.slice(0, unit)) ?? []), day]);
  const isComplete = (day: string) =>
    ppes.every(
      (ppe) =>
        (ppe === TWO && day < '2024-02-10') ||
        (model.get(`${ppe} ${day}`)?.values.every((value) => value !== null) ?? false),
    );
  const intervals = [...groups.values()].map((days) => ({
    start: warsawMidnight(days[0]!).toISOString().replace('.000Z', 'Z'),
    end: warsawMidnight(nextDay(days.at(-1)!))
      .toISOString()
      .replace('.000Z', 'Z'),
    kwh: of(days),
    previousKwh: of(days.map(yearEarlier)),
    estimated: days.some((day) => ppes.some((ppe) => model.get(`${ppe} ${day}`)?.estimated)),
    complete: of(days) !== null && days.every(isComplete),
  }));
  const days = list(from, to);
  const both = days.filter((day) => of([day]) !== null && of([yearEarlier(day)]) !== null);
  const base = of(both.map(yearEarlier));
  return {
    intervals,
    totalKwh: of(days) ?? 0,
    previousTotalKwh: of(days.map(yearEarlier)),
    changePercent: base ? Math.round(((of(both)! - base) / base) * 1000) / 10 + 0 : null,
    missing: intervals.filter((i) => new Date(i.end) <= NOW() && !i.complete).length,
  };
}

it('knows midnight in Warsaw on every day, by the clock there', () => {
  for (let day = '1996-01-01'; day < '2030-01-01'; day = addDays(day, 1)) {
    const at = warsawMidnight(day);
    expect([warsawDay(at), warsawDay(new Date(at.getTime() - 1))]).toEqual([day, addDays(day, -1)]);
    expect([23, 24, 25]).toContain(hoursOf(day));
  }
});
