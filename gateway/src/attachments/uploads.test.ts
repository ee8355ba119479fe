import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { form, jpeg, pdf } from '../../testing/attachments';
import { startApi, type Api } from '../../testing/api';
import { Bucket } from '../../testing/bucket';
import { ENGINES } from '../../testing/database';
import { customerRow } from '../../testing/world';
import { keyOf } from '../database/columns';
import { AttachmentHousekeeping } from './attachment-housekeeping';

const A = keyOf('A');
const B = keyOf('B');
const HOUR_MS = 3_600_000;
const LONG_AGO = '2020-01-01 00:00:00.000';

it('an uploaded file goes to a bucket and comes back, and is taken away from there', async () => {
  const bucket = new Bucket();
  await bucket.listen();
  const api = await startApi(ENGINES[0]!, { env: { ATTACHMENTS_URL: bucket.url() } });
  await api.insert('customers', [customerRow('A')]);
  const cookie = await api.signedIn(A);
  const { payload, headers } = form('zdjęcie.jpg', jpeg({ pixels: 400_000 }));
  const sent = await api.app.inject({
    method: 'POST',
    url: '/files/attachments',
    payload,
    headers: { ...headers, cookie },
  });
  const { id, size } = sent.json<{ id: string; size: number }>();
  const url = `/files/attachments/${id}`;
  const got = await api.app.inject({ url, headers: { cookie } });
  expect([got.statusCode, got.rawPayload.length]).toEqual([200, size]);
  const stored = [...bucket.objects.values()];
  expect(stored.map((bytes) => bytes.equals(got.rawPayload))).toEqual([true]);
  const gone = await api.app.inject({
    method: 'DELETE',
    url,
    headers: { cookie, 'apollo-require-preflight': '1' },
  });
  expect([gone.statusCode, bucket.objects.size]).toEqual([204, 0]);
  await api.close();
  bucket.close();
});

describe.each(ENGINES)('uploads on %s', (engine) => {
  let api: Api;
  let cookie: string;
  let other: string;
  let port: number;
  let clock = new Date();
  const attach = (
    ids: readonly string[],
    userCookie = cookie,
    holder: { ticketId?: string; replyId?: string | null } = {},
  ) =>
    api.database.transaction(async (manager) =>
      api.services.attachments.attach(manager, {
        customerId: A,
        userId: await userOf(userCookie),
        ids,
        ticketId: holder.ticketId ?? keyOf('T'),
        replyId: holder.replyId ?? null,
        language: 'PL',
      }),
    );
  const userOf = async (userCookie: string) =>
    (await api.services.visits.find(userCookie.slice('ebok='.length), { background: true }))!.session.userId;
  const upload = (
    name: string,
    bytes: Buffer | string,
    more: { customer?: string; cookie?: string } = {},
  ) => {
    const { payload, headers } = form(name, bytes);
    return api.app.inject({
      method: 'POST',
      url: `/files/attachments?customer=${more.customer ?? A}`,
      payload,
      headers: { ...headers, cookie: more.cookie ?? cookie },
    });
  };
  const uploaded = async (name = 'umowa.pdf', bytes: Buffer | string = pdf()): Promise<string> => {
    const answer = await upload(name, bytes);
    expect([answer.statusCode, answer.body]).toEqual([201, expect.stringContaining('"id"')]);
    return answer.json().id as string;
  };
  const get = (id: string, more: { customer?: string; cookie?: string } = {}) =>
    api.app.inject({
      url: `/files/attachments/${id}?customer=${more.customer ?? A}`,
      headers: { cookie: more.cookie ?? cookie },
    });
  const remove = (id: string, who = cookie) =>
    api.app.inject({
      method: 'DELETE',
      url: `/files/attachments/${id}?customer=${A}`,
      headers: { cookie: who, 'apollo-require-preflight': '1' },
    });
  /** Every file on the disk, of uploads under way too. */
  const onDisk = () =>
    ['attachments', 'uploads']
      .map((folder) => path.join(api.config.filesDir, folder))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
      .filter((file) => file.isFile())
      .map(({ name }) => name);
  const rows = () =>
    api.database.query<{ id: string; state: string; size: number }>(
      'SELECT id, state, size FROM attachments ORDER BY createdAt, id',
    );
  /** Waits for uploads that ended without a file. A row may be made after its sender has gone. */
  const ended = async (count: number) => {
    const states = async () => (await rows()).map(({ state, size }) => [state, size]);
    const all = Array(count).fill(['REMOVED', 0]);
    for (let tries = 0; tries < 500 && JSON.stringify(await states()) !== JSON.stringify(all); tries++)
      await pause(20);
    expect(await states()).toEqual(all);
  };

  beforeAll(async () => {
    api = await startApi(engine, { now: () => clock });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    await api.app.listen({ port: 0, host: '127.0.0.1' });
    port = (api.app.server.address() as AddressInfo).port;
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    clock = new Date();
    await api.database.transaction((m) =>
      m.query('UPDATE attachments SET ticketId = NULL, expiresAt = ?', [LONG_AGO]),
    );
    await new AttachmentHousekeeping(api.services).tidy();
    expect(onDisk()).toEqual([]);
    expect(await rows()).toEqual([]);
    cookie = await api.signedIn(A, B);
    other = await api.signedIn(A);
  });

  describe('are refused', () => {
    it('without a session, without the header of the portal, and for a customer of others', async () => {
      const { payload, headers } = form('a.pdf', pdf());
      const post = (url: string, more: Record<string, string>) =>
        api.app.inject({ method: 'POST', url, payload, headers: { ...headers, ...more } });
      const anonymous = await post('/files/attachments', {});
      expect([anonymous.statusCode, anonymous.json().errors[0].message]).toEqual([
        401,
        'Sesja się skończyła. Zaloguj się i dołącz plik jeszcze raz.',
      ]);
      expect((await post('/files/attachments', { cookie, 'apollo-require-preflight': '' })).statusCode).toBe(
        400,
      );
      for (const customer of [keyOf('C'), '', 'x'.repeat(500), B])
        expect([
          customer,
          (await post(`/files/attachments?customer=${customer}`, { cookie: other })).statusCode,
        ]).toEqual([customer, 404]);
      expect((await post(`/files/attachments?customer=${A}&customer=${A}`, { cookie })).statusCode).toBe(404);
      expect(await rows()).toEqual([]);
    });

    it('of somebody whose access has ended, who is told so, in the language of the login', async () => {
      const both = await api.signedIn(B, A);
      const userId = await userOf(both);
      await api.database.change('DELETE FROM accesses WHERE userId = ? AND customerId = ?', [userId, A]);
      await api.database.change("UPDATE users SET language = 'EN' WHERE id = ?", [userId]);
      const answer = await upload('a.pdf', pdf(), { cookie: both });
      expect([answer.statusCode, answer.json().errors[0]]).toEqual([
        404,
        {
          message: "You no longer have access to this customer's data. Reload the page.",
          extensions: { code: 'NOT_FOUND' },
        },
      ]);
    });

    it('of somebody who may only look', async () => {
      const userId = await userOf(other);
      await api.database.transaction((m) =>
        m.query("UPDATE accesses SET role = 'VIEW' WHERE userId = ?", [userId]),
      );
      const answer = await upload('a.pdf', pdf(), { cookie: other });
      expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
    });

    it.each([
      ['text', 'text/plain', 'x=1'],
      ['no boundary', 'multipart/form-data', '--x\r\n\r\n--x--'],
      [
        'no end',
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7',
      ],
      ['nothing', 'multipart/form-data; boundary=x', ''],
      [
        'another field',
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="a[b][c]"; filename="a.pdf"\r\n\r\n%PDF-\r\n--x--',
      ],
      [
        'a number as a field',
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n1\r\n--x--',
      ],
      ['no name', 'multipart/form-data; boundary=x', '--x\r\nContent-Type: text/plain\r\n\r\n1\r\n--x--'],
      [
        'the field without a file',
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-\r\n--x--',
      ],
      [
        'two files',
        'multipart/form-data; boundary=x',
        `${'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-\r\n'.repeat(2)}--x--`,
      ],
      [
        'many parts',
        'multipart/form-data; boundary=x',
        `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(10_000)}--x--`,
      ],
    ])('where the form holds %s', async (_what, type, payload) => {
      const answer = await api.app.inject({
        method: 'POST',
        url: `/files/attachments?customer=${A}`,
        payload,
        headers: { cookie, 'content-type': type, 'apollo-require-preflight': '1' },
      });
      const { message, extensions } = answer.json().errors[0];
      expect([answer.statusCode, extensions.code, message]).toEqual([
        ...[400, 'BAD_USER_INPUT'],
        expect.stringMatching(/^(Tego pliku nie udało się odebrać|Przesyłanie zostało przerwane)\./),
      ]);
      expect(onDisk()).toEqual([]);
    });

    it('empty, too large, and too large although the sender says otherwise', async () => {
      const empty = await upload('a.pdf', '');
      expect([empty.statusCode, empty.json().problems[0]]).toEqual([
        422,
        { code: 'INVALID_VALUE', field: 'file', message: 'Ten plik jest pusty. Wybierz inny.' },
      ]);
      const large = Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-');
      expect((await upload('a.pdf', large.subarray(1 - 1, 10 * 1024 * 1024))).statusCode).toBe(201);
      const tooLarge = await upload('a.pdf', large);
      expect([tooLarge.statusCode, tooLarge.json().problems[0].code]).toEqual([413, 'ATTACHMENT_TOO_LARGE']);
      const chunked = await raw(['Transfer-Encoding: chunked'], function* () {
        const { payload } = form('a.pdf', '');
        const piece = Buffer.alloc(100_000, '%PDF-');
        yield chunkOf(payload.subarray(0, payload.indexOf('\r\n\r\n') + 4));
        for (let n = 0; n < 200; n++) yield chunkOf(piece);
        yield Buffer.from('0\r\n\r\n');
      });
      expect(chunked).toMatch(/^HTTP\/1.1 413[\s\S]*ATTACHMENT_TOO_LARGE/);
      expect(await raw(['Content-Length: 900000000'], () => [])).toMatch(/^HTTP\/1.1 413/);
      expect(onDisk()).toHaveLength(1);
    });

    it('shorter or longer than announced', async () => {
      const { payload } = form('a.pdf', pdf());
      const longer = await raw([`Content-Length: ${payload.length + 10}`], () => [payload], {
        isCutShort: true,
      });
      expect(longer).not.toMatch(/ 201 /);
      const shorter = await raw([`Content-Length: ${payload.length - 10}`], () => [payload]);
      expect(shorter).toMatch(/^HTTP\/1.1 400/);
      await ended(2);
      expect(onDisk()).toEqual([]);
    });
  });

  it('that break half way leave nothing, and the same file arrives when it is sent again', async () => {
    const bytes = jpeg({ pixels: 3_000_000 });
    const { payload } = form('zdjęcie.jpg', bytes);
    for (const share of [0.001, 0.5, 0.999]) {
      const socket = await open([`Content-Length: ${payload.length}`]);
      socket.write(payload.subarray(0, Math.floor(payload.length * share)));
      await pause(50);
      socket.destroy();
    }
    await ended(3);
    expect(onDisk()).toEqual([]);
    const id = await uploaded('zdjęcie.jpg', bytes);
    expect((await get(id)).statusCode).toBe(200);
  });

  it('come back as a download that runs nowhere', async () => {
    const bytes = pdf('<script>alert(1)</script>');
    const answer = await upload('../../Umowa „Łódź”\u202e 2026.pdf', bytes);
    expect(answer.json()).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      name: 'Umowa „Łódź” 2026.pdf',
      mimeType: 'application/pdf',
      size: bytes.length,
    });
    const { statusCode, headers, rawPayload } = await get(answer.json().id as string);
    expect([statusCode, rawPayload.equals(bytes)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="Umowa _Lodz_ 2026.pdf"; filename*=UTF-8''Umowa%20%E2%80%9E%C5%81%C3%B3d%C5%BA%E2%80%9D%202026.pdf`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    const head = await api.app.inject({
      method: 'HEAD',
      url: `/files/attachments/${answer.json().id}?customer=${A}`,
      headers: { cookie },
    });
    expect([head.statusCode, head.body]).toEqual([200, '']);
  });

  it('are their sender’s until they are sent, then of everyone with access, and never of others', async () => {
    const id = await uploaded();
    const stranger = await api.signedIn(B);
    expect((await get(id, { cookie: other })).statusCode).toBe(404);
    expect((await get(id, { cookie: '' })).statusCode).toBe(401);
    expect(await attach([id])).toEqual([]);
    expect((await get(id, { cookie: other })).statusCode).toBe(200);
    for (const [at, more] of [
      [id, { cookie: stranger }],
      [id, { cookie: stranger, customer: B }],
      [id, { customer: B }],
      ['x'.repeat(22), {}],
      ['..%2f..%2fetc%2fpasswd', {}],
    ] as const) {
      const answer = await get(at, more);
      expect([answer.statusCode, answer.body]).toEqual([404, 'Nie ma takiego pliku.']);
    }
    // Whichever customer the session looks at.
    const elsewhere = await api.signedIn(B, A);
    expect((await get(id, { cookie: elsewhere })).statusCode).toBe(200);
  });

  describe('are attached', () => {
    it('once, by whom they were uploaded, up to five, in order', async () => {
      const ids = [];
      for (let n = 0; n < 6; n++) ids.push(await uploaded(`${n}.pdf`, pdf(String(n))));
      expect((await attach(ids))[0]).toMatchObject({ code: 'TOO_LONG', field: 'attachmentIds' });
      for (const [wrong, who] of [
        [[ids[0]!], other],
        [['x'.repeat(22)], cookie],
      ] as const)
        expect((await attach(wrong, who))[0]).toEqual({
          code: 'INVALID_VALUE',
          field: 'attachmentIds',
          message: 'Jednego z plików już nie ma. Usuń go z listy i dołącz jeszcze raz.',
        });
      const chosen = [ids[3]!, ids[1]!, ids[3]!];
      expect(await attach(chosen)).toEqual([]);
      expect((await attach([ids[1]!], cookie, { ticketId: keyOf('T2') }))[0]!.code).toBe('INVALID_VALUE');
      expect(await attach([ids[0]!], cookie, { replyId: keyOf('R') })).toEqual([]);
      const of = (await api.services.attachments.ofTickets(A, [keyOf('T'), keyOf('T2')])).get(keyOf('T'))!;
      expect(of.map(({ name, replyId, url }) => [name, replyId, url])).toEqual([
        ['3.pdf', null, `/files/attachments/${ids[3]}?customer=${A}`],
        ['1.pdf', null, `/files/attachments/${ids[1]}?customer=${A}`],
        ['0.pdf', keyOf('R'), `/files/attachments/${ids[0]}?customer=${A}`],
      ]);
      expect((await api.services.attachments.ofTickets(B, [keyOf('T')])).size).toBe(0);
    });

    it('to one of two requests that are sent at once', async () => {
      const id = await uploaded();
      const sent = await Promise.all(
        Array.from({ length: 8 }, (_, n) => attach([id], cookie, { ticketId: keyOf(`T${n}`) })),
      );
      expect(sent.filter((problems) => problems.length === 0)).toHaveLength(1);
    });

    it('and are not deleted any more; those that are not can be, by their sender', async () => {
      const [kept, gone] = [await uploaded(), await uploaded()];
      await attach([kept]);
      expect((await remove(gone, other)).statusCode).toBe(404);
      expect((await remove(kept)).statusCode).toBe(404);
      expect((await remove(gone)).statusCode).toBe(204);
      expect((await remove(gone)).statusCode).toBe(404);
      expect((await get(gone)).statusCode).toBe(404);
      expect((await attach([gone]))[0]!.code).toBe('INVALID_VALUE');
      expect(onDisk()).toEqual([kept]);
    });
  });

  describe('end', () => {
    const tidy = (hours: number) => {
      clock = new Date(clock.getTime() + hours * HOUR_MS);
      return new AttachmentHousekeeping(api.services).tidy();
    };

    it('after a day, in a draft after a week, in a request never', async () => {
      const [free, drafted, sent] = [await uploaded(), await uploaded(), await uploaded()];
      const uploader = { customerId: A, userId: await userOf(cookie) };
      const kept = await api.database.transaction((manager) =>
        api.services.attachments.keepForDraft(manager, uploader, [drafted, 'x'.repeat(22), sent]),
      );
      expect(kept).toEqual([drafted, sent]);
      await attach([sent]);
      await tidy(23);
      expect(onDisk()).toHaveLength(3);
      // Sessions end before the files do.
      await tidy(2);
      expect(onDisk().sort()).toEqual([drafted, sent].sort());
      const attachments = await api.services.attachments.unattached(uploader, [free, drafted, sent]);
      expect(attachments.map(({ id }) => id)).toEqual([drafted]);
      await tidy(6 * 24);
      expect(onDisk()).toEqual([sent]);
      expect((await rows()).map(({ id }) => id)).toEqual([sent]);
    });

    it('with their bytes after a process died while it stored or deleted them, and with two workers at once', async () => {
      const ids = [await uploaded(), await uploaded(), await uploaded()];
      await api.database.transaction((m) =>
        m.query("UPDATE attachments SET state = 'UPLOADING' WHERE id = ?", [ids[0]!]),
      );
      await api.database.transaction((m) =>
        m.query("UPDATE attachments SET state = 'REMOVED' WHERE id = ?", [ids[1]!]),
      );
      clock = new Date(clock.getTime() + 25 * HOUR_MS);
      await Promise.all([1, 2].map(() => new AttachmentHousekeeping(api.services).tidy()));
      expect(onDisk()).toEqual([]);
      expect(await rows()).toEqual([]);
    });
  });

  describe('have a limit', () => {
    it('of files that were not sent, also when they arrive at once', async () => {
      const answers = await Promise.all(Array.from({ length: 22 }, (_, n) => upload(`${n}.pdf`, pdf())));
      expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(20);
      const refused = answers.filter(({ statusCode }) => statusCode === 429);
      expect(refused).toHaveLength(2);
      expect([refused[0]!.headers['retry-after'], refused[0]!.json().errors[0]]).toEqual([
        '60',
        {
          message:
            'Czeka już za dużo plików, których nie wysłano. Wyślij wiadomość albo usuń z niej zbędne pliki, a potem spróbuj ponownie.',
          extensions: { code: 'RATE_LIMITED', retryAfter: 60 },
        },
      ]);
      // Another user, and another customer of this one.
      expect((await upload('a.pdf', pdf(), { cookie: other })).statusCode).toBe(201);
      expect((await upload('a.pdf', pdf(), { customer: B })).statusCode).toBe(201);
      const { id } = answers.find(({ statusCode }) => statusCode === 201)!.json<{ id: string }>();
      await remove(id);
      expect((await upload('a.pdf', pdf())).statusCode).toBe(201);
    });

    it('of uploads in an hour, refused ones among them', async () => {
      for (let n = 0; n < 60; n++) expect((await upload('a.pdf', '')).statusCode).toBe(422);
      const refused = await upload('a.pdf', pdf());
      expect([refused.statusCode, refused.json().errors[0].message]).toEqual([
        429,
        expect.stringMatching(
          /^W ciągu godziny można dołączyć najwyżej 60 plików\. Spróbuj ponownie za (59|60) min\.$/,
        ),
      ]);
      for (let n = 0; n < 3; n++) {
        clock = new Date(clock.getTime() + HOUR_MS / 3);
        // The session does not end meanwhile.
        await get('x');
      }
      const later = await upload('a.pdf', pdf());
      expect([later.statusCode, later.body]).toEqual([201, expect.anything()]);
    });
  });

  const chunkOf = (bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

  /** A connection that has sent the head of an upload. */
  async function open(lines: string[]): Promise<net.Socket> {
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    const head = [
      `POST /files/attachments?customer=${A} HTTP/1.1`,
      'Host: 127.0.0.1',
      'Connection: close',
      `Cookie: ${cookie}`,
      'Apollo-Require-Preflight: 1',
      'Content-Type: multipart/form-data; boundary=granica-7Qk',
      ...lines,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    return socket;
  }

  async function raw(
    lines: string[],
    pieces: () => Iterable<Buffer>,
    { isCutShort = false } = {},
  ): Promise<string> {
    const socket = await open(lines);
    let said = '';
    socket.on('data', (bytes) => (said += String(bytes)));
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    for (const piece of pieces())
      if (!socket.write(piece)) await Promise.race([new Promise((go) => socket.once('drain', go)), closed]);
    if (isCutShort) socket.end();
    await closed;
    return said;
  }
});
