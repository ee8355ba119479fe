import mysql from 'mysql2/promise';
import { keyOf, sqlInstant } from './columns';
import { SqliteDatabase } from './sqlite-library';
import { ENGINES } from '../../testing/database';
import { lockCustomer } from '../customers/customer-lock';
import { codes, paymentSuite, START, type PaymentWorld } from '../../testing/payments/payments';

const LANGUAGE = 'mutation { setLanguage(language: EN) { problems { code } } }';
/** What the server would give a write, were it not for the test's patience. */
const TIMEOUT_MS = 1_500;
/** Longer than any test. */
const FOR_LONG_MS = 100_000;
const MANY = 14;

describe.each(ENGINES)('while somebody holds the rows of one customer, on %s', (engine) => {
  const suite = paymentSuite(engine);
  let world: PaymentWorld;
  let others: string;
  /** Of one customer; a session alone has fewer requests under way. */
  let payers: string[];
  let held: { release: () => Promise<void> };
  beforeEach(async () => {
    world = suite.current;
    world.database.serve(world.services.log, TIMEOUT_MS);
    others = await world.signedIn(keyOf('K2'));
    payers = [];
    for (let n = 0; n < MANY; n++) payers.push(await world.signedIn(keyOf('K1')));
    held = await hold();
  });
  afterEach(() => held.release());

  /** Another process's transaction on the customer's row; on SQLite that is the whole file. */
  async function hold(
    rows = 'SELECT id FROM customers WHERE id = ? FOR UPDATE',
  ): Promise<{ release: () => Promise<void> }> {
    const { databaseUrl } = world.config;
    if (engine === 'sqlite') {
      const file = new SqliteDatabase(databaseUrl.slice('sqlite:'.length));
      file.exec('BEGIN IMMEDIATE');
      return { release: async () => void file.close() };
    }
    const connection = await mysql.createConnection(databaseUrl);
    await connection.query('START TRANSACTION');
    await connection.query(rows, [keyOf('K1')]);
    return { release: async () => connection.destroy() };
  }

  const startAll = () =>
    payers.map((cookie, n) => {
      const input = { invoiceIds: [keyOf('A')], idempotencyKey: `held-${n}` };
      return world.gql(START, { input }, { cookie });
    });
  const payments = async () =>
    (await world.database.query<{ id: string }>('SELECT id FROM payments')).map(({ id }) => id);

  it('everybody else is answered, and those who wait are told 503 in time, of which nothing comes true later', async () => {
    const waiting = startAll();
    const looks = await Promise.all([
      world.gql('{ customer { balance { amount } } }', null, { cookie: others }),
      world.gql('{ customer { balance { amount } } }', null, { cookie: world.cookie }),
      ...(engine === 'mysql' ? [world.gql(LANGUAGE, null, { cookie: others })] : []),
    ]);
    expect(looks.map(({ status, errors }) => [status, errors])).toEqual(looks.map(() => [200, []]));
    expect((await world.app.inject({ url: '/readyz' })).statusCode).toBe(200);
    if (engine === 'mysql') expect(codes(await world.pay(['Z'], 'other', others))).toEqual([]);
    const before = await payments();
    for (const { status, headers, errors } of await Promise.all(waiting)) {
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('2');
      expect(errors.map(({ message, extensions }) => [message, extensions])).toEqual([
        ['Serwis chwilowo nie odpowiada. Spróbuj ponownie za chwilę.', { code: 'INTERNAL', retryAfter: 2 }],
      ]);
    }
    await held.release();
    const { payment } = await world.pay(['A', 'B']);
    expect(await payments()).toEqual(expect.arrayContaining([...before, payment.id]));
    expect(await payments()).toHaveLength(before.length + 1);
  });

  it('those who wait for one customer take no place of others, however long they wait', async () => {
    world.database.serve(world.services.log, FOR_LONG_MS);
    const { database } = world;
    const lock = (customer: string) =>
      database.transaction((m) => lockCustomer(database, m, customer), { subject: customer });
    let done = 0;
    const waiting = Array.from({ length: MANY }, () => lock(keyOf('K1')).then(() => done++));
    await database.query('SELECT id FROM customers');
    if (engine === 'mysql') await lock(keyOf('K2'));
    expect((await world.app.inject({ url: '/readyz' })).statusCode).toBe(200);
    expect(done).toBe(0);
    await held.release();
    await Promise.all(waiting);
    expect(done).toBe(MANY);
  });

  it('readers wait for no writers, whosever rows those want', async () => {
    world.database.serve(world.services.log, FOR_LONG_MS);
    const { database } = world;
    const waiting = Array.from({ length: MANY }, () =>
      database.transaction((m) => lockCustomer(database, m, keyOf('K1'))),
    );
    await database.query('SELECT id FROM customers');
    expect((await world.app.inject({ url: '/readyz' })).statusCode).toBe(200);
    await held.release();
    await Promise.all(waiting);
  });

  it('a question is answered all the same when it would also say that its session is alive', async () => {
    await held.release();
    const sleepy = await world.signedIn(keyOf('K1'));
    await world.database.transaction((m) =>
      m.query('UPDATE sessions SET lastSeenAt = ?', [
        sqlInstant(new Date(world.clock.now.getTime() - 120_000)),
      ]),
    );
    held = await hold('SELECT id FROM sessions FOR UPDATE');
    const { status, errors } = await world.gql('{ customer { number } }', null, { cookie: sleepy });
    expect([status, errors]).toEqual([200, []]);
    await held.release();
  });

  it('a single statement that was given up changes nothing when the rows are free', async () => {
    const change = () =>
      world.database.change('UPDATE customers SET phone = ? WHERE id = ?', ['+48111222333', keyOf('K1')]);
    await expect(change()).rejects.toMatchObject({ extensions: { retryAfter: 2 } });
    await held.release();
    await world.database.transaction((m) =>
      m.query('UPDATE customers SET name = ? WHERE id = ?', ['N', keyOf('K1')]),
    );
    const [row] = await world.database.query('SELECT name, phone FROM customers WHERE id = ?', [keyOf('K1')]);
    expect(row).toMatchObject({ name: 'N', phone: expect.not.stringContaining('111222333') });
  });

  it('a queue that is too long is told so at once', async () => {
    const waiting = Array.from({ length: 130 }, () =>
      world.database
        .transaction(() => Promise.resolve(), { subject: 'one' })
        .then(
          () => 'done',
          () => 'refused',
        ),
    );
    await held.release();
    const outcomes = await Promise.all(waiting);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(29);
  });

  it('the log says once that writes were refused', async () => {
    world.logged.length = 0;
    await Promise.all(startAll());
    expect(world.logged.filter((line) => line.includes('unhandled error'))).toEqual([]);
    expect(world.logged.filter((line) => line.includes('rejected with 503'))).toHaveLength(1);
    await held.release();
  });
});
