import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { keyOf } from '../database/columns';
import { ENGINES, freshDatabase, type TestDatabase } from '../../testing/database';
import { startMailServer, type MailServer } from '../../testing/mail-server';
import { startSmsOperator, type SmsOperator } from '../../testing/sms-operator';
import { OutboxService } from '../mail/outbox.service';
import { SmsOutbox } from '../sms/sms-outbox';

const GATEWAY = path.join(__dirname, '../..');
/** Built here from what the sources are now: `dist` may be older. Beside it, since the gateway finds its files from where it stands. */
const BUILT = path.join(GATEWAY, `.kills-outbox-${process.pid}`);

beforeAll(() => {
  execFileSync(process.execPath, [path.join(GATEWAY, 'build.mjs'), BUILT]);
}, 120_000);
afterAll(() => rmSync(BUILT, { recursive: true, force: true }));

describe.each(ENGINES)('a worker killed between sending and saying so, on %s', (engine) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-outbox-'));
  const running: ChildProcess[] = [];
  let test: TestDatabase;
  let operator: SmsOperator;
  let smtp: MailServer;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    operator = await startSmsOperator();
    smtp = await startMailServer();
  });
  afterEach(async () => {
    for (const child of running.splice(0)) await kill(child);
    await Promise.all([operator.stop(), smtp.stop()]);
    await test.drop();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function start(): ChildProcess {
    const child = spawn(process.execPath, [path.join(BUILT, 'main.js')], {
      cwd: GATEWAY,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        DATABASE_URL: test.url,
        MAIL_URL: smtp.url,
        SMS_URL: operator.url,
        SMS_TOKEN: operator.token,
        FEED_DIR: `${folder}/feed`,
        FILES_DIR: `${folder}/files`,
        DEMO: '0',
      },
    });
    running.push(child);
    return child;
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if (await isSo()) return;
      await pause(50);
    }
    throw new Error('waited in vain');
  }

  const stateOf = async (table: 'mails' | 'sms') =>
    (await test.database.query<{ state: string }>(`SELECT state FROM ${table}`))[0]!.state;

  it('leaves an SMS sent once and unknown, and a mail sent again under the same Message-ID', async () => {
    const now = () => new Date();
    const { database } = test;
    await database.transaction(async (manager) => {
      const about = { event: 'e', customerId: keyOf('A'), language: 'PL' } as const;
      await new SmsOutbox({ database, now, retailer: 'X', isOn: true }).queue(manager, [
        // One that is sent at night too: the process goes by the real clock.
        { ...about, recipient: '+48601234567', template: 'test', values: {} },
      ]);
      await new OutboxService(database, now).queueMail(manager, {
        ...about,
        recipient: 'jan@example.pl',
        template: 'passwordChanged',
        values: {},
      });
    });
    operator.behaviour = 'SILENT_AFTER_ACCEPTING';
    smtp.behaviour = 'SILENT_AFTER_TAKING';
    const first = start();
    await until(() => operator.accepted.length === 1 && smtp.received.length === 1);
    await kill(first);
    expect([await stateOf('sms'), await stateOf('mails')]).toEqual(['SENDING', 'QUEUED']);

    // Three minutes later.
    for (const table of ['mails', 'sms'])
      await database.transaction((m) => m.query(`UPDATE ${table} SET dueAt = '2026-01-01 00:00:00.000'`));
    operator.behaviour = 'ACCEPT';
    smtp.behaviour = 'TAKE';
    start();
    await until(async () => (await stateOf('mails')) === 'SENT' && (await stateOf('sms')) !== 'SENDING');
    await pause(1_500);
    expect(await stateOf('sms')).toBe('UNKNOWN');
    expect(operator.requests).toBe(1);
    const mails = await Promise.all(smtp.received.map(({ raw }) => simpleParser(raw)));
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  }, 60_000);
});
