// `npm run bench -- upload [--rounds 5] [--uploads 50] [--rate 40] [--engines sqlite,mysql]`: the gateway's memory while
// five files of 10 MB are uploaded, and the latency of home while many are uploaded at once, compared with its latency
// without, in turns. Exit code 1 where it is more than allowed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { homes, median, p95, signIn } from './home.mjs';
import { onDemo } from './page/demo.mjs';
import { addLogins } from './logins.mjs';
import { openDatabase } from './parts.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(HERE, '../gateway/dist');
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    uploads: { type: 'string', default: '50' },
    rate: { type: 'string', default: '40' },
    engines: { type: 'string', default: 'sqlite,mysql' },
  },
});
const [rounds, uploads, rate] = [options.rounds, options.uploads, options.rate].map(Number);
/** The files of one message, and what they may add to the gateway's memory. */
const FILES = 5;
const MOST_MB = 20;
const MOST_RATIO = 2;
/** Home before the measurement: a process that has just started still compiles hot code. */
const WARM_MS = 10_000;

const table = [];
for (const engine of options.engines.split(','))
  table.push({ database: engine, ...(await onDemo(engine, measure)) });
console.table(table);
const load = loadavg()[0].toFixed(1);
console.log(
  `${uploads} files of 10 MB at once, home asked ${rate} times a second by the clock, ${rounds} rounds in turns, medians; load of the machine ${load} on ${cpus().length} × ${cpus()[0].model}.`,
);
mkdirSync(path.join(HERE, 'results'), { recursive: true });
const result = { at: new Date().toISOString(), node: process.version, load, ...options, table };
writeFileSync(path.join(HERE, 'results/upload.json'), `${JSON.stringify(result, null, 2)}\n`);
if (table.some((row) => row.ratio > MOST_RATIO || row['5 files, MB'] > MOST_MB)) process.exitCode = 1;

async function measure(portal) {
  const port = Number(new URL(portal.url).port);
  const agent = new http.Agent({ keepAlive: true });
  const cookies = [];
  for (const login of portal.logins) cookies.push(await signIn(agent, port, login));
  agent.destroy();
  const database = await openDatabase(DIST, portal.databaseUrl);
  // Each may have few files lying about.
  const senders = await addLogins(
    database,
    Array.from({ length: uploads + 1 }, (_, n) => `WYSYLA${n}`),
  );
  await database.close();
  const [one, ...all] = senders;
  const worker = new Worker(path.join(HERE, 'upload/burst.mjs'), { workerData: { port } });
  await heard(worker);
  const visitors = { port, cookies, rate };
  const first = await homes(visitors, pause(WARM_MS));

  // The first message's files add what code and buffers need, once.
  const five = Array(FILES).fill(one);
  const message = async () => clear(port, five, await send(worker, five));
  const cold = await growth(portal.pid, message);
  const again = [];
  for (let n = 0; n < 3; n++) again.push(await growth(portal.pid, message));

  const measured = [];
  const grown = await growth(portal.pid, async () => {
    for (let round = 0; round < rounds; round++) {
      const sending = send(worker, all);
      const busy = await homes(visitors, sending);
      const sent = await sending;
      await clear(port, all, sent);
      measured.push({ ms: sent.ms, busy, calm: await homes(visitors, pause(sent.ms)) });
    }
  });
  await worker.terminate();
  const of = (pick, digits = 1) => Number(median(measured.map(pick)).toFixed(digits));
  return {
    'first 5 files, MB': cold,
    '5 files, MB': Math.max(...again),
    [`${uploads} files, MB`]: grown,
    'calm p95 ms': of(({ calm }) => p95(calm)),
    'p95 ms': of(({ busy }) => p95(busy)),
    ratio: of(({ calm, busy }) => p95(busy) / p95(calm), 2),
    'calm median ms': of(({ calm }) => median(calm)),
    'median ms': of(({ busy }) => median(busy)),
    'files a second': of(({ ms }) => (uploads * 1000) / ms),
    'warm-up p95 ms': Number(p95(first).toFixed(1)),
  };
}

/** Uploads a file for each of the logins at once. */
async function send(worker, logins) {
  worker.postMessage(logins.map(({ cookie }) => cookie));
  const sent = await heard(worker);
  const failed = sent.answers.filter(({ status }) => status !== 201);
  if (failed.length > 0) throw new Error(`Uploads were answered with ${failed.map(({ status }) => status)}`);
  return sent;
}

/** Deletes what was sent. */
async function clear(port, logins, { answers }) {
  for (const [n, { customerId, cookie }] of logins.entries())
    await fetch(`http://127.0.0.1:${port}/files/attachments/${answers[n].id}?customer=${customerId}`, {
      method: 'DELETE',
      headers: { cookie, 'apollo-require-preflight': '1' },
    });
}

/** @returns by how many MB the process grew at most during the work */
async function growth(pid, work) {
  const before = memory(pid);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, memory(pid))), 5);
  await work();
  clearInterval(watch);
  return Number((most - before).toFixed(1));
}

/** MB that a process occupies. */
function memory(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

function heard(worker) {
  return new Promise((resolve, reject) => void worker.once('message', resolve).once('error', reject));
}
