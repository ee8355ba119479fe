import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays } from '../calendar';
import { readConfig } from '../config';
import { keyOf } from '../database/columns';
import { EXAMPLE_PRICES, readTariffPrices, tariffsFor } from '../tariffs/tariff-prices';
import example from '../tariffs/tariff-prices.example.json';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, pointRow } from '../../testing/world';
import { dayOf, takeUsage } from '../../testing/usage';

const NOW = () => new Date('2026-03-20T09:00:00Z');
const ONE = '590000000000000006';
const CHECK = `query Check($id: ID!) { customer { consumptionPoint(id: $id) { tariffCheck {
  from to totalKwh pricesFrom tariffs { tariff current total energy distribution fixed difference } } } } }`;
const grosze = (money: string) => Math.round(Number(money) * 100);
const near = (money: string, zloty: number) => expect(Math.abs(grosze(money) - zloty * 100)).toBeLessThan(1);

describe.each(ENGINES)('tariff check on %s', (engine) => {
  let api: Api;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi(engine, { now: NOW });
    await api.insert('customers', [customerRow('A')]);
    cookie = await api.signedIn(keyOf('A'));
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.database.transaction(async (m) => {
      for (const table of ['usage_days', 'usage_months', 'consumption_points'])
        await m.query(`DELETE FROM ${table}`);
    });
  });

  const placed = (more: Record<string, unknown>) =>
    api.insert('consumption_points', [pointRow('A', ONE, more)]);
  const check = async () =>
    (await api.gql(CHECK, { id: keyOf(ONE) }, { cookie })).data.customer.consumptionPoint.tariffCheck;
  /** Days from 1 March 2025 on, each with `kwh` in one hour. */
  const days = (count: number, hour: number, kwh: number, more: object = {}) =>
    takeUsage(
      api,
      Array.from({ length: count }, (_, n) => {
        const { values, ...day } = dayOf(ONE, addDays('2025-03-01', n), 0);
        return { ...day, values: values.map((_, at) => (at === hour ? kwh * 1000 : 0)), ...more };
      }),
    );

  it('prices a year of nights: the present tariff first, then the cheapest first', async () => {
    await placed({ tariff: 'G11' });
    await days(365, 1, 5);
    const found = await check();
    expect(found).toMatchObject({
      ...{ from: '2025-03-01', to: '2026-02-28', totalKwh: 1825, pricesFrom: '2026-01-01' },
    });
    expect(found.tariffs.map(({ tariff }: any) => tariff)).toEqual(['G11', 'G12w', 'G13', 'G12']);
    const [g11, g12w] = found.tariffs;
    // 1,825 kWh; the band of 1,200 to 2,800 kWh.
    expect(g11).toMatchObject({ tariff: 'G11', current: true, difference: '0.00' });
    expect(g11.total).toBe(((1825 * (0.50016 + 0.2519 + 0.0434) + 12 * 28.93) * 1.23).toFixed(2));
    // Parts add up to the rounded total, so each may be off by a grosz.
    near(g11.energy, 1825 * 0.50016 * 1.23);
    near(g11.distribution, 1825 * (0.2519 + 0.0434) * 1.23);
    near(g11.fixed, 12 * 28.93 * 1.23);
    expect(g12w.current).toBe(false);
    for (const { total, energy, distribution, fixed, difference } of found.tariffs) {
      expect(grosze(energy) + grosze(distribution) + grosze(fixed)).toBe(grosze(total));
      expect(grosze(total) - grosze(g11.total)).toBe(grosze(difference));
    }
  });

  it('compares a firm with tariffs of firms, by its contracted power and the hours of the capacity fee', async () => {
    await placed({ tariff: 'c-11', contractedPowerW: 20_000 });
    await days(365, 12, 10);
    const found = await check();
    expect(found.tariffs.map(({ tariff }: any) => tariff).sort()).toEqual(['C11', 'C12a', 'C12b']);
    const [c11] = found.tariffs;
    near(c11.fixed, 12 * (20 * 4.58 + 2.04 + 18) * 1.23);
    // Of these days 250 are working days.
    near(c11.distribution, (3650 * (0.2783 + 0.0434) + 250 * 10 * 0.2194) * 1.23);
  });

  it.each([
    ['fewer than twelve months', { tariff: 'G11' }, 340, {}],
    ['estimated days', { tariff: 'G11' }, 365, { estimated: true }],
    ['a tariff without prices', { tariff: 'B23' }, 365, {}],
    ['a firm of unknown power', { tariff: 'C11', contractedPowerW: null }, 365, {}],
    ['a point without a tariff', { tariff: null }, 365, {}],
  ])('says nothing for %s', async (_, point, count, more) => {
    await placed(point);
    await days(count, 1, 5, more);
    expect(await check()).toBeNull();
  });
});

describe('the file of prices', () => {
  const faults = (more: object) => readTariffPrices({ ...example, ...more });

  it.each([
    ['a price that is no amount', { quality: '3,31 gr' }, 'quality must be złoty such as "0.2841"'],
    ['bands that end', { capacityByYearlyKwh: [{ upTo: 500, perMonth: '4' }] }, 'last band'],
    [
      'an unknown tariff',
      { tariffs: [{ ...example.tariffs[0], tariff: 'G99' }] },
      'G99 is no tariff that tariffs.json has on 2026-01-01',
    ],
    [
      'a zone without a price',
      { tariffs: [{ ...example.tariffs[1], network: { dzienna: '0.1' } }] },
      'G12 needs prices of energy and network for dzienna, nocna',
    ],
  ])('with %s says what is wrong', (_, more, message) => {
    expect(faults(more)).toEqual([expect.stringContaining(message)]);
  });

  it('is read at the start, whose error names every fault', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'prices-')), 'prices.json');
    const config = () => readConfig({ NODE_ENV: 'test', TARIFF_PRICES: file });
    expect(config).toThrow('TARIFF_PRICES can not be read');
    writeFileSync(file, JSON.stringify({ ...example, quality: 'x', validFrom: 'today' }));
    expect(config).toThrow(/TARIFF_PRICES validFrom[^]*TARIFF_PRICES quality/);
    writeFileSync(file, JSON.stringify({ ...example, validFrom: '2026-07-01' }));
    expect(config().tariffPrices?.validFrom).toBe('2026-07-01');
    expect(readConfig({ NODE_ENV: 'test' }).tariffPrices).toEqual(EXAMPLE_PRICES);
  });

  it("prefers a distributor's own entry on its grid", () => {
    const own = { ...EXAMPLE_PRICES.tariffs[0]!, distributor: 'Enea Operator', subscription: '3' };
    const prices = { ...EXAMPLE_PRICES, tariffs: [...EXAMPLE_PRICES.tariffs, own] };
    const on = (distributor: string | null) =>
      tariffsFor(prices, { tariff: 'G12', distributor }).filter(({ tariff }) => tariff === 'G11');
    expect(on('Enea Operator')).toEqual([own]);
    expect(on(null)).toEqual([EXAMPLE_PRICES.tariffs[0]]);
  });
});
