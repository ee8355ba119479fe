// `npm run bench -- usage-export [--points 50] [--rounds 3] [--loop 10] [--engines sqlite,mysql]`: a year of quarter-hours
// of many points as a file, beside a loop over the API, and what it adds to the gateway's memory. Exit code 1 where an
// export is less than five times as fast as the loop as CSV, or adds more than 30 MB.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, post } from './home.mjs';
import { addLogins, insertRows } from './logins.mjs';
import { onDemo } from './page/demo.mjs';
import { openDatabase } from './parts.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(HERE, '../gateway/dist');
const require = createRequire(import.meta.url);
const { addDays, hoursOf } = require(path.join(DIST, 'calendar.js'));
const { keyOf, sqlInstant } = require(path.join(DIST, 'database/columns.js'));
const { Rows } = require(path.join(DIST, 'database/bulk-rows.js'));
const { packedDay } = require(path.join(DIST, 'feed/records/usage.record.js'));
const { UsageWriter } = require(path.join(DIST, 'feed/writers/usage.writer.js'));

const { values: options } = parseArgs({
  options: {
    points: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '3' },
    /** Points of which the loop reads the year; its time is taken times the rest. */
    loop: { type: 'string', default: '10' },
    engines: { type: 'string', default: 'sqlite,mysql' },
  },
});
const [points, rounds, loop] = [options.points, options.rounds, options.loop].map(Number);
const [FROM, DAYS] = ['2025-01-01', 365];
const FORMATS = ['csv', 'xlsx', 'green-button', 'home-assistant'];
const [LEAST_RATIO, MOST_MB] = [5, 30];
/** A session that asks without pauses gets one answer at a time; the loop takes turns with as many as never wait. */
const SESSIONS = 24;
/** As many days of quarter-hours as one answer has. */
const DAYS_AT_ONCE = 4;
const QUERY = `query Point($id: ID!, $input: UsageInput!) { customer { consumptionPoint(id: $id) { id usage(input: $input) {
  intervals { start end kwh estimated complete } } } } }`;

const table = [];
for (const engine of options.engines.split(','))
  table.push(...(await onDemo(engine, (portal) => measure(engine, portal))));
console.table(table);
const load = loadavg()[0].toFixed(1);
console.log(
  `${points} points, a year of quarter-hours, ${rounds} rounds, medians; load of the machine ${load} on ${cpus().length} × ${cpus()[0].model}.`,
);
mkdirSync(path.join(HERE, 'results'), { recursive: true });
const result = { at: new Date().toISOString(), node: process.version, load, ...options, table };
writeFileSync(path.join(HERE, 'results/usage-export.json'), `${JSON.stringify(result, null, 2)}\n`);
if (
  table.some(
    (row) => row['MB more'] > MOST_MB || (row.format === 'csv' && row['times as fast'] < LEAST_RATIO),
  )
)
  process.exitCode = 1;

async function measure(engine, portal) {
  const port = Number(new URL(portal.url).port);
  const { ids, cookies } = await fill(portal.databaseUrl);
  const agent = new http.Agent({ keepAlive: true });
  const seconds = { loop: [], ...Object.fromEntries(FORMATS.map((format) => [format, []])) };
  const grown = {};
  const bytes = {};
  for (const format of FORMATS) await exported(port, cookies[0], format, 31);
  for (let round = 0; round < rounds; round++) {
    seconds.loop.push(
      (await timed(() => looped(agent, port, cookies, ids.slice(0, loop)))) * (points / loop),
    );
    for (const format of FORMATS) {
      const mb = await growth(portal.pid, async () => {
        // A session starts thirty exports in ten minutes.
        const time = await timed(
          async () => (bytes[format] = await exported(port, cookies[round], format, DAYS)),
        );
        seconds[format].push(time);
      });
      grown[format] = Math.max(grown[format] ?? 0, mb);
    }
  }
  agent.destroy();
  return FORMATS.map((format) => ({
    database: engine,
    format,
    MB: Number((bytes[format] / 1e6).toFixed(1)),
    seconds: Number(median(seconds[format]).toFixed(2)),
    'loop, seconds': Number(median(seconds.loop).toFixed(1)),
    'times as fast': Number((median(seconds.loop) / median(seconds[format])).toFixed(1)),
    'MB more': Number(grown[format].toFixed(1)),
  }));
}

/** One customer with the points and a year of each. */
async function fill(databaseUrl) {
  const database = await openDatabase(DIST, databaseUrl);
  const [{ customerId, userId }] = await addLogins(database, ['EKSPORT']);
  const tokens = Array.from({ length: SESSIONS }, (_, n) => `export-${n}`);
  const at = sqlInstant(new Date());
  const endsAt = sqlInstant(new Date(Date.now() + 11 * 3_600_000));
  await insertRows(
    database,
    'sessions',
    tokens.map((token) => ({
      id: createHash('sha256').update(token).digest('base64url'),
      ...{ userId, customerId, ip: '127.0.0.1', device: 'bench', createdAt: at, lastSeenAt: at, endsAt },
    })),
  );
  const ppes = Array.from({ length: points }, (_, n) => `59${String(7_000_000 + n).padStart(16, '0')}`);
  await insertRows(
    database,
    'consumption_points',
    ppes.map((ppe) => ({
      ...{ customerId, id: keyOf(ppe), ppe, addressLine1: 'ul. Lipowa 1', addressLine2: '00-001 Warszawa' },
      ...{ addressCountry: 'PL', producer: 0, contractFrom: '2020-01-01', sortKey: ppe, described: 1 },
    })),
  );
  const writer = new UsageWriter(new Rows(database.dialect));
  for (const ppe of ppes) {
    const records = Array.from({ length: DAYS }, (_, n) => recordOf(ppe, addDays(FROM, n)));
    for (let from = 0; from < DAYS; from += 100)
      await database.transaction((manager) => writer.write(manager, records.slice(from, from + 100)));
  }
  await database.close();
  return { ids: ppes.map((ppe) => keyOf(ppe)), cookies: tokens.map((token) => `ebok=${token}`) };
}

function recordOf(ppe, day) {
  const values = Array.from(
    { length: hoursOf(day) * 4 },
    (_, n) => 40 + ((n * 37 + Number(day.slice(8)) * 11) % 400),
  );
  const point = { ppe, pointId: keyOf(ppe), day, direction: 'CONSUMPTION', minutes: 15, estimated: false };
  return { ...point, ...packedDay(values) };
}

/** @returns how many bytes came */
function exported(port, cookie, format, days) {
  const query = `from=${FROM}&to=${addDays(FROM, days - 1)}&resolution=QUARTER_HOUR`;
  return new Promise((resolve, reject) => {
    const request = http.get(
      { host: '127.0.0.1', port, path: `/usage-export/${format}?${query}`, headers: { cookie } },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`${format}: ${response.statusCode}`));
        let bytes = 0;
        response.on('data', (chunk) => (bytes += chunk.length));
        response.on('end', () => resolve(bytes)).on('error', reject);
      },
    );
    request.on('error', reject);
  });
}

/** Reads the same year of some points as a program would: an answer after the other. */
async function looped(agent, port, cookies, ids) {
  let turn = 0;
  for (const id of ids)
    for (let n = 0; n < DAYS; n += DAYS_AT_ONCE) {
      const input = {
        ...{ from: addDays(FROM, n), to: addDays(FROM, Math.min(n + DAYS_AT_ONCE, DAYS) - 1) },
        resolution: 'QUARTER_HOUR',
      };
      const body = JSON.stringify({ query: QUERY, variables: { id, input } });
      // It refuses what is no answer.
      await post(agent, port, body, cookies[turn++ % cookies.length]);
    }
}

async function timed(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** @returns by how many MB the process grew at most during the work */
async function growth(pid, work) {
  const before = memory(pid);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, memory(pid))), 20);
  await work();
  clearInterval(watch);
  return most - before;
}

/** MB that a process occupies. */
function memory(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}
