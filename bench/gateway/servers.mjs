// The three measured servers, each in its own process on the same core.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_ARGS } from '../../bin/node-args.mjs';
import { freePort } from '../ports.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
/** The last two cores, where the system allows pinning: the database has the others. */
const CAN_PIN = existsSync('/usr/bin/taskset') && cpus().length > 2;
const [SERVER_CORE, LOAD_CORE] = [cpus().length - 2, cpus().length - 1];

/** Starts Node with these arguments, pinned to one core. */
export function command(core, args) {
  const node = [process.execPath, ...args];
  return CAN_PIN ? ['taskset', '-c', String(core), ...node] : node;
}

export const pinned = CAN_PIN ? `server on core ${SERVER_CORE}, load on core ${LOAD_CORE}` : 'not pinned';
export const loadCore = LOAD_CORE;

/** A gateway's settings in production. */
export function gatewayEnv(url, port = 0) {
  return {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: 'https://ebok.example.pl',
    DATABASE_URL: url,
    ROLE: 'web',
    SHUTDOWN_DELAY: '0',
    DEMO: '0',
    MAIL_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'ebok@example.pl',
    RETAILER_FILE: path.join(ROOT, 'gateway/retailer.example.json'),
    AUTOPAY_URL: 'https://pay.example.pl',
    AUTOPAY_SERVICE_ID: '1',
    AUTOPAY_SHARED_KEY: 'bench',
    EUR_RATE: '4.25',
    EUR_RATE_DATE: '2026-01-02',
  };
}

/** The gateway with the Node options of `npm start`, from this build or from the one in `root`. */
export async function startGateway(url, { nodeArgs = [], root = ROOT } = {}) {
  const port = await freePort();
  const args = [...NODE_ARGS, ...nodeArgs, path.join(root, 'gateway/dist/main.js')];
  // The log is written to /dev/null, so that the cost of writing it is measured as well.
  const child = start(args, gatewayEnv(url, port), 'ignore');
  for (let tries = 0; tries < 150; tries++) {
    if (child.exitCode !== null) throw new Error(`The gateway ended with ${child.exitCode}`);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (ready?.ok) return { child, url: `http://127.0.0.1:${port}` };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The gateway was not ready within 15 s');
}

const PEERS = {
  bare: path.join(HERE, 'bare.mjs'),
  mercurius: path.join(ROOT, 'bench/peers/mercurius.mjs'),
};

/** @param {'bare' | 'mercurius'} name */
export async function startPeer(name, input) {
  const args = [PEERS[name], JSON.stringify(input)];
  const child = start(args, { ...process.env, NODE_ENV: 'production' }, 'pipe');
  const port = await new Promise((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(Number(text)));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

export async function stop({ child }) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function start(args, env, stdout) {
  const [program, ...rest] = command(SERVER_CORE, args);
  return spawn(program, rest, { cwd: ROOT, env, stdio: ['ignore', stdout, 'inherit'] });
}
