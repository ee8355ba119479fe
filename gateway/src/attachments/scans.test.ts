import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { form, jpeg, pdf, SECRET } from '../../testing/attachments';
import { startApi, type Api } from '../../testing/api';
import { Clamd, VIRUS } from '../../testing/clamd';
import { ENGINES } from '../../testing/database';
import { customerRow } from '../../testing/world';
import { keyOf } from '../database/columns';
import { readConfig } from '../config';
import { ClamdScanner } from './scanner';
import { WaitingScans } from './waiting-scans';

const A = keyOf('A');
const MINUTE_MS = 60_000;

describe.each(ENGINES)('files where there is a virus scanner, on %s', (engine) => {
  const clamd = new Clamd();
  let api: Api;
  let cookie: string;
  let clock = new Date();
  const upload = (bytes: Buffer) => {
    const { payload, headers } = form('a.pdf', bytes);
    const url = `/files/attachments?customer=${A}`;
    return api.app.inject({ method: 'POST', url, payload, headers: { ...headers, cookie } });
  };
  const uploaded = async (bytes: Buffer) => {
    const answer = await upload(bytes);
    expect(answer.statusCode).toBe(201);
    return answer.json<{ id: string }>().id;
  };
  const get = (id: string) =>
    api.app.inject({ url: `/files/attachments/${id}?customer=${A}`, headers: { cookie } });
  const attach = async (id: string) => {
    const { session } = (await api.services.visits.find(cookie.slice('ebok='.length), { background: true }))!;
    return api.database.transaction((manager) =>
      api.services.attachments.attach(manager, {
        customerId: A,
        userId: session.userId,
        ids: [id],
        ticketId: keyOf('T'),
        replyId: null,
        language: 'EN',
      }),
    );
  };
  const states = async () =>
    (await api.services.attachments.ofTickets(A, [keyOf('T')])).get(keyOf('T'))?.map(({ state }) => state);
  const scan = (minutes = 0) => {
    clock = new Date(clock.getTime() + minutes * MINUTE_MS);
    return new WaitingScans(api.services).scanAll();
  };
  const onDisk = () => {
    const folder = path.join(api.config.filesDir, 'attachments');
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
    return files.filter((file) => file.isFile()).map(({ name }) => name);
  };
  /** Uploads while the scanner is away. */
  const waiting = async (bytes: Buffer) => {
    await clamd.stop();
    const id = await uploaded(bytes);
    await clamd.start();
    clamd.scanned.length = 0;
    return id;
  };

  beforeAll(async () => {
    await clamd.start();
    api = await startApi(engine, { now: () => clock, env: { CLAMAV_URL: clamd.url } });
    await api.insert('customers', [customerRow('A')]);
  });
  afterAll(async () => {
    await clamd.stop();
    await api.close();
  });
  beforeEach(async () => {
    await api.database.transaction((m) => m.query('DELETE FROM attachments'));
    for (const name of onDisk()) await api.services.attachmentStorage.remove(`${name.slice(0, 2)}/${name}`);
    [clamd.mode, clamd.scanned.length, clock] = ['SCAN', 0, new Date()];
    cookie = await api.signedIn(A);
  });

  it('are refused with a sentence where they are infected, and nothing is kept', async () => {
    const answer = await upload(pdf(VIRUS));
    expect([answer.statusCode, answer.json<{ problems: unknown[] }>().problems]).toEqual([
      422,
      [
        {
          code: 'ATTACHMENT_UNSAFE',
          field: 'file',
          message:
            'W tym pliku jest wirus, więc go usunęliśmy. Sprawdź swoje urządzenie programem antywirusowym i wybierz inny plik.',
        },
      ],
    ]);
    expect(onDisk()).toEqual([]);
    expect(api.logged.join()).toContain('a virus was found in an upload');
  });

  it('are scanned as they are stored', async () => {
    const id = await uploaded(jpeg({ pixels: 500_000 }));
    const { rawPayload } = await get(id);
    expect(clamd.scanned).toHaveLength(1);
    expect(clamd.scanned[0]!.equals(rawPayload)).toBe(true);
    expect(rawPayload.includes(SECRET)).toBe(false);
  });

  it('wait while it is away, can be sent, and are opened only once they were scanned', async () => {
    const id = await waiting(pdf());
    const closed = async () => {
      const answer = await get(id);
      expect([answer.statusCode, answer.body]).toEqual([
        409,
        'Sprawdzamy jeszcze, czy w tym pliku nie ma wirusa. Spróbuj ponownie za kilka minut.',
      ]);
    };
    await closed();
    expect(await attach(id)).toEqual([]);
    expect(await states()).toEqual(['WAITING']);
    for (const mode of ['CUT', 'ERROR', 'BABBLE'] as const) {
      clamd.mode = mode;
      await scan(1);
      await closed();
    }
    clamd.mode = 'SCAN';
    await scan(1);
    expect(await states()).toEqual(['READY']);
    expect((await get(id)).statusCode).toBe(200);
  });

  it('are deleted where a virus is found later, also by a worker after one that died', async () => {
    const id = await waiting(pdf(VIRUS));
    await attach(id);
    await scan();
    expect(await states()).toEqual(['UNSAFE']);
    expect(onDisk()).toEqual([]);
    const answer = await get(id);
    expect([answer.statusCode, answer.body]).toEqual([410, 'W tym pliku był wirus, więc go usunęliśmy.']);
    // It died after it marked the row.
    const other = await waiting(pdf(VIRUS));
    await api.database.transaction((m) =>
      m.query("UPDATE attachments SET state = 'UNSAFE' WHERE id = ?", [other]),
    );
    expect(onDisk()).toEqual([other]);
    await scan();
    expect(onDisk()).toEqual([]);
    expect((await attach(other))[0]).toMatchObject({ code: 'ATTACHMENT_UNSAFE', field: 'attachmentIds' });
  });

  it('are scanned once where two workers run, and again where one died meanwhile', async () => {
    const ids = [await waiting(pdf('a')), await waiting(pdf('b'))];
    await Promise.all([scan(), scan()]);
    expect(clamd.scanned).toHaveLength(ids.length);
    const id = await waiting(pdf('c'));
    const until = new Date(clock.getTime() + 5 * MINUTE_MS).toISOString().replace('T', ' ').replace('Z', '');
    await api.database.transaction((m) =>
      m.query('UPDATE attachments SET nextScanAt = ? WHERE id = ?', [until, id]),
    );
    await scan(4);
    expect(clamd.scanned).toEqual([]);
    await scan(1);
    expect((await get(id)).statusCode).toBe(200);
  });
});

describe('a virus scanner', () => {
  const clamd = new Clamd();
  beforeAll(() => clamd.start());
  afterAll(() => clamd.stop());
  const scan = (bytes: Buffer) => new ClamdScanner(clamd.url, 500).scan(Readable.from([bytes]));

  it.each([
    ['SLOW', 'The scanner does not answer in time'],
    ['ERROR', 'The scanner says: INSTREAM size limit exceeded. ERROR'],
    ['BABBLE', 'The scanner answers something else'],
    ['CUT', /hung up|ECONNRESET|EPIPE/],
  ] as const)('that answers as in %s has not scanned a file', async (mode, reason) => {
    clamd.mode = mode;
    await expect(scan(pdf())).rejects.toThrow(reason);
  });

  it('has not scanned a file that ended early', async () => {
    clamd.mode = 'SCAN';
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(10);
        throw new Error('The disk is gone');
      })(),
    );
    await expect(new ClamdScanner(clamd.url, 500).scan(broken)).rejects.toThrow('The disk is gone');
  });

  it.each(['http://clamav:3310', 'clamav:3310', 'tcp://clamav'])(
    'is not taken from a wrong address: %s',
    (CLAMAV_URL) => {
      expect(() => readConfig({ CLAMAV_URL })).toThrow(/CLAMAV_URL must (be an address|name a port)/);
    },
  );
});
