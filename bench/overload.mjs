// `npm run bench -- overload [--old FOLDER] [--engine mysql] [--seconds 8] [--rounds 3] [--rate N]`: home asked by the clock at the knee and at twice as much,
// then by others while one session asks for a hundred things at once; a build before beside this one, in turns.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TEXTS, bodies } from './gateway/operations.mjs';
import { gatewayEnv } from './gateway/servers.mjs';
import { refreshSessions, register, world } from './gateway/world.mjs';
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
    /** Requests a second at the knee; without it, it is looked for with this build. */
    rate: { type: 'string' },
    hog: { type: 'string', default: '100' },
  },
});
const [seconds, rounds, hog] = [options.seconds, options.rounds, options.hog].map(Number);
const LIST = `query List { customer { invoices(first: 50) { totalCount edges { node { id number status gross outstanding } } } } }`;
const serverUrl = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test';

const { url, lastDay, people } = await world({ serverUrl, customers: Number(options.customers), root: ROOT });
await register(url, { Home: TEXTS.Home, List: LIST });
const home = bodies(lastDay).Home;
const list = JSON.stringify({ operationName: 'List', query: LIST });
const cookies = people.map(({ token }) => `__Host-ebok=${token}`);
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
    'twice the knee': { rate: knee * 2 },
    'calm, with a hog': { rate: Math.round(knee * 0.3), hog },
  };
  const found = {};
  for (let round = 0; round < rounds; round++)
    for (const [build, root] of Object.entries(builds))
      for (const [kind, how] of Object.entries(kinds)) {
        const figures = await onGateway(root, how);
        ((found[kind] ??= {})[build] ??= []).push(figures);
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

/** The highest rate, a tenth more each time, at which nearly all is answered within 100 ms at the 95th percentile. */
async function findKnee() {
  let rate = 100;
  for (;;) {
    const { 'p95 ms': p95, 'answered a second': answered } = await onGateway(ROOT, {
      rate: Math.round(rate * 1.15),
    });
    if (p95 > 100 || answered < rate * 1.15 * 0.97) return Math.round(rate);
    rate *= 1.15;
  }
}

/** A gateway that has just been started, warmed up, under this load. */
async function onGateway(root, how) {
  const port = await freePort();
  const child = spawn(process.execPath, [...NODE_ARGS, path.join(root, 'gateway/dist/main.js')], {
    cwd: root,
    env: { ...gatewayEnv(url, port), FILES_DIR: `${folder}/files` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    for (let tries = 0; !(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok; tries++) {
      if (tries > 600 || child.exitCode !== null) throw new Error('the gateway does not get ready');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await load({ port, body: home, cookies, rate: 50, seconds: 2 });
    return await load({ port, body: home, cookies, seconds, ...how, list });
  } finally {
    child.kill('SIGKILL');
  }
}

/** By a process of its own, so that both sides have a core where there are two. */
function load(input) {
  const child = spawn(process.execPath, [path.join(HERE, 'gateway/open-load.mjs'), JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  return new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`load ended with ${code}`)),
    ),
  );
}

function medians(rows) {
  const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return Object.fromEntries(Object.keys(rows[0]).map((key) => [key, middle(rows.map((row) => row[key]))]));
}
