// One measurement of import.mjs in its own process: `import URL FOLDER`, `bare URL ROWS`, `sql URL STATEMENT`.
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, partOf } from './parts.mjs';

const require = createRequire(import.meta.url);
const gateway =
  process.env.BENCH_GATEWAY ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '../gateway/dist');
const TABLES = [
  'customers',
  'customer_emails',
  'consumption_points',
  'invoices',
  'invoice_contents',
  'invoice_points',
  'invoice_corrections',
  'invoice_sources',
];
const ROWS_A_STATEMENT = { sqlite: 100, mysql: 1000 };
const ROWS_A_TRANSACTION = 1000;

const [what, url, argument] = process.argv.slice(2);
const measured = await { import: importFeed, bare, sql }[what]();
console.log(JSON.stringify({ ...measured, rss: Math.round(process.resourceUsage().maxRSS / 1024) }));

async function importFeed() {
  const { takeFeed } = partOf(gateway, 'feed/import/import-feed', 'feed/take-feed');
  const { Report } = partOf(gateway, 'feed/import/report', 'feed/report');
  const { readConfig } = partOf(gateway, 'config');
  const database = await openDatabase(gateway, url);
  const report = await Report.open(undefined, createWriteStream('/dev/null'));
  const started = performance.now();
  await takeFeed(database, argument, report, { retailer: readConfig({}).retailer });
  const ms = performance.now() - started;
  await database.close();
  return { ms, summary: report.summary };
}

/** The obvious implementation: rows in memory, multi-row statements, and a commit from time to time. */
async function bare() {
  const Sqlite = require(Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3');
  const source = new Sqlite(argument, { readonly: true });
  const tables = TABLES.map((table) => {
    const columns = source.pragma(`table_info(${table})`).map((column) => `\`${column.name}\``);
    const rows = source
      .prepare(`SELECT ${columns.join(',')} FROM ${table} ORDER BY rowid`)
      .raw()
      .all();
    return { table, columns, rows };
  });
  await (await openDatabase(gateway, url)).close();
  const insert = url.startsWith('sqlite:') ? insertSqlite(new Sqlite(url.slice(7))) : await insertMysql();
  const started = performance.now();
  for (const { table, columns, rows } of tables) await insert(table, columns, rows);
  const ms = performance.now() - started;
  await insert.close?.();
  return { ms, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) };
}

function insertSqlite(database) {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  return (table, columns, rows) => {
    const group = `(${columns.map(() => '?').join(',')})`;
    const prepare = (count) =>
      database.prepare(
        `INSERT INTO ${table} (${columns.join(',')}) VALUES ${Array(count).fill(group).join(',')}`,
      );
    const full = prepare(ROWS_A_STATEMENT.sqlite);
    for (let at = 0; at < rows.length; at += ROWS_A_TRANSACTION) {
      database.exec('BEGIN');
      const end = Math.min(rows.length, at + ROWS_A_TRANSACTION);
      for (let from = at; from < end; from += ROWS_A_STATEMENT.sqlite) {
        const some = rows.slice(from, Math.min(end, from + ROWS_A_STATEMENT.sqlite));
        (some.length === ROWS_A_STATEMENT.sqlite ? full : prepare(some.length)).run(...some.flat());
      }
      database.exec('COMMIT');
    }
  };
}

async function insertMysql() {
  const connection = await require('mysql2/promise').createConnection({ uri: url, charset: 'utf8mb4_bin' });
  const insert = async (table, columns, rows) => {
    for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT.mysql)
      await connection.query(`INSERT INTO ${table} (${columns.join(',')}) VALUES ?`, [
        rows.slice(at, at + ROWS_A_STATEMENT.mysql),
      ]);
  };
  insert.close = () => connection.end();
  return insert;
}

async function sql() {
  const connection = await require('mysql2/promise').createConnection({ uri: url });
  await connection.query(argument);
  await connection.end();
  return {};
}
