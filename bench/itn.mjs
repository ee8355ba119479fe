// `npm run bench -- itn [--seconds 60] [--warm 10] [--rate 200] [--duplicates 0.2] [--starts 300] [--role all]`: the
// payment operator's notifications against a real gateway process on MySQL or MariaDB, at a fixed rate (open loop).
// Then the time that startPayment adds to the operator's own answer. Exit code 1 where the ledger is not exact, a
// notification was not confirmed, or a limit is exceeded.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { NODE_ARGS } from '../bin/node-args.mjs';
import { faults, KEY, notification, operator, people, SERVICE, world } from './payments/world.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const GATEWAY = path.join(HERE, '../gateway');
const require = createRequire(import.meta.url);
const mysql = require('mysql2/promise');
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    warm: { type: 'string', default: '10' },
    rate: { type: 'string', default: '200' },
    duplicates: { type: 'string', default: '0.2' },
    starts: { type: 'string', default: '300' },
    role: { type: 'string', default: 'all' },
  },
});
const [seconds, rate, starts] = [options.seconds, options.rate, options.starts].map(Number);
/** Warm-up before the measurement: a process that has just started still compiles hot code. */
const warm = Number(options.warm) * rate;
const total = warm + seconds * rate;
const repeated = Math.round(total * Number(options.duplicates));
/** Duplicates are spread evenly; the first notification is never one. */
const isRepeated = (n) => Math.floor(((n + 1) * repeated) / total) > Math.floor((n * repeated) / total);

/** The limits in milliseconds, each with the figure it applies to. */
const MOST = { notification: ['p95 ms', 50], 'startPayment, added': ['median ms', 10] };

const serverUrl = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test';
const admin = await mysql.createConnection({ uri: serverUrl, connectTimeout: 3000 });
const name = `ebok_bench_itn_${process.pid}`;
await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
const url = new URL(serverUrl);
url.pathname = `/${name}`;
const folder = mkdtempSync(path.join(tmpdir(), 'ebok-bench-'));
let gateway;
let seller;
try {
  const orders = await world(url.href, total - repeated, starts);
  seller = await operator(20);
  gateway = await startGateway(seller.url);
  const database = await mysql.createConnection(url.href);
  const { sent, bare } = await notifications(orders);
  const table = { notifications: sent, bare, start: await startPayments() };
  const wrong = await faults(database, total - repeated);
  table.ledger = wrong.length === 0 ? 'exact' : wrong;
  await database.end();
  console.log(
    `${total - warm} notifications, a share of ${options.duplicates} repeated, ${rate} a second for ${seconds} s after ${options.warm} s that are not counted, ROLE=${options.role}, on ${cpus().length} × ${cpus()[0].model}:`,
  );
  console.table({
    notification: sent,
    'a bare commit meanwhile': bare,
    'startPayment, added': table.start,
  });
  console.log('ledger:', table.ledger);
  mkdirSync(path.join(HERE, 'results'), { recursive: true });
  const result = { at: new Date().toISOString(), node: process.version, ...options, ...table };
  writeFileSync(path.join(HERE, 'results/itn.json'), `${JSON.stringify(result, null, 2)}\n`);
  const slow = Object.entries({ notification: sent, 'startPayment, added': table.start }).filter(
    ([what, figures]) => !isWithin(what, figures),
  );
  if (table.ledger !== 'exact' || table.notifications.failed > 0 || slow.length > 0) process.exitCode = 1;
} finally {
  gateway?.child.kill('SIGKILL');
  seller?.close();
  await admin.query(`DROP DATABASE ${name}`);
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
}

/** Also prints the result. */
function isWithin(what, figures) {
  const [which, most] = MOST[what];
  const isSo = figures[which] <= most;
  console.log(`${what}: ${which} ${figures[which]}, at most ${most}: ${isSo ? 'ok' : 'EXCEEDED'}`);
  return isSo;
}

/** Sends at a fixed rate: latency counts from the scheduled time, so a slow gateway cannot hide its delays. */
async function notifications(orders) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 100 });
  const itn = `${gateway.url}/payments/autopay/itn`;
  const took = [];
  const sent = [];
  let failed = 0;
  let next = 0;
  const started = performance.now() + 200;
  let [cpuBefore, since] = [0, 0];
  const probe = bareCommits();
  const flying = [];
  for (let n = 0; n < total; n++) {
    const due = started + (n * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    if (n === warm) [cpuBefore, since] = [cpuSeconds(), performance.now()];
    // Half of the duplicates follow at once, as from an impatient sender; the others come later.
    const back = n % 2 ? 1 : 1 + Math.floor(Math.random() * Math.min(sent.length, 400));
    const order = isRepeated(n) ? sent.at(-Math.min(back, sent.length)) : orders[next++];
    sent.push(order);
    flying.push(
      post(agent, itn, notification(order), 'application/x-www-form-urlencoded').then(
        (body) => {
          if (n >= warm) took.push(performance.now() - due);
          if (!body.includes('>CONFIRMED<')) failed++;
        },
        () => void failed++,
      ),
    );
  }
  await Promise.all(flying);
  agent.destroy();
  probe.stop();
  const busy = (cpuSeconds() - cpuBefore) / ((performance.now() - since) / 1000);
  return {
    sent: { ...summary(took), failed, 'CPU of a core': `${Math.round(busy * 100)} %` },
    bare: summary(await probe.took),
  };
}

/** Measures a single-row insert with its commit meanwhile, which shows how much of the latency is the machine's. */
function bareCommits() {
  let over = false;
  const took = (async () => {
    const values = [];
    const connection = await mysql.createConnection(url.href);
    await connection.query('CREATE TABLE bare (id INT AUTO_INCREMENT PRIMARY KEY, at DATETIME(3))');
    while (!over) {
      const began = performance.now();
      await connection.query('INSERT INTO bare (at) VALUES (NOW(3))');
      values.push(performance.now() - began);
      await pause(50);
    }
    await connection.end();
    return values;
  })();
  return { took, stop: () => void (over = true) };
}

/**
 * Payments in sequence, as by one customer: the answer's time, less the operator's own time and the cost of calling
 * it. Direct calls to the operator, alternating with the payments, measure that cost.
 */
async function startPayments() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const direct = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const took = [];
  const bare = [];
  const timed = async (into, work) => {
    const [began, served] = [performance.now(), seller.served()];
    const answer = await work();
    into.push(performance.now() - began - (seller.served() - served));
    return answer;
  };
  for (const { cookie, invoiceId } of people(starts)) {
    const form = new URLSearchParams({ OrderID: invoiceId }).toString();
    await timed(bare, () => post(direct, seller.url, form, 'application/x-www-form-urlencoded'));
    const body = JSON.stringify({
      query:
        'mutation ($input: StartPaymentInput!) { startPayment(input: $input) { redirectUrl problems { code } } }',
      variables: { input: { invoiceIds: [invoiceId], idempotencyKey: `bench-${invoiceId}` } },
    });
    const answer = JSON.parse(
      await timed(took, () => post(agent, `${gateway.url}/graphql`, body, 'application/json', cookie)),
    );
    if (!answer.data?.startPayment.redirectUrl) throw new Error(JSON.stringify(answer));
  }
  agent.destroy();
  direct.destroy();
  const asked = summary(bare.slice(20))['median ms'];
  return { ...summary(took.slice(20).map((ms) => ms - asked)), 'asked directly, median ms': asked };
}

function post(agent, address, body, type, cookie = '') {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body), cookie };
    const request = http.request(address, { agent, method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text));
      response.on('error', reject);
    });
    request.on('error', reject).end(body);
  });
}

async function startGateway(operatorUrl) {
  const port = 5400 + (process.pid % 500);
  const at = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...NODE_ARGS, 'dist/main.js'], {
    cwd: GATEWAY,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: url.href,
      ROLE: options.role,
      DEMO: '0',
      MAIL_URL: `file:${folder}/outbox`,
      FEED_DIR: `${folder}/feed`,
      AUTOPAY_URL: operatorUrl,
      AUTOPAY_SERVICE_ID: SERVICE,
      AUTOPAY_SHARED_KEY: KEY,
      NBP_URL: 'http://127.0.0.1:1/',
      LOG_LEVEL: 'info',
    },
  });
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${at}/readyz`).catch(() => null);
    if (answer?.ok) return { child, url: at };
    await pause(100);
  }
  child.kill('SIGKILL');
  throw new Error('The gateway did not become ready');
}

/** CPU time of the gateway's process, with all its threads; available on Linux only. */
function cpuSeconds() {
  const file = `/proc/${gateway.child.pid}/stat`;
  if (!existsSync(file)) return NaN;
  const [user, system] = readFileSync(file, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1));
  return {
    count: sorted.length,
    'median ms': at(0.5),
    'p95 ms': at(0.95),
    'p99 ms': at(0.99),
    'max ms': at(1),
  };
}
