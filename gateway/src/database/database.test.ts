import { openDatabase } from '../app/open-database';
import { keyOf } from './columns';
import { ENGINES, freshDatabase, type TestDatabase } from '../../testing/database';

const columns = ['customerId', 'email', 'written', 'position'];
const row = (n: number, position: number) => [keyOf('c', String(n)), 'a@b.pl', 'Ą@b.pl', position];

describe.each(ENGINES)('the database on %s', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => (test = await freshDatabase(engine)));
  afterAll(() => test.drop());

  const count = async () =>
    Number((await test.database.query('SELECT COUNT(*) AS n FROM customer_emails'))[0]!.n);
  const insert = (n: number, position = 0) =>
    test.database.transaction((m) =>
      m.query(
        test.database.dialect.upsert('customer_emails', columns, ['customerId', 'email'], 1),
        row(n, position),
      ),
    );

  it('keeps what fifty writers at once were told is kept', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => insert(n)));
    expect(await count()).toBe(50);
  });

  it('replaces a row with the same key', async () => {
    await insert(1, 7);
    const rows = await test.database.query('SELECT position FROM customer_emails WHERE customerId = ?', [
      keyOf('c', '1'),
    ]);
    expect(rows).toEqual([{ position: 7 }]);
  });

  it('takes back everything of a transaction that fails, and nothing of its neighbours', async () => {
    const before = await count();
    const failing = test.database.transaction(async (m) => {
      await m.query(
        test.database.dialect.upsert('customer_emails', columns, ['customerId', 'email'], 1),
        row(900, 0),
      );
      throw new Error('no');
    });
    const results = await Promise.allSettled([failing, insert(901), insert(902)]);
    expect(results.map((r) => r.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(await count()).toBe(before + 2);
  });

  /** The server ends the connection, or a full disk makes SQLite roll back by itself. */
  const endedByDatabase = async () => {
    const { dialect } = test.database;
    if (engine === 'mysql')
      return test.database.transaction(async (m) => {
        const [{ id }] = await m.query<[{ id: number }]>('SELECT CONNECTION_ID() AS id');
        await test.database.query(`KILL ${id}`);
        await m.query('SELECT 1');
      });
    const { writer } = dialect as unknown as { writer: { pragma(sql: string, options?: object): number } };
    writer.pragma(`max_page_count = ${writer.pragma('page_count', { simple: true })}`);
    const large = [keyOf('large'), 'a@b.pl', 'x'.repeat(1_000_000), 0];
    const sql = dialect.upsert('customer_emails', columns, ['customerId', 'email'], 1);
    return test.database
      .transaction((m) => m.query(sql, large))
      .finally(() => writer.pragma('max_page_count = 1000000000'));
  };

  it('commits and rolls back as before after a transaction that the database ended', async () => {
    await expect(endedByDatabase()).rejects.toThrow();
    const before = await count();
    for (let n = 910; n < 913; n++) {
      await insert(n);
      const failing = test.database.transaction(async (m) => {
        await m.query('DELETE FROM customer_emails');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
    }
    expect(await count()).toBe(before + 3);
    // Another process would wait for a transaction that was left open.
    const other = await openDatabase(test.url);
    await other.transaction((m) =>
      m.query('DELETE FROM customer_emails WHERE customerId = ?', [keyOf('c', '910')]),
    );
    await other.close();
    expect(await count()).toBe(before + 2);
  });

  it('never shows a reader what is not committed', async () => {
    const before = await count();
    await test.database.transaction(async (m) => {
      await m.query(
        test.database.dialect.upsert('customer_emails', columns, ['customerId', 'email'], 1),
        row(903, 0),
      );
      expect(await count()).toBe(before);
    });
    expect(await count()).toBe(before + 1);
  });

  it('refuses a transaction inside a transaction instead of waiting for itself', async () => {
    await expect(test.database.transaction(() => test.database.transaction(async () => 1))).rejects.toThrow(
      'inside a transaction',
    );
  });

  it('commits a single guarded statement by itself and says how many rows it met', async () => {
    const { database } = test;
    await insert(910, 1);
    const move = (from: number, to: number) =>
      database.change('UPDATE customer_emails SET position = ? WHERE customerId = ? AND position = ?', [
        to,
        keyOf('c', '910'),
        from,
      ]);
    expect(await Promise.all([move(1, 2), move(1, 2)])).toEqual(expect.arrayContaining([0, 1]));
    // What is already as it should be is met too, on both databases.
    expect([await move(2, 2), await move(1, 3)]).toEqual([1, 0]);
    await expect(database.transaction(() => move(2, 4))).rejects.toThrow('inside a transaction');
    expect(await move(2, 5)).toBe(1);
  });

  it('tells letters apart by case and accent', async () => {
    await test.database.transaction((m) =>
      m.query(test.database.dialect.upsert('customer_emails', columns, ['customerId', 'email'], 2), [
        'kx',
        'zolc@b.pl',
        '',
        0,
        'kx',
        'żółć@b.pl',
        '',
        0,
      ]),
    );
    expect(await test.database.query("SELECT email FROM customer_emails WHERE customerId = 'KX'")).toEqual(
      [],
    );
    expect(
      await test.database.query("SELECT email FROM customer_emails WHERE customerId = 'kx'"),
    ).toHaveLength(2);
  });
});
