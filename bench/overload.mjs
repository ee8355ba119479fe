// `npm run bench -- overload [--old FOLDER] [--seconds 8] [--rounds 3] [--rate N]`: home at a fixed rate, at the knee
// and at twice that. Then by other customers while one session sends a hundred requests at once. An earlier build and
// this one alternate.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TEXTS, bodies } from './gateway/operations.mjs';
import { gatewayEnv } from './gateway/servers.mjs';
import { moreSessions, refreshSessions, register, world } from './gateway/world.mjs';
import { NODE_ARGS } from '../bin/node-args.mjs';
import { freePort } from './ports.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '..');
const { values: options } = parseArgs({
  options: {
    old: { type: 'string' },
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    customers: { type: 'string', default: '2000' },
    /** Requests a second at the knee. By default this build is measured to find it. */
    rate: { type: 'string' },
    hog: { type: 'string', default: '100' },
  },
});
const [seconds, rounds, hog] = [options.seconds, options.rounds, options.hog].map(Number);
/**
 * The concurrent requests of one session: lists, usage, and two kinds of writes. The idempotency key makes all
 * payments the same one.
 */
const CROWD = {
  List: 'query List { customer { invoices(first: 50) { totalCount edges { node { id number status gross outstanding } } } } }',
  Days: TEXTS.Days,
  Language: 'mutation Language { setLanguage(language: PL) }',
  Pay: 'mutation Pay { startPayment(input: { idempotencyKey: "bench" }) { problems { code } } }',
};
const URGENT = 'query Payment { payment(id: "none") { id } }';
const URGENT_RATE = 10;
/**
 * The search for the knee: it starts at `share` of what twenty clients without pauses get, and goes down by `step`.
 */
const KNEE = { share: 1, step: 0.1, least: 0.4, p95: 100, answered: 0.99 };
const WARM_SECONDS = 3;
/** Sessions per customer: in a crowd each session sends few requests. */
const SESSIONS_EACH = 20;
const serverUrl = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test';

const { url, lastDay, people } = await world({ serverUrl, customers: Number(options.customers), root: ROOT });
await register(url, { Home: TEXTS.Home, ...CROWD, Payment: URGENT });
const { Home: home, Days: days } = bodies(lastDay);
const crowd = Object.entries(CROWD).map(([operationName, query]) =>
  operationName === 'Days' ? days : JSON.stringify({ operationName, query }),
);
const urgent = { rate: URGENT_RATE, body: JSON.stringify({ operationName: 'Payment', query: URGENT }) };
const tokens = await moreSessions(url, people, SESSIONS_EACH);
const cookies = tokens.map((token) => `__Host-ebok=${token}`);
const folder = mkdtempSync(path.join(tmpdir(), 'ebok-bench-'));
const builds = { ...(options.old && { old: path.resolve(options.old) }), new: ROOT };
const table = [];
try {
  await refreshSessions(url);
  const knee = options.rate ? Number(options.rate) : await findKnee();
  console.log(`The knee: ${knee} requests a second.`);
  const kinds = {
    calm: { rate: Math.round(knee * 0.3) },
    knee: { rate: knee },
    'twice the knee': { rate: knee * 2, urgent },
    'calm, with a hog': { rate: Math.round(knee * 0.3), hog },
  };
  const found = {};
  for (let round = 0; round < rounds; round++)
    for (const [kind, how] of Object.entries(kinds)) {
      await refreshSessions(url);
      for (const [build, root] of Object.entries(builds))
        ((found[kind] ??= {})[build] ??= []).push(await loaded(root, how));
    }
  for (const [kind, of] of Object.entries(found))
    for (const [build, figures] of Object.entries(of)) table.push({ kind, build, ...medians(figures) });
  console.table(table);
  console.log(
    `${rounds} rounds of ${seconds} s in turns, medians; a hog is one session with ${hog} requests for a list at once, again and again; load of the machine ${loadavg()[0].toFixed(1)} on ${cpus().length} × ${cpus()[0].model}.`,
  );
  mkdirSync(path.join(HERE, 'results'), { recursive: true });
  const result = { at: new Date().toISOString(), node: process.version, ...options, knee, table };
  writeFileSync(path.join(HERE, 'results/overload.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * The highest rate at which nearly all requests are answered in time. The search starts at the maximum throughput and
 * goes down.
 */
async function findKnee() {
  const most = await onGateway(ROOT, async (port, pid) => {
    const input = { url: `http://127.0.0.1:${port}`, pid, body: home, cookies, seconds: 4, warmSeconds: 3 };
    return (await program('load', { ...input, connections: 20 })).perSecond;
  });
  for (let share = KNEE.share; share > KNEE.least; share -= KNEE.step) {
    const rate = Math.round(most * share);
    const { 'p95 ms': p95, 'answered a second': answered } = await loaded(ROOT, { rate });
    console.log(`${rate} a second: ${answered} answered, p95 ${p95} ms`);
    if (p95 <= KNEE.p95 && answered >= rate * KNEE.answered) return rate;
  }
  throw new Error('No rate was answered in time: other processes use this machine');
}

/** Measures this load on a gateway that was just started. */
function loaded(root, how) {
  return onGateway(root, (port) =>
    program('open-load', { port, body: home, cookies, seconds, warmSeconds: WARM_SECONDS, crowd, ...how }),
  );
}

async function onGateway(root, work) {
  const port = await freePort();
  const child = spawn(process.execPath, [...NODE_ARGS, path.join(root, 'gateway/dist/main.js')], {
    cwd: root,
    env: { ...gatewayEnv(url, port), FILES_DIR: `${folder}/files` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    for (let tries = 0; !(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok; tries++) {
      if (tries > 600 || child.exitCode !== null) throw new Error('The gateway did not become ready');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return await work(port, child.pid);
  } finally {
    child.kill('SIGKILL');
  }
}

/** Runs in a separate process, so that load and gateway have a core each where there are two. */
function program(name, input) {
  const args = [path.join(HERE, `gateway/${name}.mjs`), JSON.stringify(input)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`load ended with ${code}`)),
    ),
  );
}

function medians(rows) {
  const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return Object.fromEntries(Object.keys(rows[0]).map((key) => [key, middle(rows.map((row) => row[key]))]));
}
