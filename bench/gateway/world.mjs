// The measured data set: imported through the feed once, then kept in its own database.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { writeFeed } from '../feed.mjs';
import { writeMessages, writeUsage } from '../feed-year.mjs';
import { shifted } from './operations.mjs';

/** Must be raised when the generated data changes, so that old databases are replaced. */
const MAKE = 2;
const INVOICES_EACH = 24;
const DAYS = 365;
/** Every fortieth customer is signed in and has more days, so that a previous year can be compared. */
const SIGNED_IN = 40;
const DAYS_OF_SIGNED_IN = 800;
const MESSAGES = 12;
/**
 * A data set's clock stands still on its last day, but the portal's does not: without this, all due documents would
 * become overdue.
 */
const MOST_DAYS = 60;

/**
 * Opens the data set, and generates it where it is missing.
 * @returns its database, its last day with usage, and the tokens of signed-in customers
 */
export async function world({ serverUrl, customers, root }) {
  const url = new URL(serverUrl);
  const name = `ebok_bench_${customers}`;
  url.pathname = `/${name}`;
  const server = await mysql.createConnection({ uri: serverUrl });
  if (!(await isThere(server, name))) await make(server, name, url.href, customers, root);
  const [[{ lastDay }]] = await server.query(`SELECT lastDay FROM ${name}.bench_world`);
  await server.end();
  return { url: url.href, lastDay, people: peopleOf(customers) };
}

/** The signed-in customers, identified by number, so that no list must be stored. */
function peopleOf(customers) {
  return Array.from({ length: Math.ceil(customers / SIGNED_IN) }, (_, n) => {
    const token = createHash('sha256').update(`bench ${n}`).digest('base64url');
    return {
      token,
      sessionId: createHash('sha256').update(token).digest('base64url'),
      userId: createHash('sha256').update(`user ${n}`).digest('base64url').slice(0, 22),
      customerNumber: `K${String(n * SIGNED_IN).padStart(8, '0')}`,
    };
  });
}

/** Marks sessions as seen just now: otherwise the gateway would update "last seen" during the measurement. */
export async function refreshSessions(url) {
  const connection = await mysql.createConnection({ uri: url });
  await connection.query(
    'UPDATE sessions SET lastSeenAt = UTC_TIMESTAMP(3), endsAt = UTC_TIMESTAMP(3) + INTERVAL 12 HOUR',
  );
  await connection.end();
}

/** Signs all of them in again, in this many browsers each. @returns the tokens of all sessions */
export async function moreSessions(url, people, each) {
  const connection = await mysql.createConnection({ uri: url });
  const tokens = [];
  for (const { sessionId, token } of people)
    for (let browser = 0; browser < each; browser++) {
      const own = `${token}-${browser}`;
      tokens.push(own);
      await connection.query(
        `INSERT IGNORE INTO sessions (id, userId, customerId, ip, device, createdAt, lastSeenAt, endsAt)
         SELECT ?, userId, customerId, ip, device, createdAt, lastSeenAt, endsAt FROM sessions WHERE id = ?`,
        [createHash('sha256').update(own).digest('base64url'), sessionId],
      );
    }
  await connection.end();
  return tokens;
}

/** Registers the operations as those of published slices: in production nothing else runs. */
export async function register(url, texts) {
  const connection = await mysql.createConnection({ uri: url });
  const at = '2020-01-01 00:00:00';
  for (const [name, text] of Object.entries(texts)) {
    const hash = createHash('sha256').update(text).digest('hex');
    await connection.query('REPLACE INTO operations (hash, name, text) VALUES (?, ?, ?)', [hash, name, text]);
    await connection.query("REPLACE INTO slice_operations (slice, version, hash) VALUES ('bench', '1', ?)", [
      hash,
    ]);
  }
  await connection.query(
    `REPLACE INTO slice_versions (slice, version, folder, digest, manifest, publishedAt, publishedBy, lastUsedAt)
     VALUES ('bench', '1', '', '', '{}', ?, 'bench', ?)`,
    [at, at],
  );
  await connection.end();
}

/** Whether the data set is complete, of this version, and recent enough that the current month has usage. */
async function isThere(server, name) {
  try {
    const [[{ make: found, days }]] = await server.query(
      `SELECT make, DATEDIFF(UTC_DATE(), lastDay) AS days FROM ${name}.bench_world`,
    );
    return found === MAKE && days < MOST_DAYS;
  } catch (error) {
    if (error.code === 'ER_BAD_DB_ERROR' || error.code === 'ER_NO_SUCH_TABLE') return false;
    throw error;
  }
}

async function make(server, name, url, customers, root) {
  console.log(`Generating data of ${customers} customers (15 minutes, only the first time)…`);
  await server.query(`DROP DATABASE IF EXISTS ${name}`);
  await server.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-bench-'));
  const today = new Date().toISOString().slice(0, 10);
  const lastDay = shifted(today, -1);
  const all = Array.from({ length: customers }, (_, n) => n);
  const points = Math.floor(customers * 1.2);
  try {
    await writeFeed(folder, { customers, invoices: customers * INVOICES_EACH });
    await writeMessages(folder, { customers: all, each: MESSAGES, until: today });
    await writeUsage(folder, {
      points: Array.from({ length: points }, (_, point) => ({
        point,
        days: (point % customers) % SIGNED_IN === 0 ? DAYS_OF_SIGNED_IN : DAYS,
      })),
      to: lastDay,
    });
    const started = performance.now();
    importFeed(folder, url, root);
    console.log(`Imported in ${Math.round((performance.now() - started) / 1000)} s.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await server.query(`USE ${name}`);
  await signIn(server, peopleOf(customers), root);
  await server.query('ANALYZE TABLE invoices, usage_months, messages, consumption_points');
  await server.query('CREATE TABLE bench_world (make INT, lastDay VARCHAR(10))');
  await server.query('INSERT INTO bench_world VALUES (?, ?)', [MAKE, lastDay]);
}

function importFeed(folder, url, root) {
  const report = path.join(folder, 'report');
  const args = ['gateway/dist/cli.js', 'import', folder, '--silent', '--report', report];
  const env = { ...process.env, DATABASE_URL: url };
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0)
    throw new Error(`The import ended with ${status}: ${readFileSync(report, 'utf8').slice(0, 500)}`);
}

async function signIn(server, people, root) {
  const { BUILT_IN_VERSION } = createRequire(path.join(root, 'package.json'))(
    './gateway/dist/documents/built-in.js',
  );
  const at = '2020-01-01 00:00:00';
  const insert = (table, rows) => server.query(`INSERT INTO ${table} VALUES ?`, [rows]);
  const [customers] = await server.query('SELECT id, number FROM customers WHERE number IN (?)', [
    people.map((person) => person.customerNumber),
  ]);
  const ids = new Map(customers.map(({ id, number }) => [number, id]));
  const customerOf = (person) => ids.get(person.customerNumber);
  await insert(
    'users (id, email, written, passwordHash, language, developer, disabled, createdAt)',
    people.map(({ userId }, n) => [userId, `bench${n}@example.pl`, '', '-', 'PL', 0, 0, at]),
  );
  await insert(
    'accesses (customerId, userId, role)',
    people.map((person) => [customerOf(person), person.userId, 'OWNER']),
  );
  await insert(
    'terms_acceptances (userId, version, acceptedAt)',
    people.map(({ userId }) => [userId, BUILT_IN_VERSION, at]),
  );
  await insert(
    'sessions (id, userId, customerId, ip, device, createdAt, lastSeenAt, endsAt)',
    people.map((person) => [person.sessionId, person.userId, customerOf(person), '', '', at, at, at]),
  );
  // Every customer has read half of their messages.
  await server.query(
    `INSERT INTO message_reads (customerId, userId, messageId, readAt)
     SELECT m.customerId, a.userId, m.id, m.sentAt FROM messages m JOIN accesses a ON a.customerId = m.customerId
     WHERE m.kind = 'ANNOUNCEMENT'`,
  );
}
