// The obvious loop beside the import of use: `bare.mjs URL ROWS` inserts packed days that are in memory already.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../parts.mjs';

const require = createRequire(import.meta.url);
const GATEWAY = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../gateway/dist');
const ROWS_A_STATEMENT = { sqlite: 100, mysql: 1000 };

const [url, source] = process.argv.slice(2);
const Sqlite = require(Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3');
const from = new Sqlite(source, { readonly: true });
const columns = from.pragma('table_info(usage_days)').map(({ name }) => name);
// In the order of the feed: point by point.
const rows = from
  .prepare(`SELECT ${columns.join(',')} FROM usage_days ORDER BY rowid`)
  .raw()
  .all();
await (await openDatabase(GATEWAY, url)).close();
const started = performance.now();
if (url.startsWith('sqlite:')) insertSqlite(new Sqlite(url.slice('sqlite:'.length)));
else await insertMysql();
console.log(JSON.stringify({ ms: performance.now() - started, rows: rows.length }));

function insertSqlite(database) {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  const group = `(${columns.map(() => '?').join(',')})`;
  const insert = (some) =>
    database
      .prepare(`INSERT INTO usage_days (${columns.join(',')}) VALUES ${some.map(() => group).join(',')}`)
      .run(...some.flat());
  for (let at = 0; at < rows.length; at += 1000) {
    database.exec('BEGIN');
    for (let n = at; n < Math.min(rows.length, at + 1000); n += ROWS_A_STATEMENT.sqlite)
      insert(rows.slice(n, Math.min(n + ROWS_A_STATEMENT.sqlite, at + 1000)));
    database.exec('COMMIT');
  }
}

async function insertMysql() {
  const connection = await require('mysql2/promise').createConnection({ uri: url, charset: 'utf8mb4_bin' });
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT.mysql)
    await connection.query(`INSERT INTO usage_days (${columns.join(',')}) VALUES ?`, [
      rows.slice(at, at + ROWS_A_STATEMENT.mysql),
    ]);
  await connection.end();
}
