// What the home page costs: the operations its tiles send, as they were generated, counted in statements.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keyOf } from './database/columns';
import { ENGINES } from './testing';
import { startApi, type Api } from './testing.api';
import { customerRow, invoiceRow, pointRow } from './testing.world';
import { dayOf, takeUsage } from './usage/testing';

const ROOT = path.resolve(__dirname, '../..');
const PPE = '590000000000000006';
/** A walk in the browser sees that home asks these and nothing else (e2e). */
const TILES = {
  Balance: {},
  MonthUsage: {
    input: {
      from: '2026-03-01',
      to: '2026-03-20',
      resolution: 'MONTH',
      direction: 'CONSUMPTION',
      comparePreviousYear: true,
    },
  },
  NewestMessages: {},
};

describe.each(ENGINES)('home on %s', (engine) => {
  let api: Api;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi(engine, { now: () => new Date('2026-03-20T09:00:00Z') });
    await api.insert('customers', [customerRow('A')]);
    await api.insert('consumption_points', [pointRow('A', PPE)]);
    await api.insert('invoices', [invoiceRow('A', 'F1', { outstanding: 12300 })]);
    await api.insert('messages', [messageRow('M1'), messageRow('M2')]);
    await takeUsage(api, [dayOf(PPE, '2025-03-02', 2), dayOf(PPE, '2026-03-02', 1)]);
    cookie = await api.signedIn(keyOf('A'));
  });
  afterAll(() => api.close());

  it('takes at most six statements for all its tiles, each with its own look at the session', async () => {
    const answers: any = {};
    api.statements();
    for (const [name, variables] of Object.entries(TILES)) {
      const { data, errors } = await api.gql(operation(name), variables, { cookie });
      expect([name, errors]).toEqual([name, []]);
      answers[name] = data.customer;
    }
    expect(api.statements()).toBeLessThanOrEqual(6);
    expect(answers.Balance.balance.amount).toBe('123.00');
    expect(answers.MonthUsage.usage).toMatchObject({
      totalKwh: 24,
      previousTotalKwh: 48,
      changePercent: -50,
    });
    expect(answers.NewestMessages.unreadMessages).toBe(2);
    expect(answers.NewestMessages.messages.edges).toHaveLength(2);
  });

  it('takes three statements when one operation asks for all of it, beside the session', async () => {
    const query = `query($input: UsageInput!) { session { customer {
      balance { amount } usage(input: $input) { totalKwh } messages(first: 3) { edges { node { id } } } unreadMessages } } }`;
    api.statements();
    const { data } = await api.gql(query, TILES.MonthUsage, { cookie });
    expect(api.statements()).toBe(4);
    expect(data.session.customer).toMatchObject({ usage: { totalKwh: 24 }, unreadMessages: 2 });
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

/** The text a slice sends under this name. */
function operation(name: string): string {
  const texts = readdirSync(ROOT)
    .filter((folder) => folder.startsWith('mf-') && folder !== 'mf-shell')
    .flatMap((folder) => {
      const file = path.join(ROOT, folder, 'src/operations/generated/persisted-documents.json');
      return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    });
  const found = texts.filter((text) => new RegExp(`\\bquery ${name}\\b`).test(text));
  expect(found).toHaveLength(1);
  return found[0]!;
}
