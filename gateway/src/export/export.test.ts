import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { storageKey } from '../attachments/upload.service';
import { warsawDay } from '../calendar';
import { keyOf } from '../database/columns';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { readingsOf } from '../../testing/meter-readings';
import { ticketInput, ticketsOf, uploaded, userOf } from '../../testing/tickets';
import { customerRow, invoiceRow, pointRow } from '../../testing/world';
import { runExport } from '../commands/export.command';

const A = keyOf('A');
const PPE = '590000000000000006';
const KILLS = process.env.EBOK_LONG === '1' ? 20 : 3;
const FILES = [
  'attachments.ndjson',
  'changes.ndjson',
  'consents.ndjson',
  'orders.ndjson',
  'payments.ndjson',
  'readings.ndjson',
  'replies.ndjson',
  'tickets.ndjson',
];

/** Rows as many transactions would have written them. */
const ticketRows = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    ...{ customerId: A, id: `t${from + n}`, number: `Z/${from + n}`, userId: 'u', topic: 'OTHER' },
    ...{ subject: 'Pytanie', body: 'Kiedy?', status: 'RECEIVED', createdAt: '2026-11-01 08:00:00.000' },
    inputHash: '',
  }));

/** The change that each of them asks for. */
const changeRows = (from: number, count: number) =>
  ticketRows(from, count).map(({ id }) => ({
    ...{ customerId: A, ticketId: id, field: 'PHONE', userId: 'u', value: '+48601601601' },
    ...{ comparable: '+48601601601', leavesAt: '2026-11-02 08:00:00.000' },
  }));

/** The reading that each of them submits. */
const readingRows = (from: number, count: number) =>
  ticketRows(from, count).map(({ id }) => ({
    ...{ customerId: A, ticketId: id, pointId: keyOf(PPE), meterNumber: '7', takenOn: '2026-11-01' },
  }));
const valueRows = (from: number, count: number) =>
  ticketRows(from, count).map(({ id }, kwh) => ({
    ...{ customerId: A, ticketId: id, position: 0, zone: 'całodobowa', kwh },
  }));

describe.each(ENGINES)('export on %s', (engine) => {
  let api: Api;
  let root: string;
  let folders = 0;
  let said: string;
  const folder = () => path.join(root, String(folders++));
  const run = (...argv: string[]) => runExport(argv);
  const lines = (where: string, file: string): any[] =>
    readFileSync(path.join(where, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const nextOf = (where: string) => JSON.parse(readFileSync(path.join(where, 'cursor.json'), 'utf8')).next;
  const numbers = (where: string) => lines(where, 'tickets.ndjson').map(({ number }) => number);
  const exported = async (since = '0') => {
    const where = folder();
    expect(await run(where, '--since', since)).toBe(0);
    return where;
  };
  const insertTickets = async (from: number, count: number) => {
    for (let at = 0; at < count; at += 500)
      await api.insert('tickets', ticketRows(from + at, Math.min(500, count - at)));
  };

  beforeAll(async () => {
    api = await startApi(engine);
    root = mkdtempSync(path.join(tmpdir(), 'ebok-export-'));
    await api.insert('customers', [customerRow('A')]);
    await api.insert('invoices', [invoiceRow('A', 'FV/1'), invoiceRow('A', 'FV/2')]);
    await api.insert('consumption_points', [pointRow('A', PPE)]);
    process.env.DATABASE_URL = api.test.url;
    process.env.FILES_DIR = api.config.filesDir;
  });
  afterAll(async () => {
    rmSync(root, { recursive: true, force: true });
    await api.close();
  });
  beforeEach(async () => {
    for (const table of [
      'contact_changes',
      'meter_readings',
      'meter_reading_values',
      'tickets',
      'ticket_replies',
      'attachments',
      'payments',
      'payment_notices',
      'postings',
      'export_batches',
    ])
      await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
    said = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true));
  });
  afterEach(() => jest.restoreAllMocks());

  it.each([[[]], [['a', 'b']], [['a', '--since', 'x']], [['a', '--until', '3']]])(
    'says how it is used where it is called with %j',
    async (argv) => {
      expect(await run(...argv)).toBe(2);
      expect(said).toBe('Usage: npm run export -- FOLDER [--since CURSOR]\n');
    },
  );

  it('writes nothing for a cursor that no export gave out', async () => {
    const where = folder();
    expect(await run(where, '--since', '7')).toBe(1);
    expect([said, existsSync(where)]).toEqual([
      expect.stringMatching(/^No export has given out this cursor/),
      false,
    ]);
  });

  it('names attachments whose bytes are lost, and writes the rest', async () => {
    const cookie = await api.signedIn(A);
    const id = await uploaded(api, A, await userOf(api, cookie));
    await ticketsOf(api, cookie).created(ticketInput({ attachmentIds: [id] }));
    const where = folder();
    expect(await run(where)).toBe(3);
    expect(said).toContain(id);
    expect([numbers(where).length, readdirSync(path.join(where, 'attachments'))]).toEqual([1, []]);
  });

  it('writes tickets, replies, files and accepted payments', async () => {
    const cookie = await api.signedIn(A);
    const mine = ticketsOf(api, cookie);
    const userId = await userOf(api, cookie);
    const [photo, waiting] = [
      await uploaded(api, A, userId),
      await uploaded(api, A, userId, { state: 'WAITING', name: 'skan.pdf' }),
    ];
    await storeBytes(photo, 'zdjęcie');
    const about = { invoiceId: keyOf('FV/1'), consumptionPointId: keyOf(PPE) };
    const { number, id } = await mine.created(ticketInput(about));
    const reply = await mine.reply(id, 'Oto zdjęcie', { attachmentIds: [photo, waiting] });
    await insertPayment();
    const where = await exported();
    expect(readdirSync(where).sort()).toEqual(['attachments', ...FILES, 'cursor.json'].sort());
    expect(lines(where, 'tickets.ndjson')).toEqual([
      {
        ...{ number, customerNumber: 'A', topic: 'INVOICE', subject: 'Pytanie o fakturę' },
        ...{ body: 'Dlaczego jest wyższa niż zwykle?', createdAt: expect.stringMatching(/Z$/) },
        ...{ invoiceNumber: 'FV/1', ppe: PPE },
      },
    ]);
    const replyId = reply.data.replyToTicket.ticket.replies[0].id;
    expect(lines(where, 'replies.ndjson')).toMatchObject([
      { id: replyId, ticketNumber: number, body: 'Oto zdjęcie' },
    ]);
    expect(lines(where, 'attachments.ndjson')).toEqual([
      {
        ...{ id: photo, ticketNumber: number, replyId, customerNumber: 'A', name: 'licznik.jpg' },
        ...{ mimeType: 'image/jpeg', size: 10, file: `attachments/${photo}` },
      },
    ]);
    expect(readFileSync(path.join(where, 'attachments', photo), 'utf8')).toBe('zdjęcie');
    expect(lines(where, 'payments.ndjson')).toEqual([
      {
        ...{
          orderId: 'O1',
          remoteId: 'R1',
          customerNumber: 'A',
          amount: '30.00',
          paidAt: '2026-11-02T09:00:00.000Z',
        },
        items: [
          { invoiceNumber: 'FV/1', amount: '10.00' },
          { invoiceNumber: 'FV/2', amount: '15.00' },
        ],
      },
    ]);

    // A file that was scanned later follows alone; the reply of the retailer does not leave.
    await api.database.change("UPDATE attachments SET state = 'READY' WHERE id = ?", [waiting]);
    await storeBytes(waiting, 'skan');
    const second = await exported(nextOf(where));
    expect(FILES.map((file) => lines(second, file).length)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    expect(lines(second, 'attachments.ndjson')).toMatchObject([{ id: waiting, name: 'skan.pdf' }]);
  });

  it('writes readings with their values and files beside their tickets, the same at each time', async () => {
    const cookie = await api.signedIn(A);
    const userId = await userOf(api, cookie);
    const attachmentIds = [
      await uploaded(api, A, userId, { state: 'WAITING' }),
      await uploaded(api, A, userId),
    ];
    await storeBytes(attachmentIds[1]!, 'zdjęcie');
    const takenOn = warsawDay();
    const values = [{ zone: 'całodobowa', kwh: 18_204 }];
    const input = { consumptionPointId: keyOf(PPE), takenOn, values, attachmentIds };
    const { id, number } = await readingsOf(api, cookie).submitted(input);
    const first = await exported();
    expect(lines(first, 'readings.ndjson')).toEqual([
      {
        ...{ id, ticketNumber: number, customerNumber: 'A', ppe: PPE, meterNumber: '99999999', takenOn },
        ...{ values, submittedAt: expect.stringMatching(/Z$/), confirmed: false, attachments: attachmentIds },
      },
    ]);
    expect(lines(first, 'tickets.ndjson')).toMatchObject([{ number, topic: 'METER_READING', ppe: PPE }]);
    expect(lines(first, 'attachments.ndjson').map((file) => file.id)).toEqual([attachmentIds[1]]);
    expect(lines(await exported(nextOf(first)), 'readings.ndjson')).toEqual([]);
    await api.database.change("UPDATE attachments SET state = 'UNSAFE' WHERE id = ?", [attachmentIds[0]!]);
    await api.database.change("UPDATE tickets SET status = 'CLOSED', resolution = 'REFUSED'", []);
    expect(lines(await exported(), 'readings.ndjson')).toEqual(lines(first, 'readings.ndjson'));
  });

  it('leaves no files of an earlier export in its folder, and touches none of a person', async () => {
    const cookie = await api.signedIn(A);
    const send = async () => {
      const id = await uploaded(api, A, await userOf(api, cookie));
      await storeBytes(id, 'zdjęcie');
      await ticketsOf(api, cookie).created(ticketInput({ body: id, attachmentIds: [id] }));
      return id;
    };
    const first = await send();
    const where = await exported();
    const files = () => readdirSync(path.join(where, 'attachments')).sort();
    expect(files()).toEqual([first]);
    for (const name of [`${first}.part`, 'notatka.txt'])
      writeFileSync(path.join(where, 'attachments', name), 'x');
    const second = await send();
    expect(await run(where, '--since', nextOf(where))).toBe(0);
    expect(files()).toEqual([second, 'notatka.txt'].sort());
    expect(await run(where)).toBe(0);
    expect(files()).toEqual([first, second, 'notatka.txt'].sort());
  });

  it('gives the same for the same cursor, whatever came since, and nothing twice by the next one', async () => {
    await insertTickets(0, 3);
    const first = await exported();
    expect(nextOf(await exported(nextOf(first)))).toBe(nextOf(first));
    await insertTickets(3, 2);
    const second = await exported(nextOf(first));
    const all = await exported();
    expect([numbers(first), numbers(second), numbers(all)]).toEqual([
      ['Z/0', 'Z/1', 'Z/2'],
      ['Z/3', 'Z/4'],
      ['Z/0', 'Z/1', 'Z/2', 'Z/3', 'Z/4'],
    ]);
    await api.database.change("UPDATE tickets SET status = 'CLOSED'", []);
    expect(await run(first, '--since', '0')).toBe(0);
    expect(numbers(first)).toEqual(numbers(all));
  });

  // SQLite has one writer: there the export waits for the transaction.
  if (engine === 'mysql')
    it('leaves what commits while it runs to the next one, although it was written earlier', async () => {
      await insertTickets(1, 1);
      const first = await api.database.transaction(async (manager) => {
        const [row] = ticketRows(0, 1);
        await manager.query(
          `INSERT INTO tickets (${Object.keys(row!).join(',')}) VALUES (${Object.keys(row!)
            .map(() => '?')
            .join(',')})`,
          Object.values(row!),
        );
        return exported();
      });
      expect([numbers(first), numbers(await exported(nextOf(first)))]).toEqual([['Z/1'], ['Z/0']]);
    });

  it('gives each of several exports at once everything once, while tickets are written', async () => {
    const chains = ['0', '0'].map((since) => ({ since, got: [] as string[] }));
    const step = async (chain: (typeof chains)[number]) => {
      const where = await exported(chain.since);
      chain.got.push(...numbers(where));
      chain.since = nextOf(where);
    };
    const follow = async (chain: (typeof chains)[number]) => {
      for (let round = 0; round < 6; round++) await step(chain);
    };
    const write = async () => {
      for (let n = 0; n < 40; n++) await insertTickets(n * 30, 30);
    };
    await Promise.all([...chains.map(follow), write()]);
    for (const chain of chains) {
      await step(chain);
      expect([chain.got.length, new Set(chain.got).size]).toEqual([1200, 1200]);
    }
  });

  it('stopped anywhere and run again by its cursor gives each ticket, change and reading once', async () => {
    const got: string[] = [];
    const changed: string[] = [];
    const read: string[] = [];
    let since = '0';
    let broken = 0;
    for (let kill = 0; kill <= KILLS; kill++) {
      await insertTickets(kill * 1500, 1500);
      await api.insert('contact_changes', changeRows(kill * 1500, 700));
      await api.insert('meter_readings', readingRows(kill * 1500 + 700, 700));
      await api.insert('meter_reading_values', valueRows(kill * 1500 + 700, 700));
      const where = folder();
      if (kill < KILLS && !(await killed(where, since))) continue;
      if (kill < KILLS) broken++;
      expect(kill < KILLS && existsSync(path.join(where, 'cursor.json'))).toBe(false);
      expect(await run(where, '--since', since)).toBe(0);
      got.push(...numbers(where));
      changed.push(...lines(where, 'changes.ndjson').map(({ ticketNumber }) => ticketNumber));
      const readings = lines(where, 'readings.ndjson');
      expect(readings.every(({ values }) => values.length === 1)).toBe(true);
      read.push(...readings.map(({ ticketNumber }) => ticketNumber));
      since = nextOf(where);
    }
    expect([read.length, new Set(read).size]).toEqual([700 * (KILLS + 1), 700 * (KILLS + 1)]);
    expect([changed.length, new Set(changed).size]).toEqual([700 * (KILLS + 1), 700 * (KILLS + 1)]);
    expect(broken).toBeGreaterThan(0);
    expect([got.length, new Set(got).size]).toEqual([1500 * (KILLS + 1), 1500 * (KILLS + 1)]);
  }, 240_000);

  /** @returns false where the export was complete before the kill, so that nothing of it is taken */
  async function killed(where: string, since: string): Promise<boolean> {
    const script = `require(${JSON.stringify(path.join(__dirname, '../../testing/register.cjs'))}); require(${JSON.stringify(path.join(__dirname, '../commands/export.command.ts'))}).runExport(process.argv.slice(1)).then((code) => process.exit(code))`;
    const env = { ...process.env, DATABASE_URL: api.test.url, FILES_DIR: api.config.filesDir };
    const child = spawn(process.execPath, ['-e', script, where, '--since', since], { env, stdio: 'ignore' });
    const ended = once(child, 'close');
    const last = async () =>
      Number((await api.database.query<any>('SELECT last FROM export_batches'))[0]?.last ?? 0);
    const before = await last();
    while (child.exitCode === null && (await last()) === before) await pause(2);
    await pause(Math.random() * 40);
    child.kill('SIGKILL');
    await ended;
    return !existsSync(path.join(where, 'cursor.json'));
  }

  async function storeBytes(id: string, text: string): Promise<void> {
    await api.services.attachmentStorage.put(storageKey(id), Buffer.from(text));
  }

  async function insertPayment(): Promise<void> {
    const key = { customerId: A, paymentId: 'p1' };
    await api.insert('payments', [
      {
        ...{
          customerId: A,
          id: 'p1',
          orderId: 'O1',
          inputHash: '',
          userId: 'u',
          amount: 3000,
          status: 'SUCCEEDED',
        },
        ...{
          createdAt: '2026-11-02 08:59:00',
          validUntil: '2026-11-02 09:14:00',
          rate: '4.25',
          rateTable: 't',
        },
        ...{ rateDate: '2026-11-02', limitGrosze: 425000, checks: 0 },
      },
    ]);
    const notice = { ...key, remoteId: 'R1', amount: 3000, charged: 3000, receivedAt: '2026-11-02 09:00:01' };
    await api.insert('payment_notices', [
      { ...notice, status: 'PENDING', paidAt: null },
      { ...notice, status: 'SUCCESS', paidAt: '2026-11-02 09:00:00' },
    ]);
    const posting = { ...key, remoteId: 'R1', kind: 'ACCEPTED', at: '2026-11-02 09:00:01' };
    await api.insert('postings', [
      { ...posting, id: 'a1', invoiceId: keyOf('FV/1'), amount: 1000 },
      { ...posting, id: 'a2', invoiceId: keyOf('FV/2'), amount: 1500 },
      { ...posting, id: 'a3', invoiceId: null, amount: 500 },
    ]);
  }
});
