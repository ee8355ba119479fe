import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ENGINES, emptyDatabase, freePort } from '../../testing/database';
import { STEPS } from './migrations';
import { contents, upgrade } from '../../testing/migrations';

const GATEWAY = path.join(__dirname, '../..');
/** Built here from what the sources are now: `dist` may be older. Beside it, since the gateway finds its files from where it stands. */
const BUILT = path.join(GATEWAY, `.kills-migrations-${process.pid}`);
const ROUNDS = process.env.EBOK_LONG ? 30 : 1;

beforeAll(() => {
  execFileSync(process.execPath, [path.join(GATEWAY, 'build.mjs'), BUILT]);
}, 120_000);
afterAll(() => rmSync(BUILT, { recursive: true, force: true }));

describe.each(ENGINES)('gateways killed at any moment of their start, on %s', (engine) => {
  const running = new Set<ChildProcess>();
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'ebok-start-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function gateway(DATABASE_URL: string): Promise<{ ready: Promise<void>; kill: () => Promise<void> }> {
    const port = await freePort();
    const child = spawn(process.execPath, [path.join(BUILT, 'main.js')], {
      cwd: GATEWAY,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATABASE_URL,
        MAIL_URL: `file:${folder}/outbox`,
        FEED_DIR: `${folder}/feed`,
        FILES_DIR: `${folder}/files`,
        AUTOPAY_URL: 'http://127.0.0.1:1',
        DEMO: '0',
      },
    });
    running.add(child);
    const exit = once(child, 'exit').then(() => running.delete(child));
    return {
      ready: ready(port, child),
      kill: async () => {
        child.kill('SIGKILL');
        await exit;
      },
    };
  }
  afterEach(() => running.forEach((child) => child.kill('SIGKILL')));

  async function lasts(before?: string): Promise<number> {
    const { url, drop } = await emptyDatabase(engine);
    if (before) await upgrade(url, before);
    const began = Date.now();
    const one = await gateway(url);
    await one.ready;
    const lasted = Date.now() - began;
    await one.kill();
    await drop();
    return lasted;
  }

  it.each([
    ['an empty database', undefined],
    ['an upgrade', STEPS.find(({ name }) => name.startsWith('Payments'))!.name],
  ])(
    '%s: whoever is not killed gets through, and whoever is starts again',
    async (_what, before) => {
      const wholeMs = await lasts(before);
      for (let round = 0; round < ROUNDS; round++) {
        const { url, drop } = await emptyDatabase(engine);
        if (before) await upgrade(url, before);
        const first = await gateway(url);
        // Several gateways share a server, and a file has one.
        const others = engine === 'mysql' ? [await gateway(url)] : [];
        first.ready.catch(() => undefined);
        await pause(Math.random() * wholeMs);
        await first.kill();
        const again = await gateway(url);
        await Promise.all([...others, again].map((one) => one.ready));
        await Promise.all([...others, again].map((one) => one.kill()));
        const { migrations } = (await contents(url)) as { migrations: { rows: string[] } };
        expect(migrations.rows).toHaveLength(STEPS.length);
        await drop();
      }
    },
    120_000 + ROUNDS * 60_000,
  );
});

async function ready(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`ended with ${child.exitCode ?? child.signalCode}`);
}
