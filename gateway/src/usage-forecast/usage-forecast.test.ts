import { addDays, warsawMidnight } from '../calendar';
import { keyOf } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, pointRow } from '../../testing/world';
import { dayOf, takeUsage } from '../../testing/usage';

const QUERY = `query($id: ID!) { customer { consumptionPoint(id: $id) {
  usageForecast { month soFarKwh expectedKwh typicalErrorPercent } } } }`;

describe.each(ENGINES)('the forecast of a month on %s', (engine) => {
  let api: Api;
  let now = '2026-03-21';
  let count = 0;
  beforeAll(async () => {
    api = await startApi(engine, { now: () => new Date(warsawMidnight(now).getTime() + 9 * 3_600_000) });
    await api.insert('customers', [customerRow('A')]);
  });
  afterAll(() => api.close());
  beforeEach(() => (now = '2026-03-21'));

  /** A point whose days use so many kWh; null leaves a day out. */
  const point = async (
    from: string,
    to: string,
    kwhOf: (day: string) => number | null,
    more: Record<string, unknown> = {},
  ): Promise<string> => {
    const ppe = `5900000000000${String(count++).padStart(5, '0')}`;
    await api.insert('consumption_points', [pointRow('A', ppe, { contractFrom: null, ...more })]);
    const days = [];
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const kwh = kwhOf(day);
      if (kwh !== null)
        days.push(
          dayOf(ppe, day, null, { values: dayOf(ppe, day, 0).values.map((_, n) => (n ? 0 : kwh * 1000)) }),
        );
    }
    for (let n = 0; n < days.length; n += 200) await takeUsage(api, days.slice(n, n + 200));
    return keyOf(ppe);
  };
  const forecast = async (id: string) => {
    // Sessions end as time passes.
    const cookie = await api.signedIn(keyOf('A'));
    return (await api.gql(QUERY, { id }, { cookie })).data.customer.consumptionPoint.usageForecast;
  };
  const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay());

  it('is none without four weeks that are mostly measured, with old data, or without a contract', async () => {
    expect(await forecast(await point('2026-03-08', '2026-03-20', () => 5))).toBeNull();
    expect(await forecast(await point('2026-01-01', '2026-03-08', () => 5))).toBeNull();
    expect(
      await forecast(await point('2026-01-01', '2026-03-20', () => 5, { contractTo: '2026-03-20' })),
    ).toBeNull();
    expect(await forecast(await point('2026-01-01', '2026-03-20', () => null))).toBeNull();
  });

  it('adds the days to come, each like its weekday, and says nothing of its error at first', async () => {
    const id = await point('2026-02-15', '2026-03-20', (day) => (isWeekend(day) ? 10 : 4));
    // March 2026 has nine days of weekends: five of them by the 20th.
    expect(await forecast(id)).toEqual({
      month: '2026-03',
      soFarKwh: 5 * 10 + 15 * 4,
      expectedKwh: 9 * 10 + 22 * 4,
      typicalErrorPercent: null,
    });
  });

  it('reckons what is missing, and what is measured in part, like a day to come', async () => {
    const id = await point('2026-02-01', '2026-03-20', (day) => (day === '2026-03-10' ? null : 5));
    await takeUsage(api, [
      dayOf(`5900000000000${String(count - 1).padStart(5, '0')}`, '2026-03-20', null, {
        values: [1000, ...Array<null>(23).fill(null)],
      }),
    ]);
    expect(await forecast(id)).toMatchObject({ soFarKwh: 18 * 5 + 1, expectedKwh: 31 * 5 });
  });

  it('expects nothing of days outside the contract', async () => {
    const more = { contractFrom: '2026-02-01', contractTo: '2026-03-25' };
    const id = await point('2026-02-01', '2026-03-20', () => 2, more);
    expect(await forecast(id)).toMatchObject({ soFarKwh: 40, expectedKwh: 50 });
  });

  it('stands on the first of the month too, when nothing of it is measured', async () => {
    now = '2026-04-01';
    expect(await forecast(await point('2026-02-01', '2026-03-31', () => 2))).toMatchObject({
      month: '2026-04',
      soFarKwh: 0,
      expectedKwh: 60,
    });
  });

  it("follows last year's season where that was closer, and knows how far off it was", async () => {
    // Every month ends with twice of what it began with: the last weeks alone do not know it.
    const season = (day: string) => (Number(day.slice(8)) > 15 ? 20 : 10);
    const id = await point('2024-01-01', '2026-03-20', season);
    const { expectedKwh, typicalErrorPercent } = await forecast(id);
    expect(expectedKwh).toBeGreaterThan(440);
    expect(expectedKwh).toBeLessThan(490);
    expect(typicalErrorPercent).toBeGreaterThanOrEqual(0);
    expect(typicalErrorPercent).toBeLessThan(6);
  });

  it('never was off where every week is the same, and was where they are not', async () => {
    expect(
      await forecast(await point('2025-01-01', '2026-03-20', (day) => (isWeekend(day) ? 3 : 1))),
    ).toMatchObject({ typicalErrorPercent: 0 });
    let seed = 1;
    const wild = () => (seed = (seed * 48_271) % 2_147_483_647) % 40;
    expect(
      (await forecast(await point('2025-01-01', '2026-03-20', wild))).typicalErrorPercent,
    ).toBeGreaterThan(1);
  });
});
