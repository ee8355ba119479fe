import { setTimeout as pause } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import { openDatabase } from '../src/app/open-database';
import type { Database } from '../src/database/database';
import type { Row } from '../src/database/dialect';
import { SqliteDatabase } from '../src/database/sqlite-library';
import { freshDatabase, type TestDatabase } from './database';
import { wire } from './wire';

/** A statement of the database, counted from the moment the outage was planned. */
export interface Plan {
  nth: number;
  /** True: it is executed, and its answer is lost. Else it finds no database. */
  isExecuted: boolean;
}

/** A database that goes away at a chosen statement, in the middle of a transaction or between two. */
export interface FailingDatabase extends TestDatabase {
  plan(plan: Plan): void;
  /** It is there again. */
  restore(): Promise<void>;
}

/** How it goes away, and comes back. */
interface Switch {
  off(): Promise<void>;
  on(): Promise<void>;
  /** The driver's error for an answer that was lost. */
  lost(): Error;
}

/** An empty, migrated database of its own. */
export async function failingDatabase(engine: 'sqlite' | 'mysql'): Promise<FailingDatabase> {
  const test = await freshDatabase(engine);
  const failing = await (engine === 'mysql' ? behindWire(test) : onDisk(test));
  let plan: Plan | null = null;
  let isOff = false;
  const run = async <T>(statement: () => Promise<T>): Promise<T> => {
    if (!plan || --plan.nth > 0) return statement();
    const { isExecuted } = plan;
    plan = null;
    if (isExecuted) await statement();
    isOff = true;
    await failing.off();
    if (isExecuted) throw failing.lost();
    return statement();
  };
  watch(failing.database, run);
  return {
    ...failing,
    plan: (next) => (plan = { ...next }),
    restore: async () => {
      plan = null;
      if (!isOff) return;
      await failing.on();
      isOff = false;
      await answers(failing.database);
    },
  };
}

/** Waits until every connection of the pools works: those that were cut are replaced once a probe is answered. */
async function answers(database: Database): Promise<void> {
  const { availability } = database as unknown as { availability?: { probing?: unknown } };
  const all = Array.from({ length: 10 }).flatMap(() => [
    () => database.query('SELECT 1'),
    () => database.transaction((manager) => manager.query('SELECT 1')),
  ]);
  const isAnswered = async () => {
    const results = await Promise.allSettled(all.map((ask) => ask()));
    return !availability?.probing && results.every(({ status }) => status === 'fulfilled');
  };
  while (!(await isAnswered())) await pause(5);
}

/** Leads every statement through `run`: those of transactions with their BEGIN and COMMIT, reads, and single writes. */
function watch(database: Database, run: <T>(statement: () => Promise<T>) => Promise<T>): void {
  const { dialect, source } = database;
  const watched = new WeakSet<QueryRunner>();
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner = create(mode);
    if (watched.has(runner)) return runner;
    watched.add(runner);
    const query = runner.query.bind(runner) as (...parameters: unknown[]) => Promise<never>;
    runner.query = (...parameters: unknown[]) => run(() => query(...parameters));
    return runner;
  };
  // SQLite repeats them through the runner.
  if (dialect.name === 'mysql') {
    const repeat = dialect.repeat.bind(dialect);
    dialect.repeat = (...parameters) => run(() => repeat(...parameters));
  }
  const read = dialect.read.bind(dialect);
  dialect.read = (...parameters) => run(() => read(...parameters));
  const write = dialect.write?.bind(dialect);
  if (write) dialect.write = (...parameters) => run(() => write(...parameters));
}

/** The server's connections are cut, whereupon it rolls back, and new ones are refused. */
async function behindWire(test: TestDatabase): Promise<TestDatabase & Switch> {
  const between = await wire();
  const url = new URL(test.url);
  url.port = String(between.port);
  const database = await openDatabase(url.href, { guarded: true });
  return {
    url: url.href,
    database,
    off: between.stop,
    on: between.start,
    lost: () =>
      Object.assign(new Error('connection lost'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true }),
    drop: async () => {
      await database.close();
      await between.stop();
      await test.drop();
    },
  };
}

/** SQLite itself refuses all writes, as on a disk that has become read-only; reads fail as of a broken one. */
async function onDisk(test: TestDatabase): Promise<TestDatabase & Switch> {
  const { dialect } = test.database;
  const { writer } = dialect as unknown as { writer: { pragma(sql: string): void } };
  const broken = () => new SqliteDatabase.SqliteError('disk I/O error', 'SQLITE_IOERR');
  const read = dialect.read.bind(dialect);
  let isBroken = false;
  dialect.read = (sql, parameters): Promise<Row[]> =>
    isBroken ? Promise.reject(broken()) : read(sql, parameters);
  const set = async (off: boolean) => {
    isBroken = off;
    writer.pragma(`query_only = ${off ? 1 : 0}`);
  };
  return { ...test, off: () => set(true), on: () => set(false), lost: broken };
}
