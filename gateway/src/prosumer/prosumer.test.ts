import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { customer, feedDatabase, importFeed, invoice, point, PPE } from '../../testing/feed';
import { keyOf } from '../database/columns';
import { prosumerFacts } from './prosumer-facts';

const MONTHS = `{ customer { prosumer { invoice { number } from to takenKwh fedKwh balancedKwh depositUsed depositLeft } } }`;
const OTHER_PPE = '590000000000000013';

const reading = (zone: string, usedKwh: number) => ({
  ...{ meterNumber: '1', zone, from: '2026-04-01', to: '2026-04-30' },
  ...{ previous: '1000', current: String(1000 + usedKwh), usedKwh, method: 'zdalny' },
});
const line = (name: string, net = '0.00', more: object = {}) => ({
  position: 1,
  name,
  net,
  vatRate: '23',
  ...more,
});
const month = (number: string, periodTo: string, more: object = {}) =>
  invoice('K', number, {
    ...{ periodFrom: `${periodTo.slice(0, 8)}01`, periodTo, issueDate: periodTo },
    lines: [
      line('Energia czynna', '100.00'),
      line('Depozyt prosumencki: pokrył 35,68\u00a0zł, pozostaje 2\u00a0361,18\u00a0zł', '0.00', {
        position: 2,
      }),
    ],
    readings: [reading('całodobowa', 120), reading('energia oddana', 480)],
    ...more,
  });

describe.each(ENGINES)('the months of a prosumer on %s', (engine) => {
  const db = feedDatabase(engine);
  let api: Api;
  beforeAll(async () => {
    api = await startApi(engine, { on: db.current, now: () => new Date('2026-11-29T12:00:00Z') });
  });
  afterAll(() => api.close());

  const take = async (invoices: object[], more: object = { producer: true }) => {
    const feed = {
      'customers.ndjson': [customer('K'), customer('L', { emails: ['l@example.pl'] })],
      'consumption-points.ndjson': [point('K', PPE, more), point('K', OTHER_PPE)],
      'invoices.ndjson': invoices,
    };
    expect(await importFeed(db.current, feed)).toMatchObject({ code: 0 });
  };
  const months = async (who = 'K') => {
    const answer = await api.gql(MONTHS, {}, { cookie: await api.signedIn(keyOf(who)) });
    expect(answer.errors).toEqual([]);
    return answer.data.customer.prosumer;
  };

  it('say what each document states, newest first', async () => {
    await take([month('M4', '2026-04-30'), month('M5', '2026-05-31', { readings: [] })]);
    expect(await months()).toEqual([
      {
        ...{ invoice: { number: 'M5' }, from: '2026-05-01', to: '2026-05-31' },
        ...{ takenKwh: null, fedKwh: null, balancedKwh: null, depositUsed: '35.68', depositLeft: '2361.18' },
      },
      {
        ...{ invoice: { number: 'M4' }, from: '2026-04-01', to: '2026-04-30' },
        ...{ takenKwh: 120, fedKwh: 480, balancedKwh: null, depositUsed: '35.68', depositLeft: '2361.18' },
      },
    ]);
  });

  it('leave out documents of other points, notes, forecasts, and those that say nothing', async () => {
    await take([
      month('M4', '2026-04-30', { points: [OTHER_PPE] }),
      month('M5', '2026-05-31', { kind: 'FORECAST' }),
      month('M6', '2026-06-30', { kind: 'ACCOUNTING_NOTE' }),
      month('M7', '2026-07-31', { lines: [line('Energia czynna')], readings: [reading('całodobowa', 1)] }),
      month('M8', '2026-08-31', { periodFrom: undefined, periodTo: undefined }),
    ]);
    expect(await months()).toEqual([]);
  });

  it('are empty without production, and nobody else sees them', async () => {
    await take([month('M4', '2026-04-30')], { producer: false });
    expect(await months()).toEqual([]);
    await take([month('M4', '2026-04-30')]);
    expect(await months()).toHaveLength(1);
    expect(await months('L')).toEqual([]);
  });
});

const facts = (change: object) => prosumerFacts({ lines: [], readings: [], details: [], ...change });
const detail = (header: string[], ...rows: string[][]) => ({ title: '', header, rows });

describe('what a document states of energy and deposit', () => {
  it.each([
    ['Depozyt prosumencki: pokrył 35,68 zł, pozostaje 2 361,18 zł', 3568, 236_118],
    ['Depozyt prosumencki, wykorzystano: 12.50', 1250, null],
    ['Rozliczenie depozytu prosumenckiego -45,00 zł', 4500, null],
    ['Depozyt prosumencki', null, null],
    ['Depozyt prosumencki: pokrył wszystko w 2026', null, null],
  ])('reads %j', (name, used, left) => {
    expect(facts({ lines: [{ name, unit: null, group: null }] })).toMatchObject({
      depositUsed: used,
      depositLeft: left,
    });
  });

  it('reads a deduction of an e-invoice', () => {
    const rows = [['Odliczenie: Depozyt prosumencki', '45.00']];
    expect(facts({ details: [detail([], ...rows)] })).toMatchObject({ depositUsed: 4500, depositLeft: null });
  });

  it('reads the facts of an attachment, and not the state before', () => {
    const rows = [
      ['Stan depozytu prosumenckiego na początek okresu', '100,00 zł'],
      ['Wartość depozytu wykorzystana', '40,00 zł'],
      ['Stan depozytu prosumenckiego na koniec okresu', '75,50 zł'],
      ['Energia pobrana po zbilansowaniu', '81,5 kWh'],
      ['Energia oddana po zbilansowaniu', '400 kWh'],
    ];
    expect(facts({ details: [detail([], ...rows)] })).toEqual({
      ...{ takenWh: null, fedWh: null, balancedWh: 81_500, depositUsed: 4000, depositLeft: 7550 },
    });
  });

  it('reads energy fed in from a table of an attachment, and leaves other tables', () => {
    const header = ['Licznik/Strefa', 'Data', 'Wskazanie bieżące', 'Wskazanie poprzednie', 'Ilość', 'Razem'];
    const states = detail(
      header,
      ['Licznik energii czynnej nr A1'],
      ['całodobowa', '2026-04-30', '30', '10', '20', '20'],
      ['Energia czynna oddana do sieci, licznik nr A1'],
      ['dzienna', '2026-04-30', '400', '100', '300', '300'],
      ['nocna', '2026-04-30', '7', '2', '5', '5'],
    );
    const prices = detail(['Opis', 'Ilość', 'zł'], ['Energia oddana', '305', '100,00']);
    expect(facts({ details: [states, prices] }).fedWh).toBe(305_000);
    expect(facts({ details: [prices] }).fedWh).toBeNull();
  });
});
