// Lists of a customer with few rows and of one with many, asked in turns of one gateway process.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NODE_ARGS } from '../bin/node-args.mjs';
import { median, post } from './home.mjs';
import { withOwnDatabase } from './own-database.mjs';
import { freePort } from './ports.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const GATEWAY = path.join(HERE, '../gateway');
/** Rounds before the measurement: a process that has just started still compiles hot code. */
const WARM = 50;

/**
 * Measures, prints a table and writes it to `results/NAME.json`. The exit code is 1 where many take longer than allowed.
 * @param {object} bench
 * @param {string} bench.name the benchmark's name
 * @param {[number, number]} bench.sizes few and many rows
 * @param {(databaseUrl: string, sizes: [number, number]) => Promise<string[]>} bench.world fills a database; answers the cookie of each customer
 * @param {Record<string, { query: string, variables: object, most: number }>} bench.cases what is asked, and how many times as long many may take
 * @param {string[]} bench.engines
 * @param {number} bench.rounds
 */
export async function compareSizes(bench) {
  const { name, sizes, engines, rounds } = bench;
  const table = [];
  for (const engine of engines) table.push(...(await onDatabase(engine, bench)));
  console.table(table);
  const load = loadavg()[0].toFixed(1);
  console.log(
    `${sizes[1]} rows beside ${sizes[0]}, ${rounds} rounds in turns, medians; load of the machine ${load} on ${cpus().length} × ${cpus()[0].model}.`,
  );
  mkdirSync(path.join(HERE, 'results'), { recursive: true });
  const result = { at: new Date().toISOString(), node: process.version, load, sizes, rounds, table };
  writeFileSync(path.join(HERE, `results/${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  if (table.some(({ ratio, most }) => ratio > most)) process.exitCode = 1;
}

function onDatabase(engine, bench) {
  return withOwnDatabase(engine, bench.name, async ({ folder, databaseUrl }) => {
    const cookies = await bench.world(databaseUrl, bench.sizes);
    const { child, port } = await startGateway(databaseUrl, folder);
    try {
      return await measure(engine, port, cookies, bench);
    } finally {
      child.kill('SIGKILL');
    }
  });
}

async function measure(engine, port, cookies, { cases, sizes: [few, many], rounds }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const rows = [];
  for (const [what, { query, variables, most }] of Object.entries(cases)) {
    const body = JSON.stringify({ query, variables });
    const took = cookies.map(() => []);
    for (let round = -WARM; round < rounds; round++)
      for (const [n, cookie] of cookies.entries()) {
        const began = performance.now();
        await post(agent, port, body, cookie);
        if (round >= 0) took[n].push(performance.now() - began);
      }
    const [short, long] = took.map(median);
    const ms = { [`${few}, ms`]: Number(short.toFixed(2)), [`${many}, ms`]: Number(long.toFixed(2)) };
    rows.push({ database: engine, what, ...ms, ratio: Number((long / short).toFixed(2)), most });
  }
  agent.destroy();
  return rows;
}

/**
 * Starts a built gateway on a database and waits until it is ready.
 * @param {string} [gateway] the folder of the package; another one is an older build
 */
export async function startGateway(database, folder, gateway = GATEWAY) {
  const port = await freePort();
  const child = spawn(process.execPath, [...NODE_ARGS, 'dist/main.js'], {
    cwd: gateway,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: database,
      DEMO: '0',
      MAIL_URL: `file:${folder}/outbox`,
      FEED_DIR: `${folder}/feed`,
      FILES_DIR: `${folder}/files`,
      AUTOPAY_URL: 'http://127.0.0.1:1',
      NBP_URL: 'http://127.0.0.1:1',
      LOG_LEVEL: 'warn',
    },
  });
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return { child, port };
    await pause(100);
  }
  child.kill('SIGKILL');
  throw new Error('The gateway did not become ready');
}
