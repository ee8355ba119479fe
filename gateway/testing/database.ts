import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { openDatabase } from '../src/app/open-database';
import { Database } from '../src/database/database';

/** Where the tests' MySQL or MariaDB is. */
export const MYSQL_URL = process.env.TEST_DATABASE_URL!;

/** The databases of this run: bin/test.mjs leaves MySQL out, with a notice, where no server answers. */
export const ENGINES = (process.env.TEST_ENGINES || 'sqlite,mysql').split(',') as ('sqlite' | 'mysql')[];

export interface TestDatabase {
  url: string;
  database: Database;
  /** Closes it, and deletes its file or leaves its tables to a later test. */
  drop(): Promise<void>;
}

/** An unused port. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.listen(0, '::', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Milliseconds of processor time, the best of three: shows a blow-up, and ignores what else runs on the machine. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 3; n++) {
    const started = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(started);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

let counter = 0;

/** A database without tables. */
export interface EmptyDatabase {
  url: string;
  /** Takes its files or tables away. */
  drop(): Promise<void>;
}

export async function emptyDatabase(engine: 'sqlite' | 'mysql'): Promise<EmptyDatabase> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(path.join(tmpdir(), 'ebok-'));
    return {
      url: `sqlite:${path.join(folder, 'test.sqlite')}`,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `ebok_test_${process.pid}_${Date.now().toString(36)}_${counter++}`;
  const admin = await mysql.createConnection(MYSQL_URL);
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  return {
    url: mysqlUrl(name),
    drop: async () => {
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}

/** An empty, migrated database of its own. */
export async function freshDatabase(engine: 'sqlite' | 'mysql'): Promise<TestDatabase> {
  const { url, drop } = await (engine === 'mysql' ? reusedDatabase() : emptyDatabase(engine));
  const database = await openDatabase(url, { guarded: true });
  return {
    url,
    database,
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}

/** Numbers of this worker's MySQL databases that are open at the moment. */
const inUse = new Set<number>();

/**
 * A MySQL database that an earlier test of this worker migrated, without its rows; a new one where all are in use.
 * Migrating one takes two seconds, most of them waiting for the disk. `drop-databases.cjs` drops them after the run.
 */
async function reusedDatabase() {
  let n = 0;
  while (inUse.has(n)) n++;
  inUse.add(n);
  const name = `${process.env.EBOK_TEST_DATABASES}_${process.env.JEST_WORKER_ID}_${n}`;
  const admin = await mysql.createConnection({ uri: MYSQL_URL, multipleStatements: true });
  await admin.query(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const [tables] = await admin.query<mysql.RowDataPacket[]>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME <> 'migrations'",
    [name],
  );
  if (tables.length > 0) {
    const deletes = tables.map((table) => `DELETE FROM ${name}.${String(table.name)};`).join('');
    await admin.query(`SET FOREIGN_KEY_CHECKS = 0; START TRANSACTION; ${deletes} COMMIT`);
  }
  await admin.end();
  return { url: mysqlUrl(name), drop: async () => void inUse.delete(n) };
}

function mysqlUrl(database: string): string {
  const url = new URL(MYSQL_URL);
  url.pathname = `/${database}`;
  return url.href;
}
