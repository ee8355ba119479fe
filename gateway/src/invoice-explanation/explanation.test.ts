import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { block, invoiceRow as invoiceXmlRow, invoiceXml, table } from '../../testing/fa3';
import { customer, feedDatabase, importFeed, invoice, point, PPE } from '../../testing/feed';
import { dayOf, takeUsage } from '../../testing/usage';
import { addDays } from '../calendar';
import { keyOf } from '../database/columns';

const EXPLANATION = `query($id: ID!) { customer { invoice(id: $id) { number gross explanation {
  energy distribution fixed other charges { kind part gross }
  comparison { invoice { number } amount previousAmount difference byDays byUse byPrice days previousDays kwh previousKwh }
  correction { before after returned }
  measured { kwh billedKwh missingDays estimatedDays reasons } } } } }`;

const OTHER_PPE = '590000000000000013';

interface Line {
  name: string;
  net: string;
  quantity?: string;
  unit?: string;
  group?: string;
}
const numbered = (lines: Line[]) => lines.map((line, n) => ({ position: n + 1, vatRate: '23', ...line }));
const lines = (kwh: number, energy: string, network: string, fee: string, more: Line[] = []) =>
  numbered([
    { name: 'Energia czynna (z akcyzą)', quantity: String(kwh), unit: 'kWh', net: energy },
    { name: 'Opłata sieciowa zmienna', quantity: String(kwh), unit: 'kWh', net: network },
    { name: 'Opłata abonamentowa', quantity: '1', unit: 'mies.', net: fee },
    ...more,
  ]);
const reading = (from: string, to: string, used: number, more: object = {}) => ({
  ...{ meterNumber: '1', zone: 'całodobowa', from, to, previous: '1000', method: 'zdalny' },
  current: String(1000 + used),
  usedKwh: used,
  ...more,
});
/** April of 2025 and of 2026: 300 kWh at 0.70 and 0.30, then 330 kWh at 0.80 and 0.30; the fee is 10.00. */
const APRIL_25 = invoice('K', 'A25', {
  ...{ issueDate: '2025-05-05', periodFrom: '2025-04-01', periodTo: '2025-04-30' },
  ...{ net: '310.00', vat: '71.30', gross: '381.30' },
  lines: lines(300, '210.00', '90.00', '10.00'),
  readings: [reading('2025-04-01', '2025-04-30', 300)],
});
const APRIL_26 = invoice('K', 'A26', {
  ...{ issueDate: '2026-05-05', periodFrom: '2026-04-01', periodTo: '2026-04-30' },
  ...{ net: '373.00', vat: '85.79', gross: '458.79' },
  lines: lines(330, '264.00', '99.00', '10.00'),
  readings: [reading('2026-04-01', '2026-04-30', 330)],
});
const correction = (
  number: string,
  corrects: string | string[],
  net: string,
  vat: string,
  gross: string,
  more = {},
) =>
  invoice('K', number, {
    ...{ kind: 'CORRECTION', corrects, issueDate: '2026-05-20', net, vat, gross, outstanding: gross },
    ...{ periodFrom: '2026-04-01', periodTo: '2026-04-30' },
    lines: numbered([{ name: 'Energia czynna', net, quantity: '10', unit: 'kWh' }]),
    ...more,
  });

describe.each(ENGINES)('the explanation of a document on %s', (engine) => {
  const db = feedDatabase(engine);
  let api: Api;
  beforeAll(async () => {
    api = await startApi(engine, { on: db.current, now: () => new Date('2026-11-29T12:00:00Z') });
  });
  afterAll(() => api.close());

  const take = async (
    invoices: object[],
    points: object[] = [point('K', PPE, { contractFrom: '2020-01-01' })],
  ) => {
    const feed = {
      'customers.ndjson': [customer('K'), customer('L', { emails: ['l@example.pl'] })],
      'consumption-points.ndjson': points,
      'invoices.ndjson': invoices,
    };
    expect(await importFeed(db.current, feed)).toMatchObject({ code: 0 });
  };
  const explained = async (number: string) => {
    const cookie = await api.signedIn(keyOf('K'));
    const answer = await api.gql(EXPLANATION, { id: keyOf(number) }, { cookie });
    expect(answer.errors).toEqual([]);
    return answer.data.customer.invoice.explanation;
  };
  const measure = (from: string, kwhADay: (number | null)[], more: object = {}, ppe = PPE) =>
    takeUsage(
      api,
      kwhADay.map((kwh, n) => dayOf(ppe, addDays(from, n), kwh, more)),
    );

  it('says what energy, distribution and fixed charges make of the total', async () => {
    await take([APRIL_26]);
    expect(await explained('A26')).toMatchObject({
      ...{ energy: '324.72', distribution: '121.77', fixed: '12.30', other: '0.00' },
      charges: [
        { kind: 'ENERGY', part: 'ENERGY', gross: '324.72' },
        { kind: 'NETWORK_VARIABLE', part: 'DISTRIBUTION', gross: '121.77' },
        { kind: 'SUBSCRIPTION', part: 'FIXED', gross: '12.30' },
      ],
      ...{ comparison: null, correction: null, measured: null },
    });
  });

  it('reads charges from attached tables where lines only sum them up, as in the national example', async () => {
    const grid = [
      'Opis/Strefa',
      'j. m.',
      'Ilość',
      'Ilość m-cy',
      'Cena jedn. netto (zł)',
      'Należność netto (zł)',
    ];
    const xml = invoiceXml({
      ...{ number: 'E24', customerNumber: 'K', period: ['2026-01-01', '2026-02-28'], gross: '36.29' },
      totals: { P_13_1: '29.50', P_14_1: '6.79' },
      rows:
        invoiceXmlRow({ P_7: 'Razem za energię czynną', P_11: '18.00', P_12: '23' }) +
        invoiceXmlRow({ P_7: 'Razem za usługi dystrybucji', P_11: '11.50', P_12: '23' }),
      attachment: `<Zalacznik>${block(
        [['Kod PPE', PPE]],
        table({
          header: [...grid, 'Stawka VAT(%)'],
          rows: [
            ['Energia elektryczna czynna'],
            ['całodobowa', 'kWh', '20', '-', '0.9000', '18.00', '23'],
            ['Opłata zmienna sieciowa'],
            ['całodobowa', 'kWh', '20', '-', '0.3250', '6.50', '23'],
            ['Opłata abonamentowa'],
            ['-', 'zł/mc', '-', '2', '2.5000', '5.00', '23'],
          ],
          sum: ['Ogółem wartość:', '-', '-', '-', '-', '29.50', '-'],
        }),
      )}</Zalacznik>`,
    });
    const feed = { 'customers.ndjson': [customer('K')], 'ksef/e24.xml': xml };
    expect(await importFeed(db.current, feed)).toMatchObject({ code: 0 });
    expect(await explained('E24')).toMatchObject({
      ...{ energy: '22.14', distribution: '8.00', fixed: '6.15', other: '0.00' },
      charges: [{ kind: 'ENERGY' }, { kind: 'NETWORK_VARIABLE' }, { kind: 'SUBSCRIPTION' }],
    });
  });

  it('keeps advances apart from what the period costs', async () => {
    const advance = {
      name: 'Rozliczenie faktury prognozowej FP/1',
      net: '-300.00',
      group: 'Rozliczenie prognoz',
    };
    await take([
      APRIL_25,
      {
        ...APRIL_26,
        ...{ net: '73.00', vat: '16.79', gross: '89.79' },
        lines: lines(330, '264.00', '99.00', '10.00', [advance]),
      },
    ]);
    const { energy, distribution, fixed, other, comparison } = await explained('A26');
    expect([energy, distribution, fixed, other]).toEqual(['324.72', '121.77', '12.30', '-369.00']);
    expect(comparison).toMatchObject({ amount: '458.79', previousAmount: '381.30', difference: '77.49' });
  });

  it.each([
    ['a forecast', { kind: 'FORECAST' }],
    ['an interest note', { kind: 'INTEREST_NOTE' }],
    ['a note', { kind: 'ACCOUNTING_NOTE' }],
    ['lines that nobody knows', { lines: numbered([{ name: 'Latarnia', net: '373.00' }]) }],
    ['no lines', { lines: [] }],
  ])('says nothing of %s', async (_, change) => {
    await take([{ ...APRIL_26, ...change }]);
    expect(await explained('A26')).toBeNull();
  });

  it('splits the difference to the same period a year earlier into days, use and price', async () => {
    await take([APRIL_25, APRIL_26]);
    expect((await explained('A26')).comparison).toEqual({
      invoice: { number: 'A25' },
      ...{ amount: '458.79', previousAmount: '381.30', difference: '77.49' },
      // 30 kWh more at 1.00 zł and VAT; all 330 kWh are 0.10 zł dearer.
      ...{ byDays: '0.00', byUse: '36.90', byPrice: '40.59' },
      ...{ days: 30, previousDays: 30, kwh: 330, previousKwh: 300 },
    });
  });

  it('counts the corrections of the earlier document in', async () => {
    const lowered = correction('KA25', 'A25', '-100.00', '-23.00', '-123.00', {
      ...{ periodFrom: '2025-04-01', periodTo: '2025-04-30', issueDate: '2025-06-01' },
      lines: numbered([
        { name: 'Energia czynna', net: '-210.00', quantity: '300', unit: 'kWh', group: 'Przed korektą' },
        { name: 'Energia czynna', net: '140.00', quantity: '200', unit: 'kWh' },
        {
          name: 'Opłata sieciowa zmienna',
          net: '-90.00',
          quantity: '300',
          unit: 'kWh',
          group: 'Przed korektą',
        },
        { name: 'Opłata sieciowa zmienna', net: '60.00', quantity: '200', unit: 'kWh' },
      ]),
    });
    await take([APRIL_25, lowered, APRIL_26]);
    expect((await explained('A26')).comparison).toMatchObject({
      invoice: { number: 'A25' },
      ...{ previousAmount: '258.30', previousKwh: 200, byUse: '159.90', byPrice: '40.59' },
    });
  });

  it('compares documents of exactly the same points alone', async () => {
    const points = [point('K'), point('K', OTHER_PPE)];
    await take([{ ...APRIL_25, points: [PPE, OTHER_PPE] }, APRIL_26], points);
    expect((await explained('A26')).comparison).toBeNull();
    await take([APRIL_25, { ...APRIL_26, points: [OTHER_PPE] }], points);
    expect((await explained('A26')).comparison).toBeNull();
    const both = { points: [PPE, OTHER_PPE] };
    await take([
      { ...APRIL_25, ...both },
      { ...APRIL_26, ...both },
    ]);
    expect((await explained('A26')).comparison).toMatchObject({ difference: '77.49' });
  });

  it('compares nothing with the document of somebody who lived there before', async () => {
    const points = [
      point('L', PPE, { contractFrom: '2020-01-01', contractTo: '2025-12-31' }),
      point('K', PPE, { contractFrom: '2026-01-01' }),
    ];
    await take([{ ...APRIL_25, customerNumber: 'L' }, APRIL_26], points);
    expect((await explained('A26')).comparison).toBeNull();
  });

  it('tells a correction: before, after, and what came back so far', async () => {
    const down = correction('KA', 'A26', '-100.00', '-23.00', '-123.00', { outstanding: '-23.00' });
    await take([APRIL_26, down]);
    expect(await explained('KA')).toMatchObject({
      energy: '-123.00',
      correction: { before: '458.79', after: '335.79', returned: '100.00' },
      ...{ comparison: null, measured: null },
    });
  });

  it('tells a correction that raises the sum, and one after an earlier one', async () => {
    const down = correction('K1', 'A26', '-100.00', '-23.00', '-123.00', { outstanding: '0.00' });
    const up = correction('K2', 'A26', '10.00', '2.30', '12.30', { issueDate: '2026-06-20' });
    const last = correction('K3', 'K2', '-5.00', '-1.15', '-6.15', { issueDate: '2026-07-20' });
    await take([APRIL_26, down, up, last]);
    const story = async (number: string) => (await explained(number)).correction;
    expect(await story('K1')).toEqual({ before: '458.79', after: '335.79', returned: '123.00' });
    expect(await story('K2')).toEqual({ before: '335.79', after: '348.09', returned: '0.00' });
  });

  it('adds up several corrected documents, and says nothing while one of them is missing', async () => {
    const both = correction('KB', ['A25', 'A26'], '-100.00', '-23.00', '-123.00');
    await take([APRIL_26, both]);
    expect((await explained('KB')).correction).toBeNull();
    await take([APRIL_25]);
    expect((await explained('KB')).correction).toMatchObject({ before: '840.09', after: '717.09' });
  });

  it('puts the hours of the meter beside what was billed, and gives no reason where both agree', async () => {
    await take([APRIL_26]);
    await measure('2026-04-01', [...Array<number>(20).fill(0.5), ...Array<number>(10).fill(0.375)]);
    expect((await explained('A26')).measured).toEqual({
      ...{ kwh: 330, billedKwh: 330, missingDays: 0, estimatedDays: 0, reasons: [] },
    });
  });

  it('says why hours and document differ', async () => {
    await take([APRIL_26]);
    await measure('2026-04-01', Array<number>(28).fill(0.5));
    expect((await explained('A26')).measured).toEqual({
      ...{ kwh: 336, billedKwh: 330, missingDays: 2, estimatedDays: 0 },
      reasons: ['UNEXPLAINED'],
    });
    await measure('2026-04-01', Array<number>(28).fill(0.45));
    expect((await explained('A26')).measured).toMatchObject({ missingDays: 2, reasons: ['DAYS_MISSING'] });
    await measure('2026-04-29', [0.45, 0.45], { estimated: true });
    expect((await explained('A26')).measured).toMatchObject({
      ...{ kwh: 324, missingDays: 0, estimatedDays: 2 },
      reasons: ['DAYS_ESTIMATED'],
    });
  });

  it('counts only days under the contract as missing, and the hours of all points together', async () => {
    await take(
      [{ ...APRIL_26, points: [PPE, OTHER_PPE] }],
      [
        point('K', PPE, { contractFrom: '2026-04-11' }),
        point('K', OTHER_PPE, { contractFrom: '2020-01-01', contractTo: '2026-04-20' }),
      ],
    );
    await measure('2026-04-11', Array<number>(20).fill(0.5));
    await measure('2026-04-01', Array<number>(19).fill(0.2), {}, OTHER_PPE);
    const { measured } = await explained('A26');
    expect(measured).toMatchObject({ kwh: 331.2, missingDays: 1 });
  });

  it('shows nobody the document of another customer', async () => {
    await take([APRIL_26]);
    const cookie = await api.signedIn(keyOf('L'));
    const answer = await api.gql(EXPLANATION, { id: keyOf('A26') }, { cookie });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
