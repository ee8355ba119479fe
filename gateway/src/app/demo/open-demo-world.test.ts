import 'reflect-metadata';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { judgePassword } from '../../auth/password/password-judge';
import { readConfig } from '../../config';
import { openDatabase } from '../open-database';
import { PRODUCTION } from '../../../testing/api';
import { contents } from '../../../testing/feed';
import { DEMO_LOGINS } from '#demo/demo.logins';
import { freePort } from '../../../testing/database';

const GATEWAY = path.join(__dirname, '../../..');
const SIGN_IN =
  'mutation ($input: SignInInput!) { signIn(input: $input) { session { customer { number unreadMessages balance { state } } } problems { code } } }';

describe('the demo world of npm start', () => {
  let folder: string;
  const running: ChildProcess[] = [];

  beforeAll(() => {
    if (!existsSync(path.join(GATEWAY, 'dist/main.js')))
      execFileSync('npm', ['run', 'build'], { cwd: GATEWAY });
  });
  beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'ebok-demo-'))));
  afterEach(async () => {
    for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
    await pause(50);
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(env: Record<string, string> = {}, name = 'a') {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/main.js'], {
      cwd: GATEWAY,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATABASE_URL: `sqlite:${folder}/${name}.sqlite`,
        MAIL_URL: `file:${folder}/outbox`,
        FEED_DIR: `${folder}/feed`,
        FILES_DIR: `${folder}/files`,
        ...env,
      },
    });
    running.push(child);
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.stdout.resume();
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    return {
      url: `http://127.0.0.1:${port}`,
      said: () => said,
      ready: () => ready(port, child),
      kill: async (signal: NodeJS.Signals) => {
        child.kill(signal);
        await ended;
      },
    };
  }

  async function signIn(url: string, email: string, password: string) {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: SIGN_IN, variables: { input: { email, password } } }),
    });
    return await answer.json();
  }

  async function rows(name: string): Promise<Record<string, string[]>> {
    const database = await openDatabase(`sqlite:${folder}/${name}.sqlite`);
    const all = await contents(database);
    await database.close();
    // Whoever signs up gets an id of their own, and tickets are theirs. A run of reminders names its worker and time.
    const { users: _users, accesses: _accesses, message_reads: _reads, ...others } = all;
    const {
      tickets: _tickets,
      contact_changes: _changes,
      ticket_replies: _replies,
      reminder_runs: _runs,
      messages,
      ...billing
    } = others;
    return { ...billing, messages: messages!.filter((row) => !row.includes('TICKET_REPLY')) };
  }

  it('is there at the first start, lets its people in, and tells nobody of history by mail', async () => {
    const first = await start();
    await first.ready();
    const states: string[] = [];
    for (const { email, password, customerNumber } of DEMO_LOGINS) {
      expect(first.said()).toMatch(new RegExp(`${email} +${password} `));
      const { data } = await signIn(first.url, email, password);
      const customer = { number: customerNumber, unreadMessages: 3 };
      expect(data.signIn).toMatchObject({ session: { customer }, problems: [] });
      states.push(data.signIn.session.customer.balance.state);
    }
    expect(states).toEqual(['RED', 'NEUTRAL', 'BLUE', 'NEUTRAL']);
    expect(existsSync(path.join(folder, 'outbox'))).toBe(false);
    await first.kill('SIGTERM');
    const second = await start();
    await second.ready();
    expect(second.said()).not.toContain('Making');
    for (const { email, password } of DEMO_LOGINS)
      expect(second.said()).toMatch(`${email}`.padEnd(32) + password);
  });

  it('killed half way is completed at the next start, equal to one that was never stopped', async () => {
    const whole = await start({}, 'whole');
    await whole.ready();
    await whole.kill('SIGTERM');
    const wanted = await rows('whole');
    const feed = path.join(folder, 'broken.sqlite.demo-feed');
    // While its feed is written, then early and late while that is taken in.
    for (const [name, pauseMs] of [
      ['usage.csv', 0],
      ['manifest.json', 300],
      ['manifest.json', 1500],
    ] as const) {
      const broken = await start({}, 'broken');
      while (!existsSync(path.join(feed, name))) await pause(10);
      await pause(pauseMs);
      await broken.kill('SIGKILL');
      expect(broken.said()).not.toContain('Sign in');
    }
    const last = await start({}, 'broken');
    await last.ready();
    expect(last.said()).toContain(DEMO_LOGINS[2].password);
    await last.kill('SIGTERM');
    const found = await rows('broken');
    for (const table of Object.keys(wanted)) expect([table, found[table]]).toEqual([table, wanted[table]]);
    expect(readdirSync(folder).filter((name) => name.includes('demo-feed'))).toEqual([]);
  }, 180_000);

  it('never comes where it is not wanted, nor into a world that has something in it', async () => {
    const empty = await start({ DEMO: '0' });
    await empty.ready();
    await empty.kill('SIGTERM');
    expect(empty.said()).toBe('');
    expect((await rows('a')).customers).toEqual([]);
    const database = await openDatabase(`sqlite:${folder}/a.sqlite`);
    await database.transaction((manager) =>
      manager.query(
        "INSERT INTO customers (id, number, kind, name, overpayment, addressLine1, addressLine2, addressCountry, described) VALUES ('x', 'X', 'PERSON', 'X', 0, '', '', 'PL', 1)",
      ),
    );
    await database.close();
    const foreign = await start();
    await foreign.ready();
    expect(foreign.said()).toBe('');
    await foreign.kill('SIGTERM');
    expect((await rows('a')).customers).toHaveLength(1);
  });
});

it('is wanted with SQLite unless told otherwise, with MySQL when told so, in production never', () => {
  const mysql = { DATABASE_URL: 'mysql://root@127.0.0.1:3306/x' };
  expect(
    [{}, { DEMO: '0' }, mysql, { ...mysql, DEMO: '1' }, PRODUCTION].map((env) => readConfig(env).demo),
  ).toEqual([true, false, false, true, false]);
  expect(() => readConfig({ ...PRODUCTION, DEMO: '1' })).toThrow(/DEMO must not be 1 in production/);
});

it.each(DEMO_LOGINS.map(({ email, password }) => [email, password]))(
  'has a password for %s that anybody could choose',
  (email, password) => expect(judgePassword(password, [email, 'Jasna Energia']).code).toBeNull(),
);

async function ready(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 500 && child.exitCode === null; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('not ready');
}
