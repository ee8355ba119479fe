// A database and a folder of a benchmark's own, deleted afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const mysql = createRequire(import.meta.url)('mysql2/promise');

/**
 * @param {'sqlite' | 'mysql'} engine
 * @param {string} name of the benchmark
 * @param {(own: { folder: string, databaseUrl: string }) => Promise<Result>} work
 * @returns {Promise<Result>} what `work` answers
 * @template Result
 */
export async function withOwnDatabase(engine, name, work) {
  const folder = mkdtempSync(path.join(tmpdir(), `ebok-bench-${name}-`));
  const database = `ebok_bench_${name}_${process.pid}`;
  const server = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test';
  const admin = engine === 'mysql' && (await mysql.createConnection({ uri: server, connectTimeout: 3000 }));
  const url = new URL(server);
  url.pathname = `/${database}`;
  try {
    if (admin) await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    return await work({ folder, databaseUrl: admin ? url.href : `sqlite:${folder}/bench.sqlite` });
  } finally {
    if (admin) {
      await admin.query(`DROP DATABASE IF EXISTS ${database}`);
      await admin.end();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
