// What the home page costs: the operations its tiles send, as they were generated, counted in statements.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keyOf } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, invoiceRow, pointRow } from '../../testing/world';
import { dayOf, takeUsage } from '../../testing/usage';

const ROOT = path.resolve(__dirname, '../../..');
const PPE = '590000000000000006';
/** What the shell asks first, then its tiles; a walk in the browser sees that home asks these and nothing else (e2e). */
const MONTH = { from: '2026-03-01', to: '2026-03-20', resolution: 'MONTH', comparePreviousYear: true };
const OPERATIONS = {
  Start: {},
  Balance: {},
  MonthUsage: {
    input: { ...MONTH, direction: 'CONSUMPTION' },
    fed: { ...MONTH, direction: 'PRODUCTION' },
  },
  NewestMessages: {},
  MonthCost: { input: { ...MONTH, direction: 'CONSUMPTION', comparePreviousYear: false } },
};

describe.each(ENGINES)('home on %s', (engine) => {
  let api: Api;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi(engine, { now: () => new Date('2026-03-20T09:00:00Z') });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    await api.insert('consumption_points', [pointRow('A', PPE)]);
    await api.insert('invoices', [invoiceRow('A', 'F1', { outstanding: 12300 })]);
    await api.insert('messages', [messageRow('M1'), messageRow('M2')]);
    await takeUsage(api, [dayOf(PPE, '2025-03-02', 2), dayOf(PPE, '2026-03-02', 1)]);
    cookie = await api.signedIn(keyOf('A'), keyOf('B'));
  });
  afterAll(() => api.close());

  it('takes seven statements for its operations, the shell’s first one included, and as many for the cost that comes later', async () => {
    const answers: any = {};
    const counts: Record<string, number> = {};
    for (const round of ['cold', 'known']) {
      api.statements();
      for (const [name, variables] of Object.entries(OPERATIONS)) {
        const { data, errors } = await api.gql(operation(name), variables, { cookie });
        expect([round, name, errors]).toEqual([round, name, []]);
        answers[name] = data;
        counts[name] = api.statements();
      }
    }
    // Each looks the session up, so that signing out works at once; the shell's and the balance are found by just that.
    expect(counts).toEqual({ Start: 1, Balance: 1, MonthUsage: 3, NewestMessages: 2, MonthCost: 7 });
    expect(answers.Start.session.customers).toHaveLength(2);
    expect(answers.Balance.customer.balance.amount).toBe('123.00');
    expect(answers.MonthUsage.customer.usage).toMatchObject({
      totalKwh: 24,
      previousTotalKwh: 48,
      changePercent: -50,
    });
    expect(answers.NewestMessages.customer.unreadMessages).toBe(2);
    expect(answers.NewestMessages.customer.messages.edges).toHaveLength(2);
  });

  it('begins with the same answer whether the operation is known already or not', async () => {
    const start = operation('Start');
    const as = async (text: string) => (await api.gql(text, null, { cookie })).data;
    const known = await as(start);
    expect(known.session).toMatchObject({
      user: { language: 'PL', email: expect.stringContaining('@') },
      customer: { number: 'A' },
      customers: [{ number: 'A' }, { number: 'B' }],
      termsToAccept: null,
    });
    // Another text is another operation, which has to be read and checked first.
    const { session, service } = await as(`${start} `);
    expect({ session: { ...session, expiresAt: '' }, service }).toEqual({
      session: { ...known.session, expiresAt: '' },
      service: known.service,
    });
    const anonymous = await api.gql(start, null, {});
    expect(anonymous.data).toEqual({ session: null, service: known.service });
  });

  it('takes three statements when one operation asks for all of it', async () => {
    const query = `query($input: UsageInput!) { session { customer {
      balance { amount } usage(input: $input) { totalKwh } messages(first: 3) { edges { node { id } } } unreadMessages } } }`;
    api.statements();
    const { data } = await api.gql(query, OPERATIONS.MonthUsage, { cookie });
    expect(api.statements()).toBe(4);
    await api.gql(query, OPERATIONS.MonthUsage, { cookie });
    expect(api.statements()).toBe(3);
    expect(data.session.customer).toMatchObject({ usage: { totalKwh: 24 }, unreadMessages: 2 });
  });

  it('says at once what a feed, changed terms or the end of an access change', async () => {
    const start = async () => (await api.gql(operation('Start'), null, { cookie })).data;
    const run = (sql: string) => api.database.transaction((m) => m.query(sql));
    expect((await start()).service).toMatchObject({ dataAsOf: null, terms: { version: 'eBOK-1' } });
    await api.insert('feeds', [feedRow(1, '2026-03-19 20:00:00.000'), feedRow(2, '2026-03-18 20:00:00.000')]);
    await api.insert('document_versions', [
      { ...TERMS, version: '7', validFrom: '2026-03-20' },
      { ...TERMS, version: '8', validFrom: '2026-03-21' },
    ]);
    await run(`DELETE FROM accesses WHERE customerId = '${keyOf('B')}'`);
    const { session, service } = await start();
    expect(service).toMatchObject({ dataAsOf: '2026-03-19T20:00:00Z', terms: { version: '7' } });
    expect(session.termsToAccept).toEqual(service.terms);
    expect(session.customers).toEqual([session.customer]);
    await run(`DELETE FROM accesses WHERE customerId = '${keyOf('A')}'`);
    expect((await start()).session).toBeNull();
  });
});

const messageRow = (id: string) => ({
  customerId: keyOf('A'),
  id: keyOf(id),
  kind: 'ANNOUNCEMENT',
  subject: id,
  body: '',
  sentAt: '2026-03-01 08:00:00.000',
  channel: 'PORTAL',
  recipient: '',
  searchText: '',
  recordHash: '',
});

const TERMS = {
  id: 'terms',
  title: 'Regulamin',
  mimeType: 'text/plain',
  bytes: Buffer.from('x'),
};

const feedRow = (id: number, dataAsOf: string) => ({
  id,
  fingerprint: String(id),
  dataAsOf,
  takenAt: dataAsOf,
  taken: 0,
  unchanged: 0,
  refused: 0,
  warnings: 0,
});

/** The text a slice or the shell sends under this name. */
function operation(name: string): string {
  const shell = path.join(ROOT, 'mf-shell/src/session/session.operations.ts');
  const own = Object.values<string>(jest.requireActual(shell));
  const texts = readdirSync(ROOT)
    .filter((folder) => folder.startsWith('mf-') && folder !== 'mf-shell')
    .flatMap((folder) => {
      const sources = path.join(ROOT, folder, 'src');
      return readdirSync(sources, { recursive: true, encoding: 'utf8' })
        .filter((file) => path.basename(file) === 'persisted-documents.json')
        .flatMap((file) => Object.values<string>(JSON.parse(readFileSync(path.join(sources, file), 'utf8'))));
    });
  const found = [...own, ...texts].filter((text) => new RegExp(`\\bquery ${name}\\b`).test(text));
  expect(found).toHaveLength(1);
  return found[0]!;
}
