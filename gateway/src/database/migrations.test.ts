import { ENGINES, emptyDatabase, type EmptyDatabase } from '../../testing/database';
import type { Database } from './database';
import { STEPS } from './migrations';
import { contents, upgrade, upgradeDying, withDatabase } from '../../testing/migrations';

const LONG = process.env.EBOK_LONG === '1';
/** SQLite takes a whole upgrade or nothing of it, so there every process lives longer than the last one. */
const LONGER = { mysql: 1, sqlite: LONG ? 1 : 9 };

/** Steps that move rows, and rows for them, in the tables as they are just before. */
const WITH_ROWS: Record<string, (database: Database) => Promise<void>> = {
  KeptDays1760000005500: async (database) => {
    const day = 'customerId, pointId, direction, day, minutes, estimated, wh, measured, complete, packed';
    const month = 'customerId, pointId, direction, month, wh, measured, complete, estimated';
    await database.transaction(async (manager) => {
      for (const pointId of ['a', 'b', 'c']) {
        for (let at = Date.UTC(2026, 0, 20), n = 0; n < 60; n++, at += 86_400_000)
          await manager.query(
            `INSERT INTO usage_days (${day}) VALUES ('x', ?, 'CONSUMPTION', ?, 60, ?, ?, 1, 1, ?)`,
            [pointId, new Date(at).toISOString().slice(0, 10), n % 2, n * 100, Buffer.from([n])],
          );
        await manager.query(
          `INSERT INTO usage_months (${month}) VALUES ('x', ?, 'CONSUMPTION', '2026-01', 1, 1, 1, 0)`,
          [pointId],
        );
      }
    });
  },
  PrintedRecords1760000014000: async (database) => {
    await database.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO invoices (customerId, id, number, kind, issueDate, net, vat, gross, outstanding, searchText)
         VALUES ('x', 'a', 'A', 'SETTLEMENT', '2026-01-10', 100, 23, 123, 123, 'a')`,
      );
      await manager.query(
        "INSERT INTO documents_reread (id, customerId, documents, finishedAt) VALUES (1, 'x', 3, '2026-11-29 12:00:00')",
      );
    });
  },
  PointOrder1760000023001: async (database) => {
    const columns = 'customerId, id, ppe, addressLine1, addressLine2, addressCountry, ownLabel';
    await database.transaction(async (manager) => {
      for (let n = 0; n < 1203; n++)
        await manager.query(
          `INSERT INTO consumption_points (${columns}, producer, described) VALUES (?, ?, ?, ?, '', 'PL', ?, 0, 0)`,
          [`c${n % 7}`, `p${n}`, String(n), n % 9 ? `ul. Łąkowa ${n}` : '', n % 5 ? null : `Sklep ${n}`],
        );
    });
  },
  NotificationQuarantine1760000015000: async (database) => {
    await database.transaction((manager) =>
      manager.query(
        `INSERT INTO payments_aside (id, reason, serviceId, orderId, remoteId, amount, startAmount, currency, status, paymentDate, receivedAt)
         VALUES ('a', 'HASH', '1', 'o', 'r', '1.00', '', 'PLN', 'SUCCESS', '', '2026-11-29 12:00:00')`,
      ),
    );
  },
};

describe.each(ENGINES)('bringing the tables up to date on %s', (engine) => {
  const made: EmptyDatabase[] = [];
  const empty = async () => {
    const one = await emptyDatabase(engine);
    made.push(one);
    return one.url;
  };
  afterAll(() => Promise.all(made.map((one) => one.drop())));

  it('goes on after a process died behind any statement, and comes to the same as in one go', async () => {
    const [whole, broken] = [await empty(), await empty()];
    await upgrade(whole);
    const deaths = await upgradeDying(broken, LONGER[engine]);
    expect(deaths).toBeGreaterThan(engine === 'mysql' ? 2 * STEPS.length : 5);
    expect(await contents(broken)).toEqual(await contents(whole));
  }, 600_000);

  it.each(Object.entries(WITH_ROWS))(
    'moves the rows of %s all the same',
    async (step, fill) => {
      const [whole, broken] = [await empty(), await empty()];
      for (const url of [whole, broken]) {
        await upgrade(url, step);
        await withDatabase(url, fill);
      }
      await upgrade(whole);
      await upgradeDying(broken, LONGER[engine]);
      expect(await contents(broken)).toEqual(await contents(whole));
    },
    600_000,
  );

  it('is done once by several processes that start together', async () => {
    const [one, several] = [await empty(), await empty()];
    await upgrade(one);
    await Promise.all([1, 2, 3, 4].map(() => upgrade(several)));
    expect(await contents(several)).toEqual(await contents(one));
  }, 120_000);
});
