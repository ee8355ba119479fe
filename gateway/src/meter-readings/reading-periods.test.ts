import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { METER } from '../../testing/meter-readings';
import { dayOf, takeUsage } from '../../testing/usage';
import { customerRow, insertContents, invoiceRow, pointRow } from '../../testing/world';
import { keyOf } from '../database/columns';

const PPE = '590000000000000006';
const OTHER = '590000000000000013';
const JANUARY = ['2026-01-01', '2026-01-31'] as const;
const FEBRUARY = ['2026-02-01', '2026-02-28'] as const;
const QUERY = `{ customer { consumptionPoints { ppe
  readingPeriods { from to kwh estimated zones { name kwh } invoice { number } } } } }`;

describe.each(ENGINES)('use by readings on %s', (engine) => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi(engine, { now: () => new Date('2026-03-20T10:00:00Z') });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    const tables = ['invoices', 'invoice_contents', 'invoice_points', 'usage_days', 'usage_months'];
    await api.database.transaction(async (m) => {
      for (const table of [...tables, 'consumption_points']) await m.query(`DELETE FROM ${table}`);
    });
    await api.insert('consumption_points', [pointRow('A', PPE, { meterNumber: METER })]);
  });

  const reading = (zone: string, [from, to]: readonly [string, string], kwh: number, more: object = {}) => ({
    ...{ meterNumber: METER, zone, from, to, previous: '0', current: String(kwh), usedWh: kwh * 1000 },
    ...{ method: 'fizyczny', ...more },
  });
  /** Issued in the order of their numbers. */
  const document = async (
    number: string,
    readings: object[],
    { customer = 'A', points = [PPE], ...more }: { customer?: string; points?: string[]; kind?: string } = {},
  ) => {
    await api.insert('invoices', [
      invoiceRow(customer, number, { issueDate: `2026-03-0${number}`, ...more }),
    ]);
    await insertContents(api, customer, number, { readings });
    await api.insert(
      'invoice_points',
      points.map((ppe) => ({ customerId: keyOf(customer), invoiceId: keyOf(number), pointId: keyOf(ppe) })),
    );
  };
  const points = async (customer = 'A') => {
    const { data, errors } = await api.gql(QUERY, null, { cookie: await api.signedIn(keyOf(customer)) });
    expect(errors).toEqual([]);
    return data.customer.consumptionPoints;
  };
  const periods = async (customer?: string) => (await points(customer))[0].readingPeriods;

  it('are none without documents, and none where hours are measured', async () => {
    expect(await periods()).toEqual([]);
    await document('1', [reading('całodobowa', JANUARY, 100)]);
    expect(await periods()).toHaveLength(1);
    await takeUsage(api, [
      dayOf(PPE, '2026-01-05', null),
      dayOf(PPE, '2026-01-05', 1, { direction: 'PRODUCTION' }),
    ]);
    expect(await periods()).toHaveLength(1);
    await takeUsage(api, [dayOf(PPE, '2026-01-05', 1)]);
    expect(await periods()).toEqual([]);
  });

  it('are periods of a document, newest first, with zones that add up', async () => {
    await document('1', [
      reading('dzienna', JANUARY, 100.125),
      reading('nocna', JANUARY, 50),
      reading('Dzienna', FEBRUARY, 80, { method: 'szacunkowy' }),
      reading('nocna', FEBRUARY, 40),
    ]);
    expect(await periods()).toEqual([
      {
        ...{ from: '2026-02-01', to: '2026-02-28', kwh: 120, estimated: true, invoice: { number: '1' } },
        zones: [
          { name: 'Dzienna', kwh: 80 },
          { name: 'nocna', kwh: 40 },
        ],
      },
      {
        ...{ from: '2026-01-01', to: '2026-01-31', kwh: 150.125, estimated: false, invoice: { number: '1' } },
        zones: [
          { name: 'dzienna', kwh: 100.125 },
          { name: 'nocna', kwh: 50 },
        ],
      },
    ]);
  });

  it('leave out energy fed in, reactive energy, and a sum beside its zones', async () => {
    await document('1', [
      reading('dzienna', JANUARY, 100),
      reading('nocna', JANUARY, 50),
      reading('całodobowa', JANUARY, 150),
      reading('energia oddana', JANUARY, 900),
      reading('2.8.0', JANUARY, 900),
      reading('energia bierna indukcyjna', JANUARY, 30),
    ]);
    expect((await periods())[0]).toMatchObject({ kwh: 150, zones: [{ kwh: 100 }, { kwh: 50 }] });
  });

  it('are replaced by a later document that states them again, whole or in parts', async () => {
    await document('1', [reading('całodobowa', JANUARY, 100, { method: 'szacunkowy' })]);
    await document('2', [reading('całodobowa', FEBRUARY, 90)]);
    await document('3', [reading('całodobowa', JANUARY, 70)], { kind: 'CORRECTION' });
    const said = async () =>
      (await periods()).map((p: any) => [p.from, p.kwh, p.estimated, p.invoice.number]);
    expect(await said()).toEqual([
      ['2026-02-01', 90, false, '2'],
      ['2026-01-01', 70, false, '3'],
    ]);
    await document('4', [
      reading('całodobowa', ['2026-01-01', '2026-01-15'], 30),
      reading('całodobowa', ['2026-01-16', '2026-01-31'], 41),
    ]);
    expect(await said()).toEqual([
      ['2026-02-01', 90, false, '2'],
      ['2026-01-16', 41, false, '4'],
      ['2026-01-01', 30, false, '4'],
    ]);
  });

  it('stay beside each other where documents print the day of the reading in both', async () => {
    await document('1', [reading('całodobowa', JANUARY, 100)]);
    await document('2', [reading('całodobowa', ['2026-01-31', '2026-02-28'], 90)]);
    expect((await periods()).map((p: any) => p.kwh)).toEqual([90, 100]);
  });

  it('a difference, a reversed period and an empty list of readings are no use', async () => {
    await document('1', [reading('całodobowa', JANUARY, -20)]);
    await document('2', [reading('całodobowa', ['2026-02-28', '2026-02-01'], 20)]);
    await document('3', []);
    expect(await periods()).toEqual([]);
  });

  it('count both meters where one was replaced, and only the own meter on a document about several points', async () => {
    await document('1', [
      reading('całodobowa', ['2026-01-01', '2026-01-10'], 10, { meterNumber: 'old' }),
      reading('całodobowa', ['2026-01-11', '2026-01-31'], 20, { meterNumber: ` ${METER} ` }),
    ]);
    expect((await periods()).map((p: any) => p.kwh)).toEqual([20, 10]);
    await api.insert('consumption_points', [pointRow('A', OTHER, { meterNumber: '7' })]);
    const [own, other] = [reading('', FEBRUARY, 80), reading('', FEBRUARY, 5, { meterNumber: '7' })];
    await document('2', [own, other], { points: [PPE, OTHER] });
    const found = (await points()).map((p: any) => [p.ppe, p.readingPeriods.map(({ kwh }: any) => kwh)]);
    expect(found).toEqual([
      [PPE, [80, 20, 10]],
      [OTHER, [5]],
    ]);
    expect((await periods())[0].zones).toEqual([{ name: 'całodobowa', kwh: 80 }]);
  });

  it('never come from documents of who lived there before', async () => {
    await document('1', [reading('całodobowa', JANUARY, 100)], { customer: 'B' });
    await document('2', [reading('całodobowa', FEBRUARY, 90)]);
    expect((await periods()).map((p: any) => p.kwh)).toEqual([90]);
  });

  it('take as many statements for forty points as for one', async () => {
    const count = async (ppes: string[]) => {
      await api.insert(
        'consumption_points',
        ppes.map((ppe) => pointRow('B', ppe, { meterNumber: ppe })),
      );
      const cookie = await api.signedIn(keyOf('B'));
      api.statements();
      await api.gql(QUERY, null, { cookie });
      return api.statements();
    };
    const ppes = Array.from({ length: 40 }, (_, n) => `59000000000${1000 + n}`);
    await document(
      '1',
      ppes.map((ppe) => reading('', JANUARY, 1, { meterNumber: ppe })),
      {
        ...{ customer: 'B', points: ppes },
      },
    );
    const single = await count(ppes.slice(0, 1));
    expect(await count(ppes.slice(1))).toBe(single);
  });
});
