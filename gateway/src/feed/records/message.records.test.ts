import { keyOf, sqlInstant } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { contents, customer, feedDatabase, importFeed, invoice, row } from '../../../testing/feed';

const C = 'customers.ndjson';
const I = 'invoices.ndjson';
const M = 'messages.ndjson';

const message = (id: string, more: object = {}) => ({
  id,
  customerNumber: 'K1',
  kind: 'ANNOUNCEMENT',
  subject: 'Przerwa w dostawie',
  body: 'W środę od 8:00.',
  sentAt: '2026-03-29T08:00:00+02:00',
  channel: 'EMAIL',
  ...more,
});

describe.each(ENGINES)('messages of a feed on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: Parameters<typeof importFeed>[1], ...flags: string[]) =>
    importFeed(db.current, files, ...flags);
  const one = (sql: string, ...parameters: unknown[]) => row(db.current, sql, ...parameters);
  const count = async (table: string) => Number((await one(`SELECT COUNT(*) AS n FROM ${table}`)).n);
  const signUp = async (customerNumber: string, userId: string, language = 'PL') => {
    const now = sqlInstant(new Date());
    await db.current.database.transaction(async (m) => {
      await m.query(
        'INSERT INTO users (id, email, written, passwordHash, language, developer, disabled, createdAt) VALUES (?,?,?,?,?,0,0,?)',
        [userId, `${userId}@b.pl`, `${userId}@b.pl`, '-', language, now],
      );
      await m.query('INSERT INTO accesses (customerId, userId, role) VALUES (?,?,?)', [
        keyOf(customerNumber),
        userId,
        'OWNER',
      ]);
    });
  };

  it('keeps every field of a message', async () => {
    const full = message(' M-1 ', {
      kind: 'TICKET_REPLY',
      subject: 'Odpowiedź: Żółć',
      channel: 'SMS',
      recipient: '+48600700800',
      language: 'UK',
      invoiceNumber: 'FV/1',
      ticketNumber: 'Z/7',
    });
    const { code, summary, lines } = await take({ [C]: [customer('K1')], [M]: [full] });
    expect({ code, summary, lines }).toEqual({
      code: 0,
      summary: { taken: 2, unchanged: 0, refused: 0, warnings: 1 },
      // The ticket is not one of the portal.
      lines: [expect.objectContaining({ level: 'warning', field: 'ticketNumber', value: 'Z/7' })],
    });
    const { sentAt, recordHash, ...kept } = await one('SELECT * FROM messages');
    expect(kept).toEqual({
      customerId: keyOf('K1'),
      id: keyOf('message', 'M-1'),
      kind: 'TICKET_REPLY',
      subject: 'Odpowiedź: Żółć',
      body: 'W środę od 8:00.',
      language: 'UK',
      channel: 'SMS',
      recipient: '+48600700800',
      invoiceId: keyOf('FV/1'),
      ticketNumber: 'Z/7',
      searchText: 'odpowiedz: zolc\nw srode od 8:00.',
    });
    expect(recordHash).not.toBe('');
    expect(new Date(sentAt instanceof Date ? sentAt : `${String(sentAt).replace(' ', 'T')}Z`)).toEqual(
      new Date('2026-03-29T06:00:00Z'),
    );
  });

  it('taken twice changes nothing', async () => {
    const feed = { [C]: [customer('K1')], [M]: [message('M-1'), message('M-2')] };
    await take(feed);
    const before = await contents(db.current.database);
    expect((await take(feed)).summary).toEqual({ taken: 0, unchanged: 3, refused: 0, warnings: 0 });
    const after = await contents(db.current.database);
    expect({ ...after, feeds: [] }).toEqual({ ...before, feeds: [] });
  });

  it('a later record replaces the one with the same id, whole, and who had read it has read it', async () => {
    await take({
      [C]: [customer('K1')],
      [M]: [message('M-1', { recipient: 'a@b.pl', invoiceNumber: 'FV/1' })],
    });
    const id = keyOf('message', 'M-1');
    await db.current.database.transaction((m) =>
      m.query('INSERT INTO message_reads (customerId, userId, messageId, readAt) VALUES (?,?,?,?)', [
        keyOf('K1'),
        'u1',
        id,
        sqlInstant(new Date()),
      ]),
    );
    await take({ [M]: [message('M-1', { body: 'W czwartek.' })] });
    expect(await one('SELECT body, recipient, invoiceId, searchText FROM messages')).toEqual({
      body: 'W czwartek.',
      recipient: '',
      invoiceId: null,
      searchText: 'przerwa w dostawie\nw czwartek.',
    });
    expect(await count('message_reads')).toBe(1);
  });

  it('refuses an unknown customer, a customer who is not the message’s, and takes the rest', async () => {
    await take({ [C]: [customer('K1'), customer('K2')], [M]: [message('M-1')] });
    const { code, refused, summary } = await take({
      [M]: [
        message('M-9', { customerNumber: 'NOBODY' }),
        message('M-1', { customerNumber: 'K2' }),
        message('M-2'),
      ],
    });
    expect(code).toBe(3);
    expect(refused.map(({ file, line, field, value }) => [file, line, field, value])).toEqual([
      [M, 1, 'customerNumber', 'NOBODY'],
      [M, 2, 'id', null],
    ]);
    expect(summary).toMatchObject({ taken: 1, refused: 2 });
    expect(
      (await one('SELECT customerId FROM messages WHERE id = ?', keyOf('message', 'M-1'))).customerId,
    ).toBe(keyOf('K1'));
  });

  it.each<[string, object, string]>([
    ['an unknown kind', { kind: 'SPAM' }, 'kind'],
    ['an unknown channel', { channel: 'FAX' }, 'channel'],
    ['no channel', { channel: undefined }, 'channel'],
    ['an empty subject', { subject: ' ' }, 'subject'],
    ['a body that is too long', { body: 'a'.repeat(16_001) }, 'body'],
    ['an instant without an offset', { sentAt: '2026-03-29T08:00:00' }, 'sentAt'],
    ['a year no database holds', { sentAt: '0001-01-01T00:00:00Z' }, 'sentAt'],
  ])('refuses %s alone', async (_, more, field) => {
    const { refused } = await take({ [C]: [customer('K1')], [M]: [message('M-1', more), message('M-2')] });
    expect(refused.map((fault) => fault.field)).toEqual([field]);
    expect(await count('messages')).toBe(1);
  });

  it('of two lines with one id the first counts', async () => {
    const lines = [message('M-1', { body: 'pierwsza' }), message('M-1', { body: 'druga' })];
    const { refused } = await take({ [C]: [customer('K1')], [M]: lines });
    expect(refused).toHaveLength(1);
    expect((await one('SELECT body FROM messages')).body).toBe('pierwsza');
  });

  it.each([['ł'.repeat(16_000)], ['ﷺ'.repeat(16_000)], ['👩‍👩‍👧'.repeat(2000)]])(
    'has room for a body of any letters',
    async (body) => {
      expect((await take({ [C]: [customer('K1')], [M]: [message('M-1', { body })] })).code).toBe(0);
      expect((await one('SELECT body FROM messages')).body).toBe(body);
    },
  );

  describe('about new documents', () => {
    it('there is one message each, and one mail for each login, exactly once', async () => {
      await take({ [C]: [customer('K1')] });
      await signUp('K1', 'u1');
      await signUp('K1', 'u2');
      const feed = { [I]: [invoice('K1', 'FV/1'), invoice('K1', 'FV/2', { dueDate: null })] };
      await take(feed);
      await take(feed);
      await take({ [I]: [invoice('K1', 'FV/1', { gross: '124.00' })] });
      const rows = await db.current.database.query<Record<string, string>>(
        'SELECT kind, subject, body, channel, recipient, invoiceId FROM messages ORDER BY subject',
      );
      expect(rows.map((r) => ({ ...r, body: r.body!.replace(/\s/g, ' ') }))).toEqual([
        {
          kind: 'INVOICE_ISSUED',
          subject: 'Nowy dokument FV/1',
          body: 'Wystawiliśmy dokument FV/1 na kwotę 123,00 zł. Termin płatności: 24 stycznia 2026.',
          channel: 'PORTAL',
          recipient: '',
          invoiceId: keyOf('FV/1'),
        },
        expect.objectContaining({
          subject: 'Nowy dokument FV/2',
          body: 'Wystawiliśmy dokument FV/2 na kwotę 123,00 zł.',
        }),
      ]);
      expect(await count('mails')).toBe(2);
      expect(
        await count('message_mails mm JOIN mails ma ON ma.id = mm.mailId AND ma.customerId = mm.customerId'),
      ).toBe(4);
    });

    it('it speaks the language of the logins', async () => {
      await take({ [C]: [customer('K1'), customer('K2')] });
      await signUp('K1', 'u1', 'UK');
      await signUp('K2', 'u2', 'UK');
      await signUp('K2', 'u3', 'EN');
      await take({ [I]: [invoice('K1', 'FV/1'), invoice('K2', 'FV/2')] });
      expect((await one('SELECT subject FROM messages WHERE customerId = ?', keyOf('K1'))).subject).toBe(
        'Новий документ FV/1',
      );
      expect((await one('SELECT subject FROM messages WHERE customerId = ?', keyOf('K2'))).subject).toBe(
        'Nowy dokument FV/2',
      );
    });

    it('there is none for history, nor where nobody has a login', async () => {
      await take({ [C]: [customer('K1'), customer('K2')] });
      await signUp('K1', 'u1');
      await take({ [I]: [invoice('K1', 'FV/1')] }, '--silent');
      await take({ [I]: [invoice('K1', 'FV/1'), invoice('K2', 'FV/2')] });
      expect(await count('messages')).toBe(0);
      expect(await count('mails')).toBe(0);
    });
  });
});
