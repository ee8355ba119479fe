import { keyOf, sqlInstant } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, invoiceRow, messageRow } from '../../testing/world';

const A = keyOf('A');
const B = keyOf('B');
const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));

const LIST = `query ($filter: MessageFilter, $first: Int, $after: String) { customer { unreadMessages messages(filter: $filter, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id readAt } } } } }`;
const ONE =
  'query ($id: ID!) { customer { message(id: $id) { id kind language subject body sentAt readAt invoice { id number } deliveries { channel recipient status at } } } }';
const MARK_ALL =
  'mutation ($customerId: ID, $newestSeenId: ID) { markAllMessagesRead(customerId: $customerId, newestSeenId: $newestSeenId) }';
const MARK = 'mutation ($ids: [ID!]!) { markMessagesRead(ids: $ids) }';

describe.each(ENGINES)('messages on %s', (engine) => {
  let api: Api;
  let cookie: string;
  let ofB: string;
  const list = async (variables: object = {}, who = cookie) => {
    const { data, errors } = await api.gql(LIST, variables, { cookie: who });
    expect(errors).toEqual([]);
    const { unreadMessages, messages } = data.customer;
    return { ...messages, unread: unreadMessages, ids: messages.edges.map((edge: any) => edge.node.id) };
  };
  const markAll = (variables: object = {}, who = cookie) => api.gql(MARK_ALL, variables, { cookie: who });
  const mark = (ids: string[], who = cookie) => api.gql(MARK, { ids }, { cookie: who });

  beforeAll(async () => {
    api = await startApi(engine);
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    await api.insert('invoices', [invoiceRow('A', 'FV/1'), invoiceRow('B', 'FV/2')]);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    for (const table of ['messages', 'message_mails', 'message_sms', 'message_reads', 'mails', 'sms'])
      await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
    cookie = await api.signedIn(A);
    ofB = await api.signedIn(B);
    await api.insert('messages', [
      messageRow(A, 'm1', { sentAt: sqlInstant(at(1)), subject: 'Żółty dokument', invoiceId: keyOf('FV/1') }),
      messageRow(A, 'm2', {
        sentAt: sqlInstant(at(2)),
        kind: 'DUNNING',
        channel: 'SMS',
        body: '100% zapłaty [*?]',
      }),
      messageRow(A, 'm3', {
        sentAt: sqlInstant(at(2)),
        kind: 'INVOICE_ISSUED',
        channel: 'PORTAL',
        recipient: '',
      }),
      messageRow(B, 'b1', { invoiceId: keyOf('FV/1') }),
    ]);
    await api.insert('mails', [
      {
        id: 'mail1',
        recipient: 'jan@b.pl',
        customerId: A,
        template: 'invoiceIssued',
        language: 'PL',
        state: 'QUEUED',
        attempts: 0,
        createdAt: sqlInstant(at(3)),
        dueAt: sqlInstant(at(9)),
      },
    ]);
    await api.insert('message_mails', [{ customerId: A, messageId: 'm3', mailId: 'mail1' }]);
  });

  it('come newest first, with what is unread', async () => {
    expect(await list()).toMatchObject({ ids: ['m3', 'm2', 'm1'], totalCount: 3, unread: 3 });
  });

  it('what is older than the login starts as read, and is no news in any count', async () => {
    await api.database.transaction((m) =>
      m.query(
        'UPDATE users SET createdAt = ? WHERE id IN (SELECT userId FROM accesses WHERE customerId = ?)',
        [sqlInstant(at(2)), A],
      ),
    );
    const { ids, unread, edges } = await list();
    expect([ids, unread]).toEqual([['m3', 'm2', 'm1'], 2]);
    expect(edges.map((edge: any) => edge.node.readAt)).toEqual([null, null, '2026-03-01T12:02:00Z']);
    expect((await list({ filter: { unreadOnly: true } })).ids).toEqual(['m3', 'm2']);
    expect((await api.gql(ONE, { id: 'm1' }, { cookie })).data.customer.message.readAt).toBe(
      '2026-03-01T12:02:00Z',
    );
    await mark(['m1', 'm2']);
    expect((await list()).unread).toBe(1);
  });

  it.each<[object, string[]]>([
    [{ kind: ['DUNNING', 'INVOICE_ISSUED', 'DUNNING'] }, ['m3', 'm2']],
    [{ kind: [] }, ['m3', 'm2', 'm1']],
    [{ channel: 'SMS' }, ['m2']],
    [{ channel: 'PORTAL' }, ['m3']],
    [{ channel: 'EMAIL' }, ['m3', 'm1']],
    [{ search: ' zolty ' }, ['m1']],
    [{ search: 'TREŚĆ' }, ['m3', 'm1']],
    [{ search: '100%' }, ['m2']],
    [{ search: '1%0' }, []],
    [{ search: '[*?]' }, ['m2']],
    [{ search: '?' }, ['m2']],
    [{ search: 'z*y' }, []],
    [{ search: '[d]okument' }, []],
    [{ search: 'dokument', kind: ['DUNNING'] }, []],
    [{ unreadOnly: null, search: null, kind: null, channel: null }, ['m3', 'm2', 'm1']],
  ])('are filtered by %j', async (filter, ids) => {
    expect(await list({ filter })).toMatchObject({ ids, totalCount: ids.length });
  });

  it('go on behind a cursor, whatever arrives meanwhile', async () => {
    const first = await list({ first: 2 });
    expect(first).toMatchObject({ ids: ['m3', 'm2'], pageInfo: { hasNextPage: true } });
    await api.insert('messages', [messageRow(A, 'm9', { sentAt: sqlInstant(at(50)) })]);
    const after = first.pageInfo.endCursor;
    const next = await list({ first: 2, after });
    expect(next).toMatchObject({ ids: ['m1'], totalCount: 4, pageInfo: { hasNextPage: false } });
    const end = await list({ after: next.edges[0].cursor });
    expect(end).toMatchObject({ ids: [], totalCount: 4 });
  });

  it('refuse a cursor of another customer, a page of 0 and a search without end', async () => {
    const { pageInfo } = await list({ first: 1 });
    const refused = async (variables: object, who = cookie) =>
      (await api.gql(LIST, variables, { cookie: who })).errors[0]?.extensions.code;
    expect(await refused({ after: pageInfo.endCursor }, ofB)).toBe('BAD_USER_INPUT');
    expect(await refused({ after: 'rubbish' })).toBe('BAD_USER_INPUT');
    expect(await refused({ first: 0 })).toBe('BAD_USER_INPUT');
    expect(await refused({ first: 101 })).toBe('BAD_USER_INPUT');
    expect(await refused({ filter: { search: 'a'.repeat(201) } })).toBe('BAD_USER_INPUT');
  });

  it('tell one message whole, with its document and the ways it went', async () => {
    const { data } = await api.gql(ONE, { id: 'm1' }, { cookie });
    expect(data.customer.message).toEqual({
      id: 'm1',
      kind: 'ANNOUNCEMENT',
      language: null,
      subject: 'Żółty dokument',
      body: 'Treść.',
      sentAt: '2026-03-01T12:01:00Z',
      readAt: null,
      invoice: { id: keyOf('FV/1'), number: 'FV/1' },
      deliveries: [{ channel: 'EMAIL', recipient: 'a@b.pl', status: 'SENT', at: '2026-03-01T12:01:00Z' }],
    });
  });

  it.each([
    ['QUEUED', 'WAITING'],
    ['SENT', 'SENT'],
    ['FAILED', 'FAILED'],
  ])('a mail that is %s was a delivery %s', async (state, status) => {
    await api.database.transaction((m) => m.query('UPDATE mails SET state = ?', [state]));
    const { data } = await api.gql(ONE, { id: 'm3' }, { cookie });
    expect(data.customer.message.deliveries).toEqual([
      { channel: 'PORTAL', recipient: '', status: 'SENT', at: '2026-03-01T12:02:00Z' },
      { channel: 'EMAIL', recipient: 'jan@b.pl', status, at: '2026-03-01T12:03:00Z' },
    ]);
  });

  it.each([
    ['QUEUED', 'WAITING'],
    ['SENDING', 'WAITING'],
    ['UNKNOWN', 'WAITING'],
    ['SENT', 'SENT'],
    ['DELIVERED', 'SENT'],
    ['FAILED', 'FAILED'],
  ])(
    'an SMS that is %s was a delivery %s, and its message is found by its channel',
    async (state, status) => {
      const one = { recipient: '+48601234567', template: 'dunning', language: 'PL', state };
      const counts = { attempts: 0, round: 0, parts: 1, isUncertain: 0 };
      const times = { createdAt: sqlInstant(at(4)), dueAt: sqlInstant(at(9)) };
      await api.insert(
        'sms',
        [A, B].map((customerId, n) => ({ customerId, id: `sms${n}`, ...one, ...counts, ...times })),
      );
      // Another customer's SMS is not shown, whatever row says so.
      await api.insert('message_sms', [
        { customerId: A, messageId: 'm3', smsId: 'sms0' },
        { customerId: A, messageId: 'm3', smsId: 'sms1' },
      ]);
      const { data } = await api.gql(ONE, { id: 'm3' }, { cookie });
      expect(data.customer.message.deliveries.slice(1)).toEqual([
        { channel: 'EMAIL', recipient: 'jan@b.pl', status: 'WAITING', at: '2026-03-01T12:03:00Z' },
        { channel: 'SMS', recipient: '+48601234567', status, at: '2026-03-01T12:04:00Z' },
      ]);
      expect((await list({ filter: { channel: 'SMS' } })).ids).toEqual(['m3', 'm2']);
    },
  );

  it('never lead to another customer’s document', async () => {
    const { data } = await api.gql(ONE, { id: 'b1' }, { cookie: ofB });
    expect(data.customer.message.invoice).toBeNull();
  });

  it('of another customer are not found, to read or to mark', async () => {
    const read = await api.gql(ONE, { id: 'b1' }, { cookie });
    expect(read.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const marked = await mark(['m1', 'b1']);
    expect(marked.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await mark(['nothing'])).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await list()).unread).toBe(3);
    expect((await list({}, ofB)).unread).toBe(1);
  });

  it('are not for visitors', async () => {
    expect((await api.gql(LIST)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await api.gql(MARK, { ids: ['m1'] })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('are marked as read once: a second time changes nothing', async () => {
    expect((await mark(['m1', 'm3', 'm1'])).data).toEqual({ markMessagesRead: 2 });
    const first = await list();
    expect(first.unread).toBe(1);
    expect((await list({ filter: { unreadOnly: true } })).ids).toEqual(['m2']);
    expect((await mark(['m1', 'm3'])).data).toEqual({ markMessagesRead: 2 });
    expect((await list()).edges).toEqual(first.edges);
    expect(first.edges.map((edge: any) => edge.node.readAt !== null)).toEqual([true, false, true]);
    expect((await mark([])).data).toEqual({ markMessagesRead: 0 });
  });

  it('are marked at the same moment by many requests', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => mark(['m1', 'm2', 'm3'])));
    expect(answers.map(({ data }) => data?.markMessagesRead)).toEqual(Array(8).fill(3));
    expect((await list()).unread).toBe(0);
  });

  it('two users of one customer read each for themselves', async () => {
    const other = await api.signedIn(A);
    await mark(['m1', 'm2', 'm3']);
    expect((await list()).unread).toBe(0);
    expect((await list({}, other)).unread).toBe(3);
  });

  it('of all customers of a user are marked together', async () => {
    const both = await api.signedIn(A, B);
    expect((await mark(['m1', 'b1'], both)).data).toEqual({ markMessagesRead: 2 });
  });

  it('are marked a hundred at a time, and no more', async () => {
    const ids = Array.from({ length: 101 }, (_, n) => `x${n}`);
    await api.insert(
      'messages',
      ids.map((id) => messageRow(A, id)),
    );
    expect((await mark(ids)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await mark(ids.slice(0, 100))).data).toEqual({ markMessagesRead: 100 });
    expect((await list({ first: 100 })).unread).toBe(4);
  });

  describe('all marked at once', () => {
    it('are none of another customer’s, nor for visitors, nor up to a message of somebody else', async () => {
      const code = async (variables: object, who?: string) =>
        (await api.gql(MARK_ALL, variables, { cookie: who })).errors[0]?.extensions.code;
      expect(await code({ customerId: B }, cookie)).toBe('NOT_FOUND');
      expect(await code({ newestSeenId: 'b1' }, cookie)).toBe('NOT_FOUND');
      expect(await code({ newestSeenId: 'nothing' }, cookie)).toBe('NOT_FOUND');
      expect(await code({})).toBe('UNAUTHENTICATED');
      expect([(await list()).unread, (await list({}, ofB)).unread]).toEqual([3, 1]);
    });

    it('are counted once, and a second time changes nothing', async () => {
      await mark(['m2']);
      const before = (await list()).edges[1];
      expect((await markAll()).data).toEqual({ markAllMessagesRead: 2 });
      const { unread, edges } = await list();
      expect(unread).toBe(0);
      expect(edges[1]).toEqual(before);
      expect((await markAll()).data).toEqual({ markAllMessagesRead: 0 });
      expect((await list()).edges).toEqual(edges);
      expect((await list({}, ofB)).unread).toBe(1);
    });

    it('leave unread what came after the newest one that was seen, of the same moment too', async () => {
      await api.insert('messages', [messageRow(A, 'm4', { sentAt: sqlInstant(at(2)) })]);
      expect((await list()).ids).toEqual(['m4', 'm3', 'm2', 'm1']);
      expect((await markAll({ newestSeenId: 'm3' })).data).toEqual({ markAllMessagesRead: 3 });
      expect((await list({ filter: { unreadOnly: true } })).ids).toEqual(['m4']);
    });

    it('at the same moment by many requests are marked once each', async () => {
      const answers = await Promise.all([...Array.from({ length: 8 }, () => markAll()), mark(['m1', 'm2'])]);
      const counts = answers.slice(0, 8).map(({ data }) => data?.markAllMessagesRead as number);
      const marked = counts.reduce((sum, count) => sum + count);
      expect([1, 3]).toContain(marked);
      expect(answers[8]!.data).toEqual({ markMessagesRead: 2 });
      expect((await list()).unread).toBe(0);
    });

    it('are those of the customer named, by this user alone', async () => {
      const both = await api.signedIn(A, B);
      expect((await markAll({ customerId: B }, both)).data).toEqual({ markAllMessagesRead: 1 });
      expect((await list({}, both)).unread).toBe(3);
      expect((await list({}, ofB)).unread).toBe(1);
    });
  });

  it('count the unread beside a page that is empty, filtered or refused', async () => {
    const query = `query($filter: MessageFilter, $first: Int!) { customer {
      unreadMessages messages(first: $first, filter: $filter) { totalCount } } }`;
    const ask = (variables: object) => api.gql(query, { first: 3, ...variables }, { cookie });
    const { unreadMessages: unread } = (await ask({})).data.customer;
    expect(unread).toBeGreaterThan(0);
    for (const filter of [{ unreadOnly: true }, { search: 'there is no such message' }])
      expect((await ask({ filter })).data.customer.unreadMessages).toBe(unread);
    const alone = '{ customer { unreadMessages } }';
    expect((await api.gql(alone, null, { cookie })).data.customer.unreadMessages).toBe(unread);
    const { errors } = await ask({ first: 0 });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['customer', 'messages'], 'BAD_USER_INPUT'],
    ]);
  });

  it('take one statement a page, one for the ways they went, one for documents', async () => {
    const whole =
      '{ customer { messages(first: 100) { edges { node { id invoice { number } deliveries { status } } } } } }';
    await api.gql(whole, null, { cookie });
    api.statements();
    await api.gql(whole, null, { cookie });
    // The session with the customer, and the three.
    expect(api.statements()).toBe(4);
  });
});
