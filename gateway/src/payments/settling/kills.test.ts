import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ENGINES, freePort } from '../../../testing/database';
import { ledgerFaults } from '../../../testing/payments/ledger';
import { itnBody, KEY, paymentSuite, SERVICE, type PaymentWorld } from '../../../testing/payments/payments';

const GATEWAY = path.join(__dirname, '../../..');
/** Built here from what the sources are now: `dist` may be older. Beside it, since the gateway finds its files from where it stands. */
const BUILT = path.join(GATEWAY, `.kills-${process.pid}`);
const ROUNDS = process.env.EBOK_LONG ? 5 : 1;

/** Each step of a notification, and whether the money is there when the process has died at it. */
const STEPS = [
  ['after-notice', false],
  ['after-posting', false],
  ['before-commit', false],
  ['after-commit', true],
  ['before-answer', true],
] as const;

beforeAll(() => {
  execFileSync(process.execPath, [path.join(GATEWAY, 'build.mjs'), BUILT]);
}, 120_000);
afterAll(() => rmSync(BUILT, { recursive: true, force: true }));

describe.each(ENGINES)('a gateway killed in the midst of a notification, on %s', (engine) => {
  const suite = paymentSuite(engine);
  const running: ChildProcess[] = [];
  let world: PaymentWorld;
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'ebok-kill-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => void (world = suite.current));
  afterEach(async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  async function gateway(killAt = ''): Promise<{ port: number; died: Promise<string | null> }> {
    const port = await freePort();
    const child = spawn(process.execPath, [path.join(BUILT, 'main.js')], {
      cwd: GATEWAY,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        NODE_OPTIONS: `--require ${path.join(GATEWAY, 'testing/payments/kill.cjs')}`,
        EBOK_KILL_AT: killAt,
        PORT: String(port),
        DATABASE_URL: world.config.databaseUrl,
        MAIL_URL: `file:${folder}/outbox`,
        FEED_DIR: `${folder}/feed`,
        DEMO: '0',
        AUTOPAY_URL: 'http://127.0.0.1:1',
        AUTOPAY_SERVICE_ID: SERVICE,
        AUTOPAY_SHARED_KEY: KEY,
      },
    });
    running.push(child);
    const died = once(child, 'exit').then(([, signal]) => signal as string | null);
    await ready(port);
    return { port, died };
  }

  const notify = async (port: number, orderId: string): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${port}/payments/autopay/itn`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: itnBody({ orderId, amount: '300.00' }),
    });
    return /<confirmation>(\w+)</.exec(await response.text())?.[1] ?? String(response.status);
  };
  const postings = async () =>
    Number((await world.database.query('SELECT COUNT(*) AS n FROM postings'))[0]!.n);

  it.each(STEPS)(
    '%s: nothing is half done, nothing was confirmed, and the notification sent again is posted once',
    async (step, isPosted) => {
      for (let round = 0; round < ROUNDS; round++) {
        // The process goes by the real clock.
        await world.reset(new Date());
        const { payment } = await world.pay(['A', 'B']);
        const first = await gateway(step);
        await expect(notify(first.port, payment.orderId)).rejects.toThrow();
        expect(await first.died).toBe('SIGKILL');
        expect(await ledgerFaults(world.database)).toEqual([]);
        expect(await postings()).toBe(isPosted ? 2 : 0);
        expect((await world.payment(payment.id)).status).toBe(isPosted ? 'SUCCEEDED' : 'PENDING');
        const second = await gateway();
        for (let times = 0; times < 3; times++)
          expect(await notify(second.port, payment.orderId)).toBe('CONFIRMED');
        expect(await postings()).toBe(2);
        expect((await world.payment(payment.id)).status).toBe('SUCCEEDED');
        // Told once as well, in the inbox and by mail.
        for (const table of ['messages', 'mails'])
          expect(await world.database.query(`SELECT id FROM ${table}`)).toHaveLength(1);
        running.splice(0).forEach((child) => child.kill('SIGKILL'));
        await second.died;
      }
    },
    120_000,
  );
});

async function ready(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('not ready');
}
