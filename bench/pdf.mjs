// `npm run bench -- pdf [--rounds 7] [--documents 200] [--rate 40] [--engines sqlite,mysql]`: the latency of home
// while many PDF documents are requested at once, compared with its latency at idle. Both alternate, on the demo
// world.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { bodies } from './gateway/operations.mjs';
import { startDemo } from './page/demo.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const mysql = createRequire(import.meta.url)('mysql2/promise');
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    documents: { type: 'string', default: '200' },
    rate: { type: 'string', default: '40' },
    engines: { type: 'string', default: 'sqlite,mysql' },
  },
});
const [rounds, documents, rate] = [options.rounds, options.documents, options.rate].map(Number);
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format();
const home = bodies(today).Home;

const table = [];
for (const engine of options.engines.split(',')) table.push(await onDatabase(engine, measure));
console.table(table);
const load = loadavg()[0].toFixed(1);
console.log(
  `${documents} PDFs at once, home asked ${rate} times a second by the clock, ${rounds} rounds in turns, medians; load of the machine ${load} on ${cpus().length} × ${cpus()[0].model}.`,
);
mkdirSync(path.join(HERE, 'results'), { recursive: true });
const result = { at: new Date().toISOString(), node: process.version, load, ...options, table };
writeFileSync(path.join(HERE, 'results/pdf.json'), `${JSON.stringify(result, null, 2)}\n`);
if (table.some((row) => row.failed > 0)) process.exitCode = 1;

/** The portal on its own database, with the demo world imported. */
async function onDatabase(engine, work) {
  const world = mkdtempSync(path.join(tmpdir(), 'ebok-bench-pdf-'));
  const name = `ebok_bench_pdf_${process.pid}`;
  const server = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test';
  const admin = engine === 'mysql' && (await mysql.createConnection({ uri: server, connectTimeout: 3000 }));
  const url = new URL(server);
  url.pathname = `/${name}`;
  let portal;
  try {
    if (admin) await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    portal = await startDemo(world, admin ? url.href : undefined);
    return { database: engine, ...(await work(portal)) };
  } finally {
    await portal?.stop();
    if (admin) {
      await admin.query(`DROP DATABASE IF EXISTS ${name}`);
      await admin.end();
    }
    rmSync(world, { recursive: true, force: true });
  }
}

async function measure(portal) {
  const port = Number(new URL(portal.url).port);
  const people = [];
  for (const login of portal.logins) people.push(await visitor(port, login));
  const all = people.flatMap(({ cookie, paths }) => paths.map((one) => ({ path: one, cookie })));
  const asked = Array.from({ length: documents }, (_, n) => all[n % all.length]);
  const cookies = people.map(({ cookie }) => cookie);
  // Warm-up: compiled operations, and threads with their fonts loaded.
  const first = await whilePrinting(port, asked, cookies);
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    const calm = await homes(port, cookies, pause(first.ms));
    measured.push({ calm, ...(await whilePrinting(port, asked, cookies)) });
  }
  const of = (pick, digits = 1) => Number(median(measured.map(pick)).toFixed(digits));
  const answers = measured.flatMap(({ statuses }) => statuses);
  return {
    'calm p95 ms': of(({ calm }) => p95(calm)),
    'p95 ms with PDFs': of(({ busy }) => p95(busy)),
    ratio: of(({ calm, busy }) => p95(busy) / p95(calm), 2),
    'calm median ms': of(({ calm }) => median(calm)),
    'median ms with PDFs': of(({ busy }) => median(busy)),
    'PDFs a second': of(({ ms }) => (documents * 1000) / ms),
    'asked to come later': answers.filter((status) => status === 503).length,
    failed: answers.filter((status) => status !== 200 && status !== 503).length,
  };
}

/** Requests home from the first document's request until the last document has arrived. */
async function whilePrinting(port, asked, cookies) {
  const worker = new Worker(path.join(HERE, 'pdf/burst.mjs'), { workerData: { port, asked } });
  const nextMessage = () =>
    new Promise((resolve, reject) => void worker.once('message', resolve).once('error', reject));
  await nextMessage();
  const ended = nextMessage();
  worker.postMessage('go');
  const busy = await homes(port, cookies, ended);
  const { ms, statuses } = await ended;
  await worker.terminate();
  return { busy, ms, statuses };
}

/** Sends at a fixed rate: latency counts from the scheduled time, so a slow portal cannot hide its delays. */
async function homes(port, cookies, until) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 100 });
  let over = false;
  void until.finally(() => (over = true));
  const took = [];
  const flying = [];
  const started = performance.now();
  for (let n = 0; !over; n++) {
    const due = started + (n * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    const asked = post(agent, port, home, cookies[n % cookies.length]);
    flying.push(asked.then(() => void took.push(performance.now() - Math.max(due, started))));
  }
  await Promise.all(flying);
  agent.destroy();
  return took;
}

/** A signed-in customer, and the addresses of their documents. */
async function visitor(port, { email, password }) {
  const agent = new http.Agent({ keepAlive: true });
  const ask = (query, variables, cookie) =>
    post(agent, port, JSON.stringify({ query, variables }), cookie).then(({ text, headers }) => ({
      data: JSON.parse(text).data,
      cookie: headers['set-cookie']?.find((one) => /^ebok=/.test(one))?.split(';')[0],
    }));
  const { cookie } = await ask(
    'mutation ($input: SignInInput!) { signIn(input: $input) { problems { code } } }',
    { input: { email, password } },
  );
  if (!cookie) throw new Error(`${email} could not sign in`);
  const paths = [];
  for (let after = null; ;) {
    const { data } = await ask(
      'query ($after: String) { customer { invoices(first: 50, after: $after) { pageInfo { endCursor hasNextPage } edges { node { pdfUrl } } } } }',
      { after },
      cookie,
    );
    const { edges, pageInfo } = data.customer.invoices;
    paths.push(...edges.map(({ node }) => node.pdfUrl));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  agent.destroy();
  return { cookie, paths };
}

function post(agent, port, body, cookie = '') {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie };
    const request = http.request(
      { agent, host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk)).on('error', reject);
        response.on('end', () =>
          response.statusCode === 200 && text.includes('"data":{')
            ? resolve({ text, headers: response.headers })
            : reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`)),
        );
      },
    );
    request.on('error', reject).end(body);
  });
}

function p95(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)];
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
