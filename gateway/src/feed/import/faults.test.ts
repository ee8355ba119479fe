import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { addDays, warsawDay } from '../../calendar';
import { readConfig } from '../../config';
import { keyOf } from '../../database/columns';
import { Database } from '../../database/database';
import { ENGINES, freshDatabase, type TestDatabase } from '../../../testing/database';
import { unpackDays } from '../../usage/monthly-rollup';
import { invoiceXml } from '../../../testing/fa3';
import { FeedLock, ImportRunning, LockLost } from './lock';
import { Report } from './report';
import { takeFeed } from './import-feed';
import {
  contents,
  customer,
  feedDatabase,
  feedFolder,
  importFeed,
  invoice,
  point,
  row,
  withManifest,
  type FeedFiles,
} from '../../../testing/feed';

const LONG = process.env.EBOK_LONG === '1';
const ROUNDS = Number(process.env.TEST_ROUNDS) || (LONG ? 10 : 2);
const ppe = (n: number) => `59000000000000${String(n).padStart(4, '0')}`;

const MESSAGES = 900;
/** Of 300 points, over the end of a month; day after day, so that a month changes in many transactions. */
const DAYS = ['2026-01-29', '2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02', '2026-02-03'];

function usage(): string {
  const lines = DAYS.flatMap((day, d) =>
    Array.from({ length: 300 }, (_, n) => {
      const values = Array.from({ length: 24 }, (_v, hour) =>
        hour === n % 50 ? '-' : `0.${100 + ((n + d * 31 + hour) % 900)}`,
      );
      return `${ppe(n)},${day},CONSUMPTION,60,${n % 7 ? 'MEASURED' : 'ESTIMATED'},${values.join(' ')}\n`;
    }),
  );
  return `ppe,date,direction,minutes,quality,values\n${lines.join('')}`;
}

/** Some of everything, in enough batches that a kill can come between any two. */
function largeFeed(): FeedFiles {
  const customers = Array.from({ length: 300 }, (_, n) =>
    customer(`K${n}`, { emails: [`a${n}@b.pl`, `b${n}@b.pl`] }),
  );
  const invoices = Array.from({ length: 3000 }, (_, n) =>
    invoice(`K${n % 300}`, `F${n}`, {
      // Some remind, and of the customers with a login all are told of.
      ...(n % 10 === 1 && { dueDate: addDays(warsawDay(), 3) }),
      points: [ppe(n % 300), ppe((n % 300) + 300)],
      corrects: n % 3 ? [] : [`F${n + 1}`],
    }),
  );
  const xml = Array.from({ length: 60 }, (_, n): [string, string] => [
    `ksef/${n}.xml`,
    invoiceXml({ number: `X${n}`, customerNumber: `X${n % 20}`, name: `Nazwa ${n}` }),
  ]);
  return withManifest(
    {
      'customers.ndjson': customers,
      'consumption-points.ndjson': Array.from({ length: 600 }, (_, n) => point(`K${n % 300}`, ppe(n))),
      'invoices.ndjson': invoices,
      ...Object.fromEntries(xml),
      'usage.csv': usage(),
      'messages.ndjson': Array.from({ length: MESSAGES }, (_, n) => ({
        id: `M${n}`,
        customerNumber: `K${n % 300}`,
        kind: 'ANNOUNCEMENT',
        subject: `Wiadomość ${n}`,
        body: 'W środę od 8:00.',
        sentAt: `2026-01-${String(1 + (n % 28)).padStart(2, '0')}T08:00:00Z`,
        channel: 'EMAIL',
      })),
      'settlements.ndjson': Array.from({ length: 1500 }, (_, n) => ({
        invoiceNumber: `F${n * 2}`,
        outstanding: '0.00',
      })),
    },
    'large',
    '2026-01-01T00:00:00Z',
  );
}

/** Logins of some customers, whom the import tells of documents. */
async function addLogins(database: Database): Promise<void> {
  await database.transaction(async (manager) => {
    for (let n = 0; n < 20; n++) {
      const email = `a${n}@b.pl`;
      await manager.query(
        "INSERT INTO users (id, email, written, passwordHash, language, developer, disabled, createdAt) VALUES (?, ?, ?, '', 'PL', 0, 0, '2026-01-01 00:00:00.000')",
        [`u${n}`, email, email],
      );
      await manager.query("INSERT INTO accesses (customerId, userId, role) VALUES (?, ?, 'OWNER')", [
        keyOf(`K${n}`),
        `u${n}`,
      ]);
    }
  });
}

function startImport(url: string, folder: string): ChildProcess {
  const script = `require(${JSON.stringify(path.join(__dirname, '../../../testing/register.cjs'))}); require(${JSON.stringify(path.join(__dirname, '../../commands/import.command.ts'))}).runImport(process.argv.slice(1)).then((code) => process.exit(code))`;
  const env = { ...process.env, DATABASE_URL: url };
  return spawn(process.execPath, ['-e', script, folder], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stderr!.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** Waits until an import has begun to write. */
async function begun(database: Database): Promise<void> {
  while (!(await row({ database } as TestDatabase, 'SELECT 1 AS yes FROM customers LIMIT 1'))) await pause(5);
}

/** No document without its contents, its points or its bytes; no customer without addresses; no month that isn't the sum of its days. */
async function halves(database: Database): Promise<number> {
  const [counts] = await database.query<Record<string, unknown>>(
    `SELECT (SELECT COUNT(*) FROM invoices i LEFT JOIN invoice_contents c ON c.customerId = i.customerId AND c.invoiceId = i.id WHERE c.invoiceId IS NULL) AS a,
     (SELECT COUNT(*) FROM invoices i WHERE i.number LIKE 'F%' AND (SELECT COUNT(*) FROM invoice_points p WHERE p.customerId = i.customerId AND p.invoiceId = i.id) <> 2) AS b,
     (SELECT COUNT(*) FROM invoices i LEFT JOIN invoice_sources s ON s.customerId = i.customerId AND s.invoiceId = i.id WHERE i.number LIKE 'X%' AND s.invoiceId IS NULL) AS c,
     (SELECT COUNT(*) FROM customers k WHERE k.described = 1 AND (SELECT COUNT(*) FROM customer_emails e WHERE e.customerId = k.id) <> 2) AS d`,
  );
  const halves = Object.values(counts!).reduce<number>((sum, count) => sum + Number(count), 0);
  return halves + (await wrongMonths(database));
}

/** Months that say otherwise than their days, of which there are none, too many or too few, or whose sums of days differ. */
async function wrongMonths(database: Database): Promise<number> {
  const days = await database.query<{ key: string; day: string; wh: unknown; measured: unknown }>(
    "SELECT CONCAT(customerId, ' ', pointId, ' ', direction, ' ', SUBSTR(day, 1, 7)) AS `key`, day, wh, measured FROM usage_days",
  );
  const months = await database.query<{ key: string; wh: unknown; measured: unknown; days: Buffer }>(
    "SELECT CONCAT(customerId, ' ', pointId, ' ', direction, ' ', month) AS `key`, wh, measured, days FROM usage_months",
  );
  const kept = new Map<string, string>();
  for (const { key, day, wh, measured } of days) {
    if (Number(measured)) kept.set(`${key} ${day.slice(8)}`, String(wh));
  }
  let wrong = 0;
  for (const month of months) {
    const sums = { wh: 0, measured: 0 };
    for (const [n, total] of unpackDays(month.days).entries()) {
      if (!total.measured) continue;
      const day = `${month.key} ${String(n + 1).padStart(2, '0')}`;
      if (kept.get(day) !== String(total.wh)) wrong++;
      kept.delete(day);
      sums.wh += total.wh;
      sums.measured++;
    }
    if (sums.wh !== Number(month.wh) || sums.measured !== Number(month.measured)) wrong++;
  }
  return wrong + kept.size;
}

describe.each(ENGINES)('faults during an import on %s', (engine) => {
  const db = feedDatabase(engine);
  const folder = feedFolder(largeFeed());
  let clean: Record<string, string[]>;
  let took: number;

  beforeAll(async () => {
    const test = await freshDatabase(engine);
    await addLogins(test.database);
    const began = Date.now();
    const { code } = await ended(startImport(test.url, folder));
    took = Date.now() - began;
    clean = await contents(test.database);
    await test.drop();
    expect({ code, invoices: clean.invoices?.length }).toEqual({ code: 0, invoices: 3060 });
    expect([clean.usage_days?.length, clean.usage_months?.length]).toEqual([300 * DAYS.length, 300 * 2]);
    // Of 20 customers with a login 10 documents each, and of each tenth one that is not settled a reminder.
    expect(clean.messages?.length).toBe(MESSAGES + 20 * 10 + 300);
    expect([clean.reminders?.length, clean.pending_invoice_notices]).toEqual([300, []]);
  });

  beforeEach(() => addLogins(db.current.database));

  it(`killed with kill -9 at ${ROUNDS} random moments, then run again: tables equal to a clean run`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const test = await freshDatabase(engine);
      await addLogins(test.database);
      const child = startImport(test.url, folder);
      const end = ended(child);
      await begun(test.database);
      await pause(Math.random() * took * 0.6);
      child.kill('SIGKILL');
      await end;
      expect(await halves(test.database)).toBe(0);
      const again = await importFeed(test, folder);
      expect({ code: again.code, said: again.said }).toEqual({ code: 0, said: '' });
      expect(await contents(test.database)).toEqual(clean);
      await test.drop();
    }
  }, 300_000);

  it('twice changes nothing', async () => {
    await importFeed(db.current, folder);
    expect(await contents(db.current.database)).toEqual(clean);
    const { summary } = await importFeed(db.current, folder);
    const unchanged = 300 + 600 + 3060 + 300 * DAYS.length + MESSAGES + 1500;
    expect(summary).toMatchObject({ taken: 0, refused: 0, unchanged });
    expect(await contents(db.current.database)).toEqual(clean);
  });

  it('two imports at once: the second waits for the first, and both end well', async () => {
    const first = startImport(db.current.url, folder);
    const end = ended(first);
    await begun(db.current.database);
    const second = await importFeed(db.current, { 'customers.ndjson': [customer('K0', { name: 'second' })] });
    expect(second.code).toBe(0);
    expect((await end).code).toBe(0);
    expect(await row(db.current, "SELECT name FROM customers WHERE number = 'K0'")).toEqual({
      name: 'second',
    });
  });

  it('the second import gives up after its time with a sentence', async () => {
    const { database } = db.current;
    const held = await FeedLock.take(database);
    await expect(FeedLock.take(database, { waitMs: 400 })).rejects.toThrow(ImportRunning);
    if (LONG) {
      const began = Date.now();
      const { code, said } = await importFeed(db.current, folder);
      expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('Another import is running') });
      expect(Date.now() - began).toBeGreaterThan(59_000);
    }
    await held.release();
    await (await FeedLock.take(database, { waitMs: 0 })).release();
  }, 120_000);

  it('an import that stood still is succeeded, and writes nothing behind its successor’s back', async () => {
    const { database } = db.current;
    const sleeping = await FeedLock.take(database);
    // As if its process were stopped: nothing beats any more.
    clearInterval((sleeping as unknown as { timer: NodeJS.Timeout }).timer);
    const next = await FeedLock.take(database, { waitMs: 5000, deadMs: 500 });
    await expect(database.transaction((manager) => sleeping.guard(manager))).rejects.toThrow(LockLost);
    await sleeping.release();
    await database.transaction((manager) => next.guard(manager));
    await next.release();
  });

  it('the portal goes on reading and writing while an import runs', async () => {
    const { database } = db.current;
    const child = startImport(db.current.url, folder);
    const end = ended(child);
    await begun(database);
    let slowest = 0;
    let writes = 0;
    while (child.exitCode === null) {
      const began = performance.now();
      await database.transaction((m) =>
        m.query("UPDATE customers SET phone = phone WHERE number = 'nobody'"),
      );
      await database.query('SELECT COUNT(*) AS n FROM invoices');
      slowest = Math.max(slowest, performance.now() - began);
      writes++;
      await pause(5);
    }
    expect((await end).code).toBe(0);
    expect(writes).toBeGreaterThan(3);
    expect(slowest).toBeLessThan(2000);
    expect(await contents(database)).toEqual(clean);
  });

  it('a write that fails (disk full, database gone) leaves no half record; run again it ends equal', async () => {
    const test = await freshDatabase(engine);
    await addLogins(test.database);
    const { database } = test;
    const report = await Report.open('/dev/null', process.stdout);
    const { retailer } = readConfig({});
    let statements = 0;
    const { dialect } = database;
    const repeat = dialect.repeat.bind(dialect);
    const writing = jest.spyOn(dialect, 'repeat').mockImplementation((manager, sql, parameters) => {
      // In the middle of a batch of documents: their rows are written, some of their contents are not.
      if (sql.startsWith('INSERT INTO invoice_contents') && ++statements === 3)
        return Promise.reject(new Error('database or disk is full'));
      return repeat(manager, sql, parameters);
    });
    const taking = takeFeed(database, folder, report, { retailer });
    await expect(taking.finally(() => writing.mockRestore())).rejects.toThrow('full');
    expect(Number((await row(test, 'SELECT COUNT(*) AS n FROM invoices')).n)).toBeLessThan(3060);
    expect(await halves(database)).toBe(0);
    expect((await importFeed(test, folder)).code).toBe(0);
    expect(await contents(database)).toEqual(clean);
    await test.drop();
  });

  it('a record that the database can not keep is refused alone, wherever in its batch it stands', async () => {
    const { database } = db.current;
    const [add, remove] =
      engine === 'sqlite'
        ? [
            "CREATE TRIGGER unfit BEFORE INSERT ON customers WHEN NEW.name = 'unfit' BEGIN SELECT RAISE(ABORT, 'unfit'); END",
            'DROP TRIGGER unfit',
          ]
        : [
            "ALTER TABLE customers ADD CONSTRAINT unfit CHECK (name <> 'unfit')",
            'ALTER TABLE customers DROP CONSTRAINT unfit',
          ];
    await database.transaction((manager) => manager.query(add));
    const many = Array.from({ length: 700 }, (_, n) =>
      customer(`K${n}`, n === 3 || n === 650 ? { name: 'unfit' } : {}),
    );
    try {
      const { code, refused, summary, said } = await importFeed(db.current, { 'customers.ndjson': many });
      expect({ code, said, taken: summary?.taken }).toEqual({ code: 3, said: '', taken: 698 });
      expect(refused.map((one) => one.line)).toEqual([4, 651]);
    } finally {
      await database.transaction((manager) => manager.query(remove));
    }
  });

  it('records in any order and any pieces end equal', async () => {
    const { retailer } = readConfig({});
    const described: [string, object][] = [
      ...[1, 2].map((n): [string, object] => ['customers.ndjson', customer(`K${n}`)]),
    ];
    const others: [string, object | string][] = [
      ...[1, 2, 3].map((n): [string, object] => [
        'consumption-points.ndjson',
        point(`K${1 + (n % 2)}`, ppe(n)),
      ]),
      ...[1, 2, 3, 4].map((n): [string, object] => [
        'invoices.ndjson',
        invoice(`K${1 + (n % 2)}`, `F${n}`, { corrects: `F${n - 2}`, points: [ppe(n)] }),
      ]),
      ...[1, 2, 3].map((n): [string, string] => [
        `ksef/${n}.xml`,
        invoiceXml({ number: `X${n}`, customerNumber: n === 1 ? 'K1' : 'K3', name: `N${n}` }).replace(
          '<P_1>2026-02-01',
          `<P_1>2026-02-0${n}`,
        ),
      ]),
    ];
    let expected: Record<string, string[]> | undefined;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(others, { minLength: others.length }),
        fc.shuffledSubarray(described, { minLength: described.length }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 12, maxLength: 12 }),
        async (shuffled, people, sizes) => {
          await emptyAgain(db.current.database);
          // XML may come before billing describes its customer, the others may not.
          const early = shuffled.filter(([name]) => name.startsWith('ksef/')).slice(0, sizes[0]! % 3);
          const late = shuffled.filter((one) => !early.includes(one));
          const all = [...early, ...people, ...late];
          for (let at = 0, n = 0; at < all.length; n++) {
            const size = sizes[n % sizes.length]!;
            const files: Record<string, object[] | string> = {};
            for (const [name, record] of all.slice(at, at + size)) {
              if (typeof record === 'string') files[name] = record;
              else files[name] = [...((files[name] as object[] | undefined) ?? []), record];
            }
            const report = await Report.open('/dev/null', process.stdout);
            await takeFeed(db.current.database, feedFolder(files), report, { retailer });
            expect(report.summary.refused).toBe(0);
            at += size;
          }
          const { feeds: _times, ...tables } = await contents(db.current.database);
          tables.invoice_contents = tables.invoice_contents!.map(withoutPrintedPoints);
          expected ??= tables;
          expect(tables).toEqual(expected);
        },
      ),
      { numRuns: LONG ? 100 : 8 },
    );
  }, 300_000);
});

async function emptyAgain(database: Database): Promise<void> {
  await database.transaction(async (manager) => {
    for (const table of Object.keys(await contents(database))) await manager.query(`DELETE FROM ${table}`);
  });
}

/** A record's document prints its points as they were when it came, or as they are where they came after it: the same here. */
function withoutPrintedPoints(row: string): string {
  const columns = Object.fromEntries(JSON.parse(row) as [string, string][]);
  const printed = JSON.parse(columns.printed!) as { seller: unknown; points: unknown };
  if (printed.seller === null) printed.points = null;
  return JSON.stringify({ ...columns, printed });
}
