// `npm run bench -- pdf [--rounds 7] [--documents 200] [--rate 40] [--engines sqlite,mysql]`: the latency of home
// while many PDF documents are requested at once, compared with its latency at idle. Both alternate, on the demo
// world.
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { homes, median, p95, post, signIn } from './home.mjs';
import { onDemo } from './page/demo.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    documents: { type: 'string', default: '200' },
    rate: { type: 'string', default: '40' },
    engines: { type: 'string', default: 'sqlite,mysql' },
  },
});
const [rounds, documents, rate] = [options.rounds, options.documents, options.rate].map(Number);

const table = [];
for (const engine of options.engines.split(','))
  table.push({ database: engine, ...(await onDemo(engine, measure)) });
console.table(table);
const load = loadavg()[0].toFixed(1);
console.log(
  `${documents} PDFs at once, home asked ${rate} times a second by the clock, ${rounds} rounds in turns, medians; load of the machine ${load} on ${cpus().length} × ${cpus()[0].model}.`,
);
mkdirSync(path.join(HERE, 'results'), { recursive: true });
const result = { at: new Date().toISOString(), node: process.version, load, ...options, table };
writeFileSync(path.join(HERE, 'results/pdf.json'), `${JSON.stringify(result, null, 2)}\n`);
if (table.some((row) => row.failed > 0)) process.exitCode = 1;

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
    const calm = await homes({ port, cookies, rate }, pause(first.ms));
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
  const busy = await homes({ port, cookies, rate }, ended);
  const { ms, statuses } = await ended;
  await worker.terminate();
  return { busy, ms, statuses };
}

/** A signed-in customer, and the addresses of their documents. */
async function visitor(port, login) {
  const agent = new http.Agent({ keepAlive: true });
  const cookie = await signIn(agent, port, login);
  const query =
    'query ($after: String) { customer { invoices(first: 50, after: $after) { pageInfo { endCursor hasNextPage } edges { node { pdfUrl } } } } }';
  const paths = [];
  for (let after = null; ;) {
    const { text } = await post(agent, port, JSON.stringify({ query, variables: { after } }), cookie);
    const { data } = JSON.parse(text);
    const { edges, pageInfo } = data.customer.invoices;
    paths.push(...edges.map(({ node }) => node.pdfUrl));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  agent.destroy();
  return { cookie, paths };
}
