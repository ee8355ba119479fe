import { worldFaults } from './ledger';
import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../../src/database/columns';
import { startApi, type Api } from '../api';
import { customerRow, invoiceRow } from '../world';
import {
  hashOf,
  type HashName,
  type Operator,
  type OperatorTransaction,
  type StartOrder,
} from '../../src/payments/autopay';

export const SERVICE = '100001';
export const KEY = 'klucz-testowy';

/** Number of rounds in race tests: all of them in the long tests. */
export const ROUNDS = process.env.EBOK_LONG ? 20 : 5;

/** An operator that returns what a test sets, and records its calls. */
export class FakeOperator implements Operator {
  started: StartOrder[] = [];
  cancelled: string[] = [];
  delayMs = 0;
  fail: Error | null = null;
  cancelAnswer: 'CANCELLED' | 'NOT_PENDING' | 'NOT_FOUND' | Error = 'CANCELLED';
  transactions: OperatorTransaction[] | Error = [];
  /** What else happens while the operator thinks about a start. */
  meanwhile: (order: StartOrder) => Promise<unknown> = () => Promise.resolve();

  /** The same of a cancellation. */
  whileCancelling: (orderId: string) => Promise<unknown> = () => Promise.resolve();

  async start(order: StartOrder): Promise<{ redirectUrl: string; remoteId: string }> {
    this.started.push(order);
    await this.meanwhile(order);
    if (this.delayMs) await pause(this.delayMs);
    if (this.fail) throw this.fail;
    return { redirectUrl: `https://pay.test/continue/${order.orderId}`, remoteId: remoteOf(order.orderId) };
  }

  async status(): Promise<OperatorTransaction[]> {
    if (this.transactions instanceof Error) throw this.transactions;
    return [...this.transactions];
  }

  async cancel(orderId: string): Promise<'CANCELLED' | 'NOT_PENDING' | 'NOT_FOUND'> {
    this.cancelled.push(orderId);
    await this.whileCancelling(orderId);
    if (this.cancelAnswer instanceof Error) throw this.cancelAnswer;
    return this.cancelAnswer;
  }

  returnIsGenuine(query: Record<string, unknown>): boolean {
    return query.Hash === 'genuine';
  }
}

/** The operator's id of an order's first transaction. */
export const remoteOf = (orderId: string, n = 1) => `R${n}${orderId.slice(0, 12)}`;

export interface ItnFields {
  serviceId?: string;
  orderId: string;
  remoteId?: string;
  amount: string;
  startAmount?: string;
  currency?: string;
  gatewayId?: string;
  status?: string;
  details?: string;
  hash?: string;
  key?: string;
  algorithm?: HashName;
}

/** A notification as the operator sends it: the body of the form. */
export function itnBody(fields: ItnFields): string {
  const leaves: [string, string | undefined][] = [
    ['orderID', fields.orderId],
    ['remoteID', fields.remoteId ?? remoteOf(fields.orderId)],
    ['amount', fields.amount],
    ['currency', fields.currency ?? 'PLN'],
    ['gatewayID', fields.gatewayId ?? '509'],
    ['paymentDate', '20260315120000'],
    ['paymentStatus', fields.status ?? 'SUCCESS'],
    ['paymentStatusDetails', fields.details],
    ['startAmount', fields.startAmount],
  ];
  const serviceId = fields.serviceId ?? SERVICE;
  const values = [serviceId, ...leaves.map(([, value]) => value)];
  const hash = fields.hash ?? hashOf(values, fields.key ?? KEY, fields.algorithm ?? 'sha256');
  const inner = leaves.map(([name, value]) => (value === undefined ? '' : `<${name}>${value}</${name}>`));
  const xml = `<?xml version="1.0" encoding="UTF-8"?><transactionList><serviceID>${serviceId}</serviceID><transactions><transaction>${inner.join('')}</transaction></transactions><hash>${hash}</hash></transactionList>`;
  return new URLSearchParams({ transactions: Buffer.from(xml).toString('base64') }).toString();
}

export interface ItnAnswer {
  status: number;
  /** CONFIRMED, NOTCONFIRMED, or empty. */
  word: string;
  body: string;
  headers: Record<string, unknown>;
}

/**
 * What the operator reported as accepted, by order and transaction, computed apart from the ledger to compare
 * it with.
 */
export type Tally = Map<string, string>;

export async function postItn(
  api: Pick<Api, 'app'> & { accepted?: Tally },
  fields: ItnFields | string,
): Promise<ItnAnswer> {
  const response = await api.app.inject({
    method: 'POST',
    url: '/payments/autopay/itn',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: typeof fields === 'string' ? fields : itnBody(fields),
  });
  const word = /<confirmation>(\w+)</.exec(response.body)?.[1] ?? '';
  if (typeof fields !== 'string' && word === 'CONFIRMED' && (fields.status ?? 'SUCCESS') === 'SUCCESS') {
    const { orderId, remoteId = remoteOf(orderId), amount, startAmount = amount } = fields;
    api.accepted?.set(`${orderId} ${remoteId}`, startAmount);
  }
  return { status: response.statusCode, word, body: response.body, headers: response.headers };
}

export const START = `mutation ($input: StartPaymentInput!) { startPayment(input: $input) {
  payment { id orderId amount status failure redirectUrl items { amount invoice { id number } } } redirectUrl problems { code field message } } }`;
export const CANCEL = `mutation ($id: ID!) { cancelPayment(id: $id) { payment { id status } redirectUrl problems { code } } }`;
export const PAYMENT = `query ($id: ID!) { customer { payment(id: $id) {
  id status amount failure channel redirectUrl receiptUrl finishedAt createdAt items { amount invoice { number } } } } }`;
export const MONEY = `{ customer { balance { amount state pendingPayments overdue { amount documents earliestDueDate } upcoming { amount documents } }
  invoices(first: 100, orderBy: DUE_DATE) { edges { node { number status outstanding payable } } } } }`;

/** A gateway with a fake operator and one customer, K1, with three open documents. */
export interface PaymentWorld extends Api {
  operator: FakeOperator;
  cookie: string;
  accepted: Tally;
  /** What the clock shows; tests move it. */
  clock: { now: Date };
  pay(invoices: string[], key?: string, cookie?: string): Promise<any>;
  payment(id: string): Promise<any>;
  money(): Promise<any>;
  statuses(): Promise<Record<string, string>>;
  /** Customer K1 owes A, B and C; K2 owes Z. Nothing else. */
  reset(at?: Date): Promise<void>;
}

const START_OF_TEST = '2026-03-15T11:00:00Z';
const TABLES = [
  'customers',
  'invoices',
  'users',
  'accesses',
  'sessions',
  'messages',
  'message_mails',
  'mails',
  'feeds',
  'payments',
  'payment_items',
  'payment_notices',
  'postings',
  'payment_bookings',
  'payment_notification_quarantine',
];
let keys = 0;

export async function paymentWorld(
  engine: 'sqlite' | 'mysql',
  options: { env?: NodeJS.ProcessEnv } = {},
): Promise<PaymentWorld> {
  const operator = new FakeOperator();
  const clock = { now: new Date(START_OF_TEST) };
  const api = await startApi(engine, {
    now: () => clock.now,
    operator,
    env: {
      AUTOPAY_URL: 'https://pay.test',
      AUTOPAY_SERVICE_ID: SERVICE,
      AUTOPAY_SHARED_KEY: KEY,
      NBP_URL: 'http://127.0.0.1:1/',
      EUR_RATE: '4.25',
      EUR_RATE_DATE: '2026-03-13',
      ...options.env,
    },
  });
  const world: PaymentWorld = Object.assign(api, {
    operator,
    cookie: '',
    accepted: new Map(),
    clock,
    pay: async (numbers: string[], key = `key-${keys++}`, by = world.cookie) => {
      const input = { invoiceIds: numbers.map((n) => keyOf(n)), idempotencyKey: key };
      const answer = await api.gql(START, { input }, { cookie: by });
      return answer.data?.startPayment ?? answer;
    },
    payment: async (id: string) =>
      (await api.gql(PAYMENT, { id }, { cookie: world.cookie })).data.customer.payment,
    money: async () => (await api.gql(MONEY, null, { cookie: world.cookie })).data.customer,
    statuses: async () =>
      Object.fromEntries(
        (await world.money()).invoices.edges.map((e: any) => [e.node.number, e.node.status]),
      ),
    reset: async (at = new Date(START_OF_TEST)) => {
      await api.database.transaction(async (manager) => {
        for (const table of TABLES) await manager.query(`DELETE FROM ${table}`);
      });
      Object.assign(operator, new FakeOperator());
      clock.now = at;
      api.logged.length = 0;
      world.accepted.clear();
      await api.insert('customers', [customerRow('K1'), customerRow('K2')]);
      await api.insert('invoices', [
        invoiceRow('K1', 'A', { outstanding: 10000, gross: 10000, dueDate: '2026-03-01' }),
        invoiceRow('K1', 'B', { outstanding: 20000, gross: 20000, dueDate: '2026-03-20' }),
        invoiceRow('K1', 'C', { outstanding: 30050, gross: 30050, dueDate: '2026-04-20' }),
        invoiceRow('K2', 'Z', { outstanding: 5000, gross: 5000 }),
      ]);
      world.cookie = await api.signedIn(keyOf('K1'));
    },
  });
  return world;
}

/** One world for a suite, reset before each test; the ledger must be right after each. */
export function paymentSuite(
  engine: 'sqlite' | 'mysql',
  options: { env?: NodeJS.ProcessEnv } = {},
): { current: PaymentWorld } {
  const holder = {} as { current: PaymentWorld };
  beforeAll(async () => void (holder.current = await paymentWorld(engine, options)));
  beforeEach(() => holder.current.reset());
  afterEach(async () => expect(await worldFaults(holder.current)).toEqual([]));
  afterAll(() => holder.current.close());
  return holder;
}

/** Codes of the problems of an answer. */
export const codes = (answer: any): string[] => answer.problems.map((problem: any) => problem.code);
