import type { QueryRunner } from 'typeorm';
import { openDatabase } from '../src/app/open-database';
import { Database } from '../src/database/database';
import { STEPS } from '../src/database/migrations';

/** Upper bound of an upgrade's statements: more deaths mean that a step starts over each time. */
const TOO_OFTEN = 2_000;
/** Statements that leave something behind. */
const CHANGES = /^\s*(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)\b/i;

/** Brings the tables up to date, or up to the step before the one named. */
export async function upgrade(url: string, before?: string): Promise<void> {
  const left = before === undefined ? [] : STEPS.splice(STEPS.findIndex(({ name }) => name === before));
  try {
    await (await openDatabase(url)).close();
  } finally {
    STEPS.push(...left);
  }
}

/** Runs something on a database without migrating it. */
export async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url, { migrate: false });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * A database's contents: tables with columns, keys and checks as the database writes them, migrations done,
 * and all rows.
 */
export async function contents(url: string): Promise<Record<string, unknown>> {
  return withDatabase(url, async (database) => {
    const isMysql = database.dialect.name === 'mysql';
    const tables = await database.query<{ name: string; sql: string }>(
      isMysql
        ? 'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1'
        : "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
    );
    const found: Record<string, unknown> = {};
    for (const { name, sql } of tables) {
      const [made] = isMysql ? await database.source.query<object[]>(`SHOW CREATE TABLE ${name}`) : [{ sql }];
      const isTable = isMysql || /^CREATE TABLE/i.test(sql);
      const columns = name === 'migrations' ? 'name' : '*';
      const rows = isTable ? await database.source.query<object[]>(`SELECT ${columns} FROM ${name}`) : [];
      found[name] = { made, rows: rows.map((row) => JSON.stringify(row)).sort() };
    }
    return found;
  });
}

/**
 * Upgrades in processes that each die after their first lasting change, until one completes.
 * @param longer where a dead process left nothing, the next one lives for this many more changes
 * @returns how many died
 */
export async function upgradeDying(url: string, longer = 1): Promise<number> {
  let before = '';
  for (let deaths = 0, changes = 1; ; deaths++) {
    if (!(await diesAfter(url, changes))) return deaths;
    if (deaths === TOO_OFTEN) throw new Error('A step begins anew each time instead of going on');
    const now = JSON.stringify(await contents(url));
    changes = now === before ? changes + longer : 1;
    before = now;
  }
}

/**
 * Upgrades in a process that hangs after this many changes.
 * @returns false when it completed before
 */
async function diesAfter(url: string, changes: number): Promise<boolean> {
  const prototype = await runnerPrototype(url);
  const { query } = prototype;
  const never = new Promise<never>(() => undefined);
  let left = changes;
  try {
    return await new Promise<boolean>((resolve, reject) => {
      prototype.query = async function (this: QueryRunner, sql: string, ...rest: never[]) {
        if (left === 0) return never;
        const result: unknown = await query.call(this, sql, ...rest);
        if (!CHANGES.test(sql) || --left > 0) return result;
        await hangUp(this);
        resolve(true);
        return never;
      } as never;
      upgrade(url).then(
        () => resolve(false),
        (error: Error) => left > 0 && reject(error),
      );
    });
  } finally {
    prototype.query = query;
  }
}

function runnerPrototype(url: string): Promise<QueryRunner> {
  return withDatabase(url, async ({ source }) => Object.getPrototypeOf(source.createQueryRunner()));
}

/** Simulates the end of a process for the database: its connections close. */
async function hangUp(runner: QueryRunner): Promise<void> {
  const { pool, databaseConnection } = runner.connection.driver as unknown as {
    pool?: { end(done: () => void): void };
    databaseConnection?: { close(): void };
  };
  databaseConnection?.close();
  if (pool) await new Promise<void>((resolve) => pool.end(resolve));
}
