import fc from 'fast-check';
import { addDays, hoursOf } from '../calendar';
import { keyOf } from '../database/columns';
import { chunks } from '../database/sql-lists';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, invoiceRow, pointRow } from '../../testing/world';
import { dayOf, takeUsage } from '../../testing/usage';
import { MOST_DOCUMENTS } from './settled-documents';

const NOW = () => new Date('2026-03-20T09:00:00Z');
const [ONE, TWO] = ['590000000000000006', '590000000000000013'] as const;
const FIELDS = `intervals { start kwh } totalKwh zones { name kwh totalKwh }
  cost { variable fixed billed total invoice { number } }`;
const ALL = `query All($input: UsageInput!) { customer { usage(input: $input) { ${FIELDS} } } }`;
const POINT = `query Point($id: ID!, $input: UsageInput!) { customer { consumptionPoint(id: $id) { usage(input: $input) { ${FIELDS} } } } }`;

/** Lines of the worked example: G12, one month, 100 kWh by day and 80 at night. */
const EXAMPLE = [
  ['Energia czynna (z akcyzą) – strefa dzienna', 'kWh', '100', '0.50016', 5002],
  ['Energia czynna (z akcyzą) – strefa nocna', 'kWh', '80', '0.50016', 4001],
  ['Opłata sieciowa zmienna – strefa dzienna', 'kWh', '100', '0.2841', 2841],
  ['Opłata sieciowa zmienna – strefa nocna', 'kWh', '80', '0.0558', 446],
  ['Opłata jakościowa', 'kWh', '180', '0.0331', 596],
  ['Opłata OZE', 'kWh', '180', '0.0073', 131],
  ['Opłata kogeneracyjna', 'kWh', '180', '0.0030', 54],
  ['Opłata mocowa', 'mies.', '1', '17.18', 1718],
  ['Opłata sieciowa stała', 'mies.', '1', '10.86', 1086],
  ['Opłata abonamentowa', 'mies.', '1', '2.28', 228],
] as const;
const linesOf = (rows: readonly (readonly [string, string, string, string, number])[]) =>
  rows.map(([name, unit, quantity, unitPrice, net], n) => ({
    ...{ position: n + 1, name, quantity, unit, unitPrice, net, vatRate: '23', group: null },
  }));

/** Net złoty of the worked example in an hour, by the clock: on 26 October 2025 two o'clock comes twice. */
function pricePerWh(day: string, hour: number): number {
  const clock = day === '2025-10-26' && hour > 2 ? hour - 1 : hour;
  const isDay = (clock >= 6 && clock < 13) || (clock >= 15 && clock < 22);
  return (0.50016 + (isDay ? 0.2841 : 0.0558) + 0.0331 + 0.0073 + 0.003) / 1000;
}

const grosze = (money: string | null) => Math.round(Number(money) * 100);
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

describe.each(ENGINES)('cost of use on %s', (engine) => {
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
      for (const table of [
        ...['usage_days', 'usage_months', 'consumption_points', 'invoice_corrections'],
        ...['invoice_points', 'invoice_contents', 'invoices'],
      ])
        await m.query(`DELETE FROM ${table}`);
    });
    await api.insert('consumption_points', [
      pointRow('A', ONE, { tariff: 'G12', contractFrom: '2025-01-01' }),
      pointRow('A', TWO, { tariff: 'G11', contractFrom: '2025-01-01' }),
    ]);
  });

  const all = async (input: object) => (await api.gql(ALL, { input }, { cookie })).data.customer.usage;
  const point = async (ppe: string, input: object) =>
    (await api.gql(POINT, { id: keyOf(ppe), input }, { cookie })).data.customer.consumptionPoint.usage;

  /** A document about points, with lines. */
  async function document(
    number: string,
    [periodFrom, periodTo]: readonly [string, string],
    { ppes = [ONE], lines = linesOf(EXAMPLE), details = [], gross = 19807, kind = 'SETTLEMENT' }: any = {},
  ) {
    await api.insert('invoices', [
      invoiceRow('A', number, { kind, periodFrom, periodTo, issueDate: addDays(periodTo, 6), gross }),
    ]);
    await api.insert('invoice_contents', [
      {
        ...{ customerId: keyOf('A'), invoiceId: keyOf(number), printed: null },
        ...{ lines: JSON.stringify(lines), details: JSON.stringify(details), readings: '[]' },
      },
    ]);
    if (ppes.length === 0) return;
    await api.insert(
      'invoice_points',
      ppes.map((ppe: string) => ({ customerId: keyOf('A'), invoiceId: keyOf(number), pointId: keyOf(ppe) })),
    );
  }

  /** 100 kWh of the day zone and 80 of the night zone, on two days of a month. */
  const exampleUse = (month: string) => [
    dayOf(ONE, `${month}-10`, 0, { values: Array.from({ length: 24 }, (_, h) => (h === 8 ? 100_000 : 0)) }),
    dayOf(ONE, `${month}-11`, 0, { values: Array.from({ length: 24 }, (_, h) => (h === 23 ? 80_000 : 0)) }),
  ];
  const FEBRUARY = { from: '2026-02-01', to: '2026-02-28', resolution: 'MONTH' };

  it('an estimate of the worked example is the example: 198.07 with tax', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    await takeUsage(api, exampleUse('2026-02'));
    const { cost, zones } = await point(ONE, FEBRUARY);
    expect(cost).toEqual({
      variable: ['160.78'],
      fixed: ['37.29'],
      billed: [false],
      total: '198.07',
      invoice: { number: 'FR/1' },
    });
    expect(zones).toEqual([
      { name: 'dzienna', kwh: [100], totalKwh: 100 },
      { name: 'nocna', kwh: [80], totalKwh: 80 },
    ]);
  });

  it('is null without a document that states prices, and for energy fed in', async () => {
    await takeUsage(api, exampleUse('2026-02'));
    expect((await point(ONE, FEBRUARY)).cost).toBeNull();
    await document('FP/1', ['2026-01-01', '2026-01-31'], { kind: 'FORECAST' });
    await document('FR/1', ['2026-01-01', '2026-01-31'], {
      lines: linesOf([['Razem', 'szt.', '1', '1', 100]]),
    });
    expect((await point(ONE, FEBRUARY)).cost).toBeNull();
    await document('FR/2', ['2025-12-01', '2025-12-31']);
    expect((await point(ONE, FEBRUARY)).cost.invoice.number).toBe('FR/2');
    const fed = await point(ONE, { ...FEBRUARY, direction: 'PRODUCTION' });
    expect([fed.cost, fed.zones]).toEqual([null, []]);
  });

  it('does not use the prices of another customer who has the same point', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    await api.database.transaction(async (m) => {
      for (const table of ['invoices', 'invoice_contents', 'invoice_points'])
        await m.query(`UPDATE ${table} SET customerId = ?`, [keyOf('B')]);
    });
    await takeUsage(api, exampleUse('2026-02'));
    expect((await point(ONE, FEBRUARY)).cost).toBeNull();
  });

  it('an issued document counts with its own figures, its correction included, and the deposit does not', async () => {
    await takeUsage(api, exampleUse('2026-01'));
    const deposit = { name: 'Depozyt prosumencki', quantity: null, unit: null, unitPrice: null };
    await document('FR/1', ['2026-01-01', '2026-01-31'], {
      lines: [...linesOf(EXAMPLE), { ...deposit, position: 11, net: -1000, vatRate: '23', group: null }],
      gross: 19807 - 1230,
    });
    const january = { from: '2026-01-01', to: '2026-01-31', resolution: 'MONTH' };
    const before = (await point(ONE, january)).cost;
    expect(before).toMatchObject({ billed: [true], total: '198.07' });
    expect(grosze(before.variable[0]) + grosze(before.fixed[0])).toBe(19807);
    await document('FK/1', ['2026-01-01', '2026-01-31'], {
      kind: 'CORRECTION',
      lines: linesOf([['Energia czynna (z akcyzą) – strefa nocna', 'kWh', '-20', '0.50016', -1000]]),
      gross: -1230,
    });
    const after = (await point(ONE, january)).cost;
    expect(after).toMatchObject({ billed: [true], total: '185.77', fixed: before.fixed });
    expect(grosze(before.variable[0]) - grosze(after.variable[0])).toBe(1230);
  });

  it('corrections without period or points, and corrections of corrections, count where their document does', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    const period = ['2026-01-01', '2026-01-31'] as const;
    const lines = linesOf([['Energia czynna (z akcyzą) – strefa nocna', 'kWh', '-20', '0.50016', -1000]]);
    for (const [number, corrected] of [
      ['FK/1', 'FR/1'],
      ['FK/2', 'FK/1'],
    ] as const) {
      await document(number, period, { kind: 'CORRECTION', ppes: [], lines, gross: -1230 });
      await api.database.transaction((m) =>
        m.query('UPDATE invoices SET periodFrom = NULL, periodTo = NULL WHERE id = ?', [keyOf(number)]),
      );
      await api.insert('invoice_corrections', [
        { customerId: keyOf('A'), invoiceId: keyOf(number), correctedId: keyOf(corrected), position: 0 },
      ]);
    }
    const { cost } = await point(ONE, { from: '2026-01-01', to: '2026-02-28', resolution: 'MONTH' });
    expect(cost.billed).toEqual([true, false]);
    expect(grosze(cost.variable[0]) + grosze(cost.fixed[0])).toBe(19807 - 2 * 1230);
  });

  it('a year is what its months are: documents where they are issued, prices for the rest', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    await takeUsage(api, [...exampleUse('2026-01'), ...exampleUse('2026-02')]);
    const months = (await point(ONE, { from: '2026-01-01', to: '2026-03-31', resolution: 'MONTH' })).cost;
    expect(months.billed).toEqual([true, false, false]);
    expect(months.variable[2]).toBeNull();
    // March has 19 days that are over.
    expect(grosze(months.fixed[2])).toBe(Math.round((3032 * 1.23 * 19) / 31));
    const year = (await point(ONE, { from: '2026-01-01', to: '2026-03-31', resolution: 'YEAR' })).cost;
    expect(year).toMatchObject({ billed: [false], total: months.total });
  });

  it('a document longer than an interval bills none, and its prices hold on its days', async () => {
    await document('FR/1', ['2025-12-01', '2026-01-31'], {
      lines: linesOf(EXAMPLE.map(([name, unit, quantity, price, net]) => [name, unit, quantity, price, net])),
    });
    const dear = EXAMPLE.map(([name, unit, quantity, , net]) => [name, unit, quantity, '2', net] as const);
    await document('FR/2', ['2026-02-01', '2026-02-28'], { lines: linesOf(dear) });
    await takeUsage(api, exampleUse('2026-01'));
    const { cost } = await point(ONE, { from: '2026-01-01', to: '2026-01-31', resolution: 'MONTH' });
    expect(cost).toMatchObject({ billed: [false], variable: ['160.78'], invoice: { number: 'FR/1' } });
    // Charges by month are half of what two months cost.
    expect(cost.fixed).toEqual(['18.65']);
  });

  it('prices that changed within the period hold on their own days, the last ones afterwards', async () => {
    const parts = EXAMPLE.flatMap(([name, unit, quantity, price, net]) => [
      [`${name}, 01.12.2025–31.12.2025`, unit, quantity, '9', net] as const,
      [`${name}, 01.01.2026–31.01.2026`, unit, quantity, price, net] as const,
    ]);
    await document('FR/1', ['2025-12-01', '2026-01-31'], { lines: linesOf(parts) });
    await takeUsage(api, [...exampleUse('2025-12'), ...exampleUse('2026-01'), ...exampleUse('2026-02')]);
    expect((await point(ONE, FEBRUARY)).cost.total).toBe('198.07');
    const months = { from: '2025-12-01', to: '2026-02-28', resolution: 'MONTH' };
    const { variable, fixed } = (await point(ONE, months)).cost;
    // Of the lines, energy and network have a price of each zone; the others come on top of both.
    expect(variable).toEqual([(180 * (18 + 27) * 1.23).toFixed(2), '160.78', '160.78']);
    expect(fixed.map((one: string) => Math.abs(grosze(one) - 3729) <= 1)).toEqual([true, true, true]);
  });

  it('several points in one document have the prices of their tariff, and the firm pays for capacity by its hours', async () => {
    await api.database.transaction((m) =>
      m.query("UPDATE consumption_points SET tariff = 'C11', contractedPowerW = 20000"),
    );
    const lines = linesOf([
      ['Energia czynna (z akcyzą), C11', 'kWh', '1000', '', 60000],
      ['Energia czynna (z akcyzą) – strefa szczytowa, C12a', 'kWh', '1000', '', 99999],
      ['Opłata mocowa', 'kWh', '500', '', 10000],
      ['Opłata sieciowa stała, C11', 'kW/mies.', '40', '', 20000],
      ['Opłata handlowa', 'mies.', '2', '', 3000],
    ]);
    await document('FR/1', ['2026-01-01', '2026-01-31'], { ppes: [ONE, TWO], lines, gross: 237_389 });
    // A Wednesday: fifteen of its hours are those of the capacity fee.
    await takeUsage(api, [dayOf(ONE, '2026-02-04', 1), dayOf(TWO, '2026-02-07', 1)]);
    const one = await point(ONE, FEBRUARY);
    expect(grosze(one.cost.variable[0])).toBe(Math.round((24 * 60 + 15 * 20) * 1.23));
    expect(grosze(one.cost.fixed[0])).toBe(Math.round((20 * 500 + 1500) * 1.23));
    expect((await point(TWO, FEBRUARY)).cost.variable).toEqual([(24 * 0.6 * 1.23).toFixed(2)]);
    const both = await all({ from: '2026-01-01', to: '2026-02-28', resolution: 'MONTH' });
    expect(both.cost).toMatchObject({ billed: [true, false], invoice: null });
    expect(grosze(both.cost.variable[0]) + grosze(both.cost.fixed[0])).toBe(237_389);
    expect(both.zones).toEqual([]);
  });

  it('reactive energy is no price of a kWh, and distribution priced by kWh is', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31'], {
      lines: linesOf([
        ['Energia czynna', 'kWh', '100', '0.5', 5000],
        ['Usługa dystrybucji', 'kWh', '100', '0.3', 3000],
        ['Energia bierna indukcyjna', 'kvarh', '50', '2', 10000],
      ]),
    });
    await takeUsage(api, exampleUse('2026-02'));
    expect((await point(ONE, FEBRUARY)).cost.variable).toEqual([(180 * 0.8 * 1.23).toFixed(2)]);
  });

  it('advances that a document takes off were paid, and are no lower cost', async () => {
    const advance = {
      name: 'Rozliczenie faktury prognozowej FP/1',
      quantity: null,
      unit: null,
      unitPrice: null,
    };
    await document('FR/1', ['2026-01-01', '2026-01-31'], {
      lines: [...linesOf(EXAMPLE), { ...advance, position: 11, net: -10000, vatRate: '23', group: null }],
      gross: 19807 - 12300,
    });
    const { cost } = await point(ONE, { from: '2026-01-01', to: '2026-01-31', resolution: 'MONTH' });
    expect(cost).toMatchObject({ billed: [true], total: '198.07' });
  });

  it('charges end where the next customer of the point begins, though billing left out the end', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    await api.insert('consumption_points', [pointRow('B', ONE, { contractFrom: '2026-02-15' })]);
    const days = await point(ONE, { from: '2026-02-13', to: '2026-02-16', resolution: 'DAY' });
    expect(days.cost.fixed.map((fixed: string) => grosze(fixed) > 0)).toEqual([true, true, false, false]);
  });

  it('one point never borrows the prices of its neighbours, however many are asked for together', async () => {
    await api.database.transaction((m) => m.query("UPDATE consumption_points SET tariff = 'G12'"));
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    await takeUsage(api, [dayOf(TWO, '2026-02-04', 1)]);
    const both = `query($input: UsageInput!) { customer { consumptionPoints { ppe usage(input: $input) { cost { total } } } } }`;
    const { data } = await api.gql(both, { input: FEBRUARY }, { cookie });
    const costs = data.customer.consumptionPoints.map(({ ppe, usage }: any) => [ppe, usage.cost]);
    expect(Object.fromEntries(costs)).toEqual({ [ONE]: { total: expect.any(String) }, [TWO]: null });
    expect((await all(FEBRUARY)).cost).not.toBeNull();
  });

  it('prices what was measured today', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    await takeUsage(api, [dayOf(ONE, '2026-03-20', 1)]);
    const { cost } = await point(ONE, { from: '2026-03-20', to: '2026-03-21', resolution: 'DAY' });
    expect(cost.variable).toEqual([expect.any(String), null]);
    expect(cost.fixed).toEqual(['0.00', '0.00']);
  });

  it('prices of the national example stand in tables, and its lines only sum them up', async () => {
    const title = 'Rozliczenie - sprzedaż energii';
    const energy = [
      'Opis/Strefa',
      'j. m.',
      'Ilość',
      'Cena jedn. netto (zł)',
      'Należność netto (zł)',
      'Stawka VAT(%)',
    ];
    const grid = [...energy.slice(0, 2), 'Data', 'Ilość', 'Ilość m-cy', 'Współczynniki', ...energy.slice(3)];
    const day = '2026-02-28';
    const details = [
      { title: 'Odczyty', header: ['Licznik/Strefa', 'Data', 'Razem'], rows: [['całodobowa', day, '20']] },
      {
        ...{ title, header: energy },
        rows: [
          ['Energia elektryczna czynna'],
          ['całodobowa', 'kWh', '20', '0.9000', '18.00', '23'],
          ['Ogółem wartość - sprzedaż energii:', '-', '-', '-', '18.00', '-'],
        ],
      },
      {
        ...{ title, header: grid },
        rows: [
          ['Opłata stała sieciowa - układ 1-fazowy'],
          ['-', 'zł/mc', day, '-', '2', '0.0000', '7,3000', '14,60', '23'],
          ['Opłata zmienna sieciowa'],
          ['całodobowa', 'kWh', day, '20', '-', '-', '0.2500', '5.00', '23'],
          ['Opłata abonamentowa'],
          ['-', 'zł/mc', day, '-', '2', '0.0000', '3.0000', '6.00', '23'],
        ],
      },
    ];
    const sums = (grid: number) =>
      linesOf([
        ['Razem za energię czynną', 'kWh', '', '', 1800],
        ['Razem za usługi dystrybucji', 'kWh', '', '', grid],
      ]).map((line) => ({ ...line, quantity: null, unit: null, unitPrice: null }));
    await document('FR/1', ['2025-12-01', '2026-01-31'], { lines: sums(2560), details, gross: 5363 });
    await takeUsage(api, exampleUse('2026-02'));
    const { cost } = await point(ONE, FEBRUARY);
    expect(cost).toMatchObject({
      variable: [(180 * 1.15 * 1.23).toFixed(2)],
      fixed: [(10.3 * 1.23).toFixed(2)],
    });
    // Tables that say something else than the lines are not used.
    await api.database.transaction((m) => m.query('DELETE FROM invoice_contents'));
    await api.database.transaction((m) => m.query('DELETE FROM invoice_points'));
    await document('FR/2', ['2025-12-01', '2026-01-31'], { lines: sums(2561), details, gross: 5364 });
    expect((await point(ONE, FEBRUARY)).cost).toBeNull();
  });

  it('zones follow the clock when it changes, and are none for points of different tariffs', async () => {
    // One kWh in each hour: day is from 6 to 13 and from 15 to 22 by the clock.
    await takeUsage(
      api,
      ['2025-10-25', '2025-10-26', '2025-10-27'].map((day) => dayOf(ONE, day, 1)),
    );
    const days = { from: '2025-10-25', to: '2025-10-27', resolution: 'DAY' };
    expect((await point(ONE, days)).zones).toEqual([
      { name: 'dzienna', kwh: [14, 14, 14], totalKwh: 42 },
      { name: 'nocna', kwh: [10, 11, 10], totalKwh: 31 },
    ]);
    const hours = await point(ONE, { from: '2025-10-26', to: '2025-10-26', resolution: 'HOUR' });
    expect(hours.zones[0].kwh.slice(5, 9)).toEqual([0, 0, 1, 1]);
    expect((await all(days)).zones).toEqual([]);
    expect((await point(TWO, days)).zones).toEqual([]);
  });

  it('a gap is null in zones and in what depends on use', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    await takeUsage(api, [dayOf(ONE, '2026-02-01', 1)]);
    const usage = await point(ONE, { from: '2026-02-01', to: '2026-02-02', resolution: 'DAY' });
    expect(usage.zones.map(({ kwh }: any) => kwh)).toEqual([
      [14, null],
      [10, null],
    ]);
    expect(usage.cost.variable[1]).toBeNull();
    expect(usage.cost.variable[0]).not.toBeNull();
  });

  it('more days of points than one request may ask for are not estimated', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    const { cost, zones } = await point(ONE, { from: '1960-01-01', to: '2026-03-01', resolution: 'YEAR' });
    expect([cost, zones]).toEqual([null, []]);
  });

  it('more documents than one answer reads state no prices', async () => {
    const numbers = Array.from({ length: MOST_DOCUMENTS + 1 }, (_, n) => `FR/${n}`);
    const period = { periodFrom: '2026-01-01', periodTo: '2026-01-31' };
    for (const some of chunks(numbers)) {
      const about = some.map((number) => ({ invoiceId: keyOf(number), pointId: keyOf(ONE) }));
      await api.insert(
        'invoices',
        some.map((number) => invoiceRow('A', number, period)),
      );
      await api.insert(
        'invoice_points',
        about.map((row) => ({ customerId: keyOf('A'), ...row })),
      );
    }
    await document('FR/A', ['2026-02-01', '2026-02-28']);
    const year = { from: '2026-01-01', to: '2026-02-28', resolution: 'YEAR' };
    expect((await point(ONE, year)).cost).toBeNull();
    expect((await point(ONE, FEBRUARY)).cost).not.toBeNull();
  });

  it('zones add up to the use of each interval, and parts of the cost to its total, to the grosz', async () => {
    await document('FR/1', ['2026-01-01', '2026-01-31']);
    const FIRST = '2025-10-24';
    const day = fc.record({
      minutes: fc.constantFrom(15, 30, 60),
      values: fc.array(fc.option(fc.integer({ min: 0, max: 60_000 }), { freq: 9 }), {
        minLength: 100,
        maxLength: 100,
      }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(day, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('HOUR', 'DAY', 'MONTH', 'YEAR'),
        async (days, resolution) => {
          await api.database.transaction(async (m) => {
            for (const table of ['usage_days', 'usage_months']) await m.query(`DELETE FROM ${table}`);
          });
          await takeUsage(
            api,
            days.map(({ minutes, values }, n) => {
              const date = addDays(FIRST, n);
              return dayOf(ONE, date, 0, {
                minutes,
                values: values.slice(0, (hoursOf(date) * 60) / minutes),
              });
            }),
          );
          const usage = await point(ONE, { from: FIRST, to: addDays(FIRST, 4), resolution });
          usage.intervals.forEach(({ kwh }: any, n: number) => {
            const zones = usage.zones.map((zone: any) => zone.kwh[n]);
            if (kwh === null) expect(zones).toEqual([null, null]);
            else expect(Math.round(sum(zones) * 1000)).toBe(Math.round(kwh * 1000));
            expect(usage.cost.variable[n] === null).toBe(kwh === null);
          });
          expect(Math.round(sum(usage.zones.map((zone: any) => zone.totalKwh)) * 1000)).toBe(
            Math.round(usage.totalKwh * 1000),
          );
          expect(sum([...usage.cost.variable, ...usage.cost.fixed].map(grosze))).toBe(
            grosze(usage.cost.total),
          );
          // Whatever the resolution: each value at the price of its hour, and 5 of 31 days of the month.
          const variable = sum(
            days.flatMap(({ minutes, values }, n) =>
              values
                .slice(0, (hoursOf(addDays(FIRST, n)) * 60) / minutes)
                .map((wh, at) => (wh ?? 0) * pricePerWh(addDays(FIRST, n), Math.floor((at * minutes) / 60))),
            ),
          );
          const exact = (variable + (30.32 * 5) / 31) * 123;
          expect(Math.abs(grosze(usage.cost.total) - exact)).toBeLessThan(0.51);
        },
      ),
      { numRuns: 25 },
    );
  });
});
