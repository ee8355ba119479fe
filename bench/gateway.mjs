// `npm run bench -- gateway [--rounds N] [--seconds N] [--customers N] [--old FOLDER]`: throughput of home and usage,
// compared with a bare node:http handler and with mercurius and its compiler. All run the same statements on the same
// core, in alternating rounds. `--old` adds an earlier build.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { TEXTS, bodies } from './gateway/operations.mjs';
import { command, gatewayEnv, loadCore, pinned, startGateway, startPeer, stop } from './gateway/servers.mjs';
import { refreshSessions, register, world } from './gateway/world.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '..');
const CONNECTIONS = 20;
const WARM_SECONDS = 1;
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '6' },
    customers: { type: 'string', default: '20000' },
    operations: { type: 'string', default: 'Home,Months,Days' },
    /** The folder of an earlier build. */
    old: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
});

const serverUrl = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test';
const { url, lastDay, people } = await world({ serverUrl, customers: Number(options.customers), root: ROOT });
await refreshSessions(url);
const wanted = options.operations.split(',');
const asked = Object.fromEntries(Object.entries(bodies(lastDay)).filter(([name]) => wanted.includes(name)));
const plans = record();
await register(url, TEXTS);
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format();
const input = { url, plans, today, schema: path.join(ROOT, 'schema.graphql') };
const profile = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${path.join(HERE, 'results')}`] : [];
const servers = {
  bare: await startPeer('bare', input),
  mercurius: await startPeer('mercurius', input),
  ...(options.old && { old: await startGateway(url, { root: path.resolve(options.old) }) }),
  gateway: await startGateway(url, { nodeArgs: profile }),
};
try {
  for (const name of Object.keys(asked)) await compareAnswers(name);
  const table = [];
  for (const name of Object.keys(asked)) table.push(...summarize(name, await measure(name)));
  console.table(table);
  console.log(
    `${CONNECTIONS} connections, ${people.length} sessions in turn, ${pinned}, ${options.rounds} rounds of ${options.seconds} s.`,
  );
  mkdirSync(path.join(HERE, 'results'), { recursive: true });
  const result = {
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0].model,
    pinned,
    ...options,
    table,
  };
  writeFileSync(path.join(HERE, 'results/gateway.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await Promise.all(Object.values(servers).map(stop));
}

/** Records the gateway's SQL in a separate process, so that the peers run the same statements. */
function record() {
  const argument = JSON.stringify({ root: ROOT, person: people[0], bodies: asked });
  const env = { ...gatewayEnv(url), NODE_ENV: 'test' };
  return printed([process.execPath, path.join(HERE, 'gateway/record.mjs'), argument], env);
}

/** Servers with different answers are not comparable, so a difference fails the benchmark. */
async function compareAnswers(name) {
  for (const person of [people[0], people.at(-1), people[Math.floor(people.length / 3)]]) {
    const answers = {};
    for (const [server, { url: at }] of Object.entries(servers)) {
      const headers = { 'content-type': 'application/json', cookie: cookieOf(person) };
      const response = await fetch(`${at}/graphql`, { method: 'POST', headers, body: asked[name] });
      answers[server] = await response.json();
    }
    for (const server of Object.keys(servers)) {
      // An answer may differ from the old build's because a bug was fixed since.
      if (server === 'old' && answers.old.data) continue;
      if (answers[server].data && isDeepStrictEqual(answers[server], answers.bare)) continue;
      const file = path.join(HERE, 'results/answers.json');
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(answers, null, 1));
      throw new Error(`${name}: ${server} does not answer as the bare server does; see ${file}`);
    }
  }
}

async function measure(name) {
  const rounds = [];
  // The first round is a warm-up: JIT compilers need longer the more hot code there is.
  for (let round = -1; round < Number(options.rounds); round++) {
    await refreshSessions(url);
    const measured = {};
    for (const [server, { url: at, child }] of Object.entries(servers)) {
      const argument = {
        url: at,
        pid: child.pid,
        body: asked[name],
        cookies: people.map(cookieOf),
        seconds: Number(options.seconds) * (round < 0 ? 2 : 1),
        warmSeconds: WARM_SECONDS,
        connections: CONNECTIONS,
      };
      measured[server] = printed(
        command(loadCore, [path.join(HERE, 'gateway/load.mjs'), JSON.stringify(argument)]),
      );
    }
    if (round >= 0) rounds.push(measured);
  }
  return rounds;
}

/** Medians; each ratio compares servers within one round, so that a slow moment of the machine affects both. */
function summarize(name, rounds) {
  const of = (pick) => median(rounds.map(pick));
  return Object.keys(servers).map((server) => ({
    operation: name,
    statements: Object.keys(plans[name]).length,
    server,
    'req/s': Math.round(of((round) => round[server].perSecond)),
    'CPU ms': Number(of((round) => round[server].cpuMs).toFixed(3)),
    'p95 ms': Number(of((round) => round[server].p95).toFixed(1)),
    'of bare': Number(of((round) => round[server].perSecond / round.bare.perSecond).toFixed(2)),
    'CPU of bare': Number(of((round) => round.bare.cpuMs / round[server].cpuMs).toFixed(2)),
  }));
}

/** Runs a program and parses the JSON on its last line. */
function printed([program, ...args], env = process.env) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env, maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(stderr || `ended with ${status}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function cookieOf({ token }) {
  return `__Host-ebok=${token}`;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
