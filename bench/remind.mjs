// `npm run bench -- remind [--customers N] [--rounds N]`: the reminders of a day, compared with a bare loop of multi-row
// inserts of the same rows. Needs MySQL or MariaDB.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase, partOf } from './parts.mjs';
import { fillWorld, TODAY } from './remind/world.mjs';

const require = createRequire(import.meta.url);
const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(HERE, '../gateway/dist');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    customers: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
  },
});
/** What a run made, in the order in which it did. */
const MADE = {
  reminders: `SELECT t.* FROM reminders t LEFT JOIN reminders_before b USING (customerId, invoiceId, step)
    WHERE b.step IS NULL ORDER BY t.customerId, t.invoiceId`,
  messages: 'SELECT * FROM messages ORDER BY customerId, id',
  mails: 'SELECT * FROM mails ORDER BY customerId',
  message_mails: 'SELECT * FROM message_mails ORDER BY customerId, messageId',
};
const TABLES = Object.keys(MADE);
const ROWS_A_STATEMENT = 1000;

await (positionals[0] === 'run' ? runHere(positionals[1]) : measure());

/** In a process of its own, so that its memory is that of the run. */
async function runHere(url) {
  const { createNotificationServices } = partOf(DIST, 'notifications/notification.services');
  const { AccessService } = partOf(DIST, 'auth/access/access.service');
  const { OutboxService } = partOf(DIST, 'mail/outbox.service');
  const database = await openDatabase(DIST, url);
  const now = () => new Date(`${TODAY}T08:00:00Z`);
  const access = new AccessService(database);
  const outbox = new OutboxService(database, now);
  const { SmsOutbox } = partOf(DIST, 'sms/sms-outbox');
  const sms = new SmsOutbox({ database, now, retailer: 'Bench', isOn: true });
  const { reminders } = createNotificationServices({ database, access, outbox, now, sms });
  const started = performance.now();
  const made = await reminders.run(TODAY);
  const ms = performance.now() - started;
  await database.close();
  const rss = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ ms, rss, made: made.soon + made.today + made.overdue }));
}

async function measure() {
  const url = new URL(process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test');
  const mysql = require('mysql2/promise');
  const connection = await mysql.createConnection({ uri: url.href, dateStrings: true });
  const query = async (sql, values) => (await connection.query(sql, values))[0];
  const name = `ebok_bench_remind_${process.pid}`;
  url.pathname = `/${name}`;
  await query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  try {
    await (await openDatabase(DIST, url.href)).close();
    await query(`USE ${name}`);
    const started = performance.now();
    await fillWorld(query, Number(options.customers));
    console.log(`World of ${options.customers} customers: ${seconds(performance.now() - started)} s`);
    const rounds = [];
    for (let round = 0; round < Number(options.rounds); round++) rounds.push(await roundOf(query, url.href));
    report(rounds);
  } finally {
    await query(`DROP DATABASE ${name}`);
    await connection.end();
  }
}

async function roundOf(query, url) {
  for (const table of TABLES) await query(`TRUNCATE ${table}`);
  await query('INSERT INTO reminders SELECT * FROM reminders_before');
  const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'run', url], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr || run.stdout);
  const measured = JSON.parse(run.stdout.trim().split('\n').at(-1));
  const { ms, rows } = await bare(query);
  return { ...measured, bare: ms, rows, ratio: ms / measured.ms };
}

/** The same rows in the same order into tables of the same shape and with the same rows before. */
async function bare(query) {
  let [ms, rows] = [0, 0];
  for (const table of TABLES) {
    const made = await query(MADE[table]);
    rows += made.length;
    if (made.length === 0) continue;
    const columns = Object.keys(made[0]);
    const values = made.map((row) => columns.map((column) => row[column]));
    await query(`CREATE TABLE bare_${table} LIKE ${table}`);
    if (table === 'reminders') await query('INSERT INTO bare_reminders SELECT * FROM reminders_before');
    const started = performance.now();
    for (let at = 0; at < values.length; at += ROWS_A_STATEMENT)
      await query(`INSERT INTO bare_${table} (${columns.join(',')}) VALUES ?`, [
        values.slice(at, at + ROWS_A_STATEMENT),
      ]);
    ms += performance.now() - started;
    await query(`DROP TABLE bare_${table}`);
  }
  return { ms, rows };
}

function report(rounds) {
  const median = (of) => rounds.map(of).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
  const table = {
    customers: Number(options.customers),
    reminders: rounds[0].made,
    rows: rounds[0].rows,
    'remind s': seconds(median(({ ms }) => ms)),
    'bare s': seconds(median(({ bare: ms }) => ms)),
    'of bare': Number(median(({ ratio }) => ratio).toFixed(2)),
    'peak MB': Math.max(...rounds.map(({ rss }) => rss)),
  };
  console.table([table]);
  mkdirSync(path.join(HERE, 'results'), { recursive: true });
  writeFileSync(path.join(HERE, 'results/remind.json'), `${JSON.stringify({ ...table, rounds }, null, 2)}\n`);
}

function seconds(ms) {
  return Number((ms / 1000).toFixed(1));
}
