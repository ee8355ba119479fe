import type { FastifyInstance } from 'fastify';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pino from 'pino';
import { keyOf, sqlInstant } from '../../database/columns';
import { SQLITE_LIBRARY } from '../../database/sqlite-library';
import { openDatabase } from '../../app/open-database';
import { buildGraphqlSchema } from '../../app/schema';
import { buildServer } from '../../app/server';
import { createServices } from '../../app/services';
import { ENGINES } from '../../../testing/database';
import { invoiceRow } from '../../../testing/world';
import { tallyFaults, watched, worldFaults } from '../../../testing/payments/ledger';
import {
  CANCEL,
  codes,
  paymentSuite,
  postItn,
  ROUNDS,
  type Tally,
  type ItnAnswer,
  type PaymentWorld,
} from '../../../testing/payments/payments';
import { PaymentWorker } from '../settling/worker';

const times = <T>(count: number, work: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => work(n));

describe.each(ENGINES)('what happens at once on %s', (engine) => {
  const suite = paymentSuite(engine);
  let world: PaymentWorld;
  beforeEach(() => void (world = suite.current));

  /** Rounds of one race, each on a world as new, with the ledger looked at all the while. */
  async function rounds(race: () => Promise<void>): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      await world.reset();
      expect(await watched(world.database, race)).toEqual([]);
      expect(await tallyFaults(world, true)).toEqual([]);
      expect(await worldFaults(world)).toEqual([]);
    }
  }
  const begun = async (...numbers: string[]) =>
    (await world.pay(numbers)).payment as { id: string; orderId: string };
  const pending = async () => (await world.money()).balance.pendingPayments;
  const postings = async () =>
    Number((await world.database.query('SELECT COUNT(*) AS n FROM postings'))[0]!.n);
  const confirmed = (answers: ItnAnswer[]) =>
    answers.forEach(({ status, word }) => expect([status, word]).toEqual([200, 'CONFIRMED']));

  it(
    'the same notification 50 times is posted once, and every one is confirmed',
    () =>
      rounds(async () => {
        const { orderId } = await begun('A', 'B');
        confirmed(await Promise.all(times(50, () => postItn(world, { orderId, amount: '300.00' }))));
        expect(await postings()).toBe(2);
        expect(await pending()).toBe('300.00');
        expect(Number((await world.database.query('SELECT COUNT(*) AS n FROM messages'))[0]!.n)).toBe(1);
      }),
    300_000,
  );

  it(
    '50 transactions of one order are posted once each: one pays, the others are an overpayment',
    () =>
      rounds(async () => {
        const { orderId } = await begun('A');
        const all = times(50, (n) => ({ orderId, remoteId: `R${n}`, amount: '100.00' }));
        confirmed(await Promise.all(all.map((one) => postItn(world, one))));
        confirmed(await Promise.all(all.map((one) => postItn(world, one))));
        expect(await postings()).toBe(50);
        expect(await pending()).toBe('5000.00');
        expect((await world.money()).balance.amount).toBe('-4399.50');
      }),
    300_000,
  );

  it(
    'waiting, failing and succeeding in any order at once end as a success',
    () =>
      rounds(async () => {
        const { id, orderId } = await begun('A');
        const said = times(30, (n) => ['SUCCESS', 'FAILURE', 'PENDING'][n % 3]!).sort(
          () => Math.random() - 0.5,
        );
        confirmed(
          await Promise.all(said.map((status) => postItn(world, { orderId, status, amount: '100.00' }))),
        );
        confirmed(
          await Promise.all(said.map((status) => postItn(world, { orderId, status, amount: '100.00' }))),
        );
        expect((await world.payment(id)).status).toBe('SUCCEEDED');
        expect(await postings()).toBe(1);
      }),
    300_000,
  );

  it(
    'a success before the row of its payment is committed is not confirmed, and posted when it comes again',
    () =>
      rounds(async () => {
        // A payment is written and passed on by hand: the gateway itself calls the operator only after the
        // commit.
        const { orderId, id } = await begun('A');
        const [row] = await world.database.query<Record<string, unknown>>('SELECT * FROM payments');
        await world.database.transaction(async (m) => {
          await m.query('DELETE FROM payments');
          await m.query('UPDATE invoices SET heldBy = NULL');
        });
        const values = Object.values(row!).map((v) => (v instanceof Date ? sqlInstant(v) : v));
        const open = await uncommitted(world, Object.keys(row!), values, id);
        const early = postItn(world, { orderId, amount: '100.00' });
        await open.committed;
        expect((await early).word).toBe('NOTCONFIRMED');
        expect((await postItn(world, { orderId, amount: '100.00' })).word).toBe('CONFIRMED');
        expect(await postings()).toBe(1);
      }),
    300_000,
  );

  it(
    'notifications that come while the operator still answers the start win over that answer',
    () =>
      rounds(async () => {
        let told: Promise<ItnAnswer[]> | undefined;
        world.operator.delayMs = 5;
        world.operator.meanwhile = async ({ orderId }) => {
          const say = (status: string) => postItn(world, { orderId, status, amount: '100.00' });
          told = Promise.all([say('PENDING'), say('SUCCESS'), say('SUCCESS')]);
        };
        const { id } = await begun('A');
        confirmed(await told!);
        expect((await world.payment(id)).status).toBe('SUCCEEDED');
        expect(await postings()).toBe(1);
      }),
    300_000,
  );

  it(
    'a double click, ten times over, starts one payment and gives all of them the way to it',
    () =>
      rounds(async () => {
        world.operator.delayMs = 30;
        const answers = await Promise.all(times(10, () => world.pay(['A', 'B'], 'one')));
        expect(world.operator.started).toHaveLength(1);
        const [first] = answers;
        expect(first).toMatchObject({ payment: { status: 'PENDING' }, problems: [] });
        expect(first.redirectUrl).toContain('https://pay.test/');
        for (const answer of answers) expect(answer).toEqual(first);
      }),
    300_000,
  );

  it(
    'ten tabs with the same documents start one payment; the others say that it is under way',
    () =>
      rounds(async () => {
        const answers = await Promise.all(times(10, (n) => world.pay(n % 2 ? ['A', 'B'] : ['B', 'C'])));
        const said = answers.map((answer) => codes(answer)[0] ?? 'started').sort();
        expect(said).toEqual([...times(9, () => 'PAYMENT_IN_PROGRESS'), 'started']);
        expect(world.operator.started).toHaveLength(1);
      }),
    300_000,
  );

  it(
    'the whole balance in two tabs is paid once',
    () =>
      rounds(async () => {
        const answers = await Promise.all([world.pay([]), world.pay([]), world.pay(['C'])]);
        expect(answers.filter(({ problems }) => problems.length === 0)).toHaveLength(1);
      }),
    300_000,
  );

  it(
    'three payments of 400 EUR start on different documents, and one of them on one',
    () =>
      rounds(async () => {
        const rows = ['X', 'Y', 'W', 'V'].map((n) =>
          invoiceRow('K1', n, { outstanding: 170000, gross: 170000 }),
        );
        await world.insert('invoices', rows);
        const different = await Promise.all([world.pay(['X']), world.pay(['Y']), world.pay(['W'])]);
        for (const answer of different) expect(answer.problems).toEqual([]);
        const same = await Promise.all(times(3, () => world.pay(['V'])));
        expect(same.map((answer) => codes(answer)[0] ?? 'started').sort()).toEqual([
          'PAYMENT_IN_PROGRESS',
          'PAYMENT_IN_PROGRESS',
          'started',
        ]);
        for (const { payment } of different) {
          const { orderId } = payment;
          confirmed(await Promise.all(times(5, () => postItn(world, { orderId, amount: '1700.00' }))));
        }
        expect(await pending()).toBe('5100.00');
      }),
    300_000,
  );

  it(
    'cancelling, expiring, succeeding and paying again at once lose nothing',
    () =>
      rounds(async () => {
        const { id, orderId } = await begun('A', 'B');
        world.clock.now = new Date(world.clock.now.getTime() + 25 * 60_000);
        const [told] = await Promise.all([
          postItn(world, { orderId, amount: '300.00' }),
          world.gql(CANCEL, { id }, { cookie: world.cookie }),
          new PaymentWorker(world.services).lookAfterDue(),
          world.pay(['A']),
          world.pay(['B']),
        ]);
        confirmed([told]);
        expect((await world.payment(id)).status).toBe('SUCCEEDED');
        expect(await pending()).toBe('300.00');
      }),
    300_000,
  );

  it(
    "cancelling, with the operator's word of it before, beside and after its answer, ends as cancelled",
    () =>
      rounds(async () => {
        const { id, orderId } = await begun('A', 'B');
        const say = () =>
          postItn(world, { orderId, amount: '300.00', status: 'FAILURE', details: 'CANCELLED' });
        const told: Promise<ItnAnswer>[] = [];
        world.operator.whileCancelling = async () => {
          told.push(say());
          if (told.length % 2) await told[0];
          told.push(say());
        };
        const answers = await Promise.all(
          times(3, () => world.gql(CANCEL, { id }, { cookie: world.cookie })),
        );
        confirmed(await Promise.all([...told, say()]));
        for (const { data } of answers)
          expect(data.cancelPayment).toMatchObject({ payment: { status: 'CANCELLED' }, problems: [] });
        expect((await world.payment(id)).status).toBe('CANCELLED');
        expect(await postings()).toBe(0);
      }),
    300_000,
  );

  it(
    'notifications of many customers at once are all posted',
    () =>
      rounds(async () => {
        const other = await world.signedIn(keyOf('K2'));
        const theirs = (await world.pay(['Z'], 'z', other)).payment;
        const [a, b, c] = [await begun('A'), await begun('B'), await begun('C')];
        const all = [
          { orderId: a.orderId, amount: '100.00' },
          { orderId: b.orderId, amount: '200.00' },
          { orderId: c.orderId, amount: '300.50' },
          { orderId: theirs.orderId, amount: '50.00' },
        ];
        confirmed(await Promise.all(times(48, (n) => postItn(world, all[n % 4]!))));
        expect(await postings()).toBe(4);
      }),
    300_000,
  );

  if (engine === 'mysql')
    it('the same notification at two nodes of the gateway is posted once', async () => {
      const node = await secondNode(world);
      try {
        await rounds(async () => {
          const { orderId } = await begun('A');
          const all = times(50, (n) => postItn(n % 2 ? world : node, { orderId, amount: '100.00' }));
          confirmed(await Promise.all(all));
          expect(await postings()).toBe(1);
        });
      } finally {
        await node.close();
      }
    }, 300_000);
});

/** Holds a transaction open for a moment, in a process of its own: SQLite lets a process that waits do nothing else. */
const HOLDER = `
const [url, insert, values, hold, held] = JSON.parse(process.argv[1]);
const pause = () => new Promise((resolve) => setTimeout(resolve, 150));
(async () => {
  if (url.startsWith('sqlite:')) {
    const connection = new (require('${SQLITE_LIBRARY}'))(url.slice(7), { timeout: 10000 });
    connection.exec('BEGIN IMMEDIATE');
    connection.prepare(insert).run(...values);
    connection.prepare(hold).run(...held);
    console.log('open');
    await pause();
    connection.exec('COMMIT');
    return;
  }
  const connection = await require('mysql2/promise').createConnection(url);
  await connection.beginTransaction();
  await connection.query(insert, values);
  await connection.query(hold, held);
  console.log('open');
  await pause();
  await connection.commit();
  await connection.end();
})();
`;

/** The rows of a payment in another transaction: open now, `committed` soon. */
async function uncommitted(
  world: PaymentWorld,
  columns: string[],
  values: unknown[],
  id: string,
): Promise<{ committed: Promise<unknown> }> {
  const insert = `INSERT INTO payments (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`;
  const hold = 'UPDATE invoices SET heldBy = ? WHERE number = ?';
  const asked = JSON.stringify([world.config.databaseUrl, insert, values, hold, [id, 'A']]);
  const child = spawn(process.execPath, ['-e', HOLDER, asked], { stdio: ['ignore', 'pipe', 'inherit'] });
  const committed = once(child, 'exit').then(([code]) => expect(code).toBe(0));
  await once(child.stdout, 'data');
  return { committed };
}

async function secondNode(
  world: PaymentWorld,
): Promise<{ app: FastifyInstance; accepted: Tally; close(): Promise<void> }> {
  const database = await openDatabase(world.config.databaseUrl);
  const log = pino({ level: 'silent' });
  const { config, operator, clock } = world;
  const services = createServices({ config, database, log, now: () => clock.now, operator });
  const app = await buildServer({ config, services, schema: await buildGraphqlSchema(services), log });
  return {
    app,
    accepted: world.accepted,
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
