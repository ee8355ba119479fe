import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../app/open-database';
import { keyOf, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { BUILT_IN_VERSION } from '../documents/built-in';
import { form } from '../../testing/attachments';
import { freePort } from '../../testing/database';
import { GatewayProcesses, ready } from '../../testing/process';
import { customerRow } from '../../testing/world';

const MB = 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 'zażółć ');
const FORM = form('notatka.txt', '');
const CONTENT_AT = FORM.payload.indexOf('\r\n\r\n') + 4;
const FILES = 5;
const ROUNDS = 3;
/** What five files of 10 MB may add to a gateway that has done this before. */
const MOST_GROWTH = 20 * MB;

describe('a gateway that takes uploads', () => {
  let processes: GatewayProcesses;
  beforeEach(() => void (processes = new GatewayProcesses()));
  afterEach(() => processes.stop());
  const started = async () => {
    const port = await freePort();
    const { child } = processes.start({ PORT: String(port), FILES_DIR: filesDir(), LOG_LEVEL: 'silent' });
    await ready(port);
    return { port, child, cookie: await signedIn(`sqlite:${processes.folder}/a.sqlite`) };
  };
  const filesDir = () => `${processes.folder}/files`;

  it('leaves no file behind when it is killed in the middle of one', async () => {
    const { port, child, cookie } = await started();
    const socket = await sending(port, cookie);
    for (let n = 0; n < 50; n++) socket.write(PIECE);
    for (let tries = 0; tries < 100 && !existsSync(`${filesDir()}/uploads`); tries++) await pause(20);
    await pause(200);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readdirSync(`${filesDir()}/uploads`)).toEqual([]);
    expect(existsSync(`${filesDir()}/attachments`)).toBe(false);
  });

  // Fifteen seconds.
  const long = process.env.EBOK_LONG ? it : it.skip;
  long('cuts off slow senders, but not those of files', async () => {
    const { port, cookie } = await started();
    const upload = await sending(port, cookie);
    const operation = net.connect(port, '127.0.0.1');
    const said = text(operation);
    operation.write(
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    expect(await said).toMatch(/^HTTP\/1.1 408/);
    await pause(1000);
    expect(upload.destroyed).toBe(false);
    expect(await finished(upload)).toMatch(/^HTTP\/1.1 201/);
  });

  const onLinux = existsSync('/proc/self/status') ? it : it.skip;
  onLinux('needs little more memory for five files of 10 MB at once', async () => {
    const { port, child, cookie } = await started();
    const memory = () =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) * 1024;
    const one = async () => expect(await finished(await sending(port, cookie))).toMatch(/^HTTP\/1.1 201/);
    const round = () => Promise.all(Array.from({ length: FILES }, one));
    // Code is compiled, and the heap has the size that work needs.
    await round();
    const before = memory();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, memory())), 5);
    for (let n = 0; n < ROUNDS; n++) await round();
    clearInterval(watch);
    expect(most - before).toBeLessThan(MOST_GROWTH);
  });
});

/** A session of a customer with access, as in a running portal. */
async function signedIn(url: string): Promise<string> {
  const database: Database = await openDatabase(url);
  const [userId, token, at] = [keyOf('user'), randomBytes(32).toString('base64url'), sqlInstant(new Date())];
  const add = (table: string, row: object) =>
    database.transaction((manager) =>
      manager.query(
        `INSERT INTO ${table} (${Object.keys(row).join(',')}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join(',')})`,
        Object.values(row),
      ),
    );
  await add('customers', customerRow('A'));
  const email = 'anna@example.pl';
  await add('users', {
    id: userId,
    email,
    written: email,
    passwordHash: '-',
    language: 'PL',
    developer: 0,
    disabled: 0,
    createdAt: at,
  });
  await add('accesses', { customerId: keyOf('A'), userId, role: 'OWNER' });
  await add('terms_acceptances', { userId, version: BUILT_IN_VERSION, acceptedAt: at });
  await add('sessions', {
    id: createHash('sha256').update(token).digest('base64url'),
    userId,
    customerId: keyOf('A'),
    ip: '127.0.0.1',
    device: 'Test',
    createdAt: at,
    lastSeenAt: at,
    endsAt: sqlInstant(new Date(Date.now() + 3_600_000)),
  });
  await database.close();
  return `ebok=${token}`;
}

/** A connection that has sent the beginning of a text of 10 MB. */
async function sending(port: number, cookie: string): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  const lines = {
    ...FORM.headers,
    cookie,
    host: '127.0.0.1',
    connection: 'close',
    'content-length': FORM.payload.length + 10 * MB,
  };
  const fields = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /files/attachments HTTP/1.1\r\n${fields.join('')}\r\n`);
  socket.write(FORM.payload.subarray(0, CONTENT_AT));
  return socket;
}

/** Sends the rest piece by piece. @returns the answer */
async function finished(socket: net.Socket): Promise<string> {
  const said = text(socket);
  for (let n = 0; n < (10 * MB) / PIECE.length; n++) if (!socket.write(PIECE)) await once(socket, 'drain');
  socket.write(FORM.payload.subarray(CONTENT_AT));
  return said;
}
