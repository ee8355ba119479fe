import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENGINES } from '../../../testing/database';
import { runReconcile } from '../../commands/reconcile.command';
import { paymentSuite, postItn, remoteOf, type PaymentWorld } from '../../../testing/payments/payments';

const HEADER = 'orderId,remoteId,amount,currency,status,date';

describe.each(ENGINES)("the operator's report of a day against ours on %s", (engine) => {
  const suite = paymentSuite(engine);
  let world: PaymentWorld;
  let folder: string;
  let a: string;
  let b: string;
  beforeEach(async () => {
    world = suite.current;
    folder = mkdtempSync(path.join(tmpdir(), 'ebok-report-'));
    a = (await world.pay(['A'])).payment.orderId;
    b = (await world.pay(['B'])).payment.orderId;
    await postItn(world, { orderId: a, amount: '100.00' });
    await postItn(world, { orderId: b, amount: '201.50', startAmount: '200.00' });
    await postItn(world, { orderId: b, remoteId: 'R9', status: 'FAILURE', amount: '200.00' });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function reconciled(rows: string[] | string, ...more: string[]) {
    const file = path.join(folder, 'report.csv');
    writeFileSync(file, typeof rows === 'string' ? rows : [HEADER, ...rows, ''].join('\n'));
    process.env.DATABASE_URL = world.config.databaseUrl;
    let [out, err] = ['', ''];
    const spies = [
      jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true)),
      jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true)),
    ];
    const code = await runReconcile([file, ...more]).finally(() => spies.forEach((spy) => spy.mockRestore()));
    const lines = out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    return { code, err, differences: lines.slice(0, -1), summary: lines.at(-1)?.summary };
  }
  const row = (orderId: string, amount: string, more = 'PLN,SUCCESS,2026-03-15 12:00:00', remote?: string) =>
    `${orderId},${remote ?? remoteOf(orderId)},${amount},${more}`;

  it.each([
    ['nothing', '', /lacks orderId/],
    ['other columns', 'a,b\n1,2\n', /lacks orderId, remoteId/],
    ['a line too short', `${HEADER}\nx,y\n`, /line/i],
    ['no amount', `${HEADER}\nx,y,abc,PLN,SUCCESS,2026-03-15\n`, /Line 2: "abc" is no amount/],
    ['no date', `${HEADER}\nx,y,1.00,PLN,SUCCESS,2026-13-45\n`, /Line 2: "2026-13-45" is no date/],
    ['no transaction', `${HEADER}\nx,,1.00,PLN,SUCCESS,2026-03-15\n`, /Line 2 names no transaction/],
    ['an open quote', `${HEADER}\n"x,y,1.00,PLN,SUCCESS,2026-03-15\n`, /read/],
  ])('can not be read with %s: exit code 1, and why', async (_, text, said) => {
    const { code, err, differences } = await reconciled(text);
    expect([code, differences]).toEqual([1, []]);
    expect(err).toMatch(said);
  });

  it('wants a file that is there and a day that exists', async () => {
    expect((await reconciled([], '--day', '2026-02-30')).code).toBe(1);
    let err = '';
    const spy = jest
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => ((err += String(text)), true));
    const codes = [await runReconcile([path.join(folder, 'none.csv')]), await runReconcile([])];
    spy.mockRestore();
    expect(codes).toEqual([1, 1]);
    expect(err).toContain('There is no file');
  });

  it('is equal: exit code 0', async () => {
    const rows = [row(a, '100.00'), row(b, '201.50'), row(b, '200.00', 'PLN,FAILURE,20260315120000', 'R9')];
    expect(await reconciled(rows)).toMatchObject({
      code: 0,
      differences: [],
      summary: { rows: 3, missing: 0, extra: 0, different: 0 },
    });
  });

  it('shows what is missing, extra and different: exit code 3', async () => {
    const { code, differences, summary } = await reconciled([
      row(a, '100.01'),
      row('f'.repeat(32), '5.00', 'PLN,SUCCESS,2026-03-15T23:00:00+01:00', 'RX'),
      row(b, '200.00', 'PLN,FAILURE,2026-03-15', 'R9'),
    ]);
    expect([code, summary]).toEqual([3, { rows: 3, missing: 1, extra: 1, different: 1 }]);
    expect(differences).toEqual([
      {
        kind: 'different',
        orderId: a,
        remoteId: remoteOf(a),
        report: { line: 2, amount: '100.01', currency: 'PLN', status: 'SUCCESS' },
        ours: { amount: '100.00', currency: 'PLN', status: 'SUCCESS' },
      },
      {
        kind: 'missing',
        orderId: 'f'.repeat(32),
        remoteId: 'RX',
        report: { line: 3, amount: '5.00', currency: 'PLN', status: 'SUCCESS' },
        ours: null,
      },
      {
        kind: 'extra',
        orderId: b,
        remoteId: remoteOf(b),
        report: null,
        ours: { amount: '201.50', currency: 'PLN', status: 'SUCCESS' },
      },
    ]);
  });

  it.each([
    ['another currency', 'EUR,SUCCESS,2026-03-15'],
    ['no success', 'PLN,FAILURE,2026-03-15'],
  ])('shows %s', async (_, more) => {
    const { code, differences } = await reconciled([row(a, '100.00', more), row(b, '201.50')]);
    expect([code, differences.map(({ kind }) => kind)]).toEqual([3, ['different']]);
  });

  it('shows a transaction that stands in it twice', async () => {
    const { differences } = await reconciled([row(a, '100.00'), row(b, '201.50'), row(a, '100.00')]);
    expect(differences).toMatchObject([{ kind: 'different', report: { line: 4 } }]);
  });

  it('looks at its own days alone, and at the day named when it is empty', async () => {
    const otherDay = await reconciled([row('x', '1.00', 'PLN,FAILURE,2026-03-14', 'R')]);
    expect(otherDay.code).toBe(0);
    const unnamed = await reconciled([]);
    expect([unnamed.code, unnamed.differences]).toEqual([1, []]);
    expect(unnamed.err).toContain('name it with --day');
    const named = await reconciled([], '--day', '2026-03-15');
    expect([named.code, named.summary]).toEqual([3, { rows: 0, missing: 0, extra: 2, different: 0 }]);
  });
});
