// The portal as `npm start` runs it, with its own demo world.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_ARGS } from '../../bin/node-args.mjs';
import { withOwnDatabase } from '../own-database.mjs';
import { freePort } from '../ports.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @param {string} world an empty folder @param {string} databaseUrl an empty database
 * @param {string} root the folder of the build
 */
export async function startDemo(world, databaseUrl = `sqlite:${world}/ebok.sqlite`, root = ROOT) {
  const { DEMO_LOGINS } = createRequire(import.meta.url)(path.join(root, 'gateway/demo/dist/demo.logins'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    DEMO: '1',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    FEED_DIR: `${world}/feed`,
    FILES_DIR: `${world}/files`,
    MAIL_URL: `file:${world}/outbox`,
    EUR_RATE: '4.25',
    EUR_RATE_DATE: '2026-01-02',
    LOG_LEVEL: 'error',
  };
  const args = [...NODE_ARGS, path.join(root, 'gateway/dist/main.js')];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  await ready(url, child);
  const { pid } = child;
  return { url, databaseUrl, pid, login: DEMO_LOGINS[0], logins: DEMO_LOGINS, stop: () => stop(child) };
}

/**
 * Works with a portal on a database of its own, SQLite or MySQL, and then deletes both.
 * @param {'sqlite' | 'mysql'} engine
 */
export function onDemo(engine, work) {
  return withOwnDatabase(engine, 'demo', async ({ folder, databaseUrl }) => {
    const portal = await startDemo(folder, databaseUrl);
    try {
      return await work(portal);
    } finally {
      await portal.stop();
    }
  });
}

/** The gateway becomes ready only when the demo world has been created. */
async function ready(url, child) {
  for (let tries = 0; tries < 1200; tries++) {
    if (child.exitCode !== null) throw new Error(`The gateway ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop(child);
  throw new Error('The gateway was not ready within two minutes');
}

function stop(child) {
  if (child.exitCode !== null) return undefined;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  return ended;
}
