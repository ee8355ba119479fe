import { keyOf } from '../../database/columns';
import { startApi, type Api } from '../../../testing/api';
import { ENGINES } from '../../../testing/database';
import { importFeed, type FeedFiles } from '../../../testing/feed';
import { ticketsOf } from '../../../testing/tickets';
import { customerRow } from '../../../testing/world';

const A = keyOf('A');
const MESSAGE =
  'query ($id: ID!) { customer { message(id: $id) { subject ticket { number status } deliveries { channel status } } } }';

describe.each(ENGINES)('what a feed says of tickets, on %s', (engine) => {
  let api: Api;
  let mine: ReturnType<typeof ticketsOf>;
  let cookie: string;
  let ticket: { id: string; number: string };
  const take = (files: FeedFiles, ...flags: string[]) => importFeed(api.test, files, ...flags);
  const mails = () =>
    api.database.query<any>("SELECT recipient, content FROM mails WHERE template = 'ticketReply'");
  const answer = (more: object = {}) => ({
    id: 'M1',
    customerNumber: 'A',
    kind: 'TICKET_REPLY',
    subject: 'Odpowiedź',
    body: 'Było zimniej niż rok temu.',
    sentAt: new Date().toISOString(),
    channel: 'PORTAL',
    ticketNumber: ticket.number,
    ...more,
  });

  beforeAll(async () => {
    api = await startApi(engine);
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    for (const table of ['tickets', 'ticket_replies', 'messages', 'message_mails', 'mails', 'accesses'])
      await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
    cookie = await api.signedIn(A);
    mine = ticketsOf(api, cookie);
    ticket = await mine.created();
  });

  it('refuses unknown numbers and states, and takes the rest', async () => {
    const { code, refused, summary } = await take({
      'tickets.ndjson': [
        { number: 'Z/1', status: 'CLOSED' },
        { number: ticket.number, status: 'CLOSED', resolution: 'DONE', note: 'Wysłaliśmy korektę.' },
        { number: 'Z/2', status: 'OPEN' },
        { number: 'Z/3', status: 'CLOSED', resolution: 'LATER' },
      ],
    });
    expect([code, summary!.taken, refused.map(({ line, field }) => [line, field])]).toEqual([
      3,
      1,
      [
        [3, 'status'],
        [4, 'resolution'],
        [1, 'number'],
      ],
    ]);
    expect(await mine.one(ticket.id)).toMatchObject({
      status: 'CLOSED',
      resolution: 'DONE',
      note: 'Wysłaliśmy korektę.',
    });
  });

  it('a note of blanks is none', async () => {
    await take({
      'tickets.ndjson': [{ number: ticket.number, status: 'CLOSED', resolution: 'REFUSED', note: ' \n ' }],
    });
    expect(await mine.one(ticket.id)).toMatchObject({ resolution: 'REFUSED', note: null });
  });

  it('puts no answer into the thread of another customer, and says so', async () => {
    const { warnings } = await take({ 'messages.ndjson': [answer({ customerNumber: 'B' })] });
    expect(warnings.map(({ field, value }) => [field, value])).toEqual([['ticketNumber', ticket.number]]);
    expect(await mine.one(ticket.id)).toMatchObject({ status: 'RECEIVED', replies: [] });
    expect(await mails()).toEqual([]);
  });

  it('an answer that is read in its thread is read among the messages', async () => {
    const unread = async () => {
      const { data } = await api.gql('{ customer { unreadMessages } }', null, { cookie });
      return data.customer.unreadMessages as number;
    };
    await take({ 'messages.ndjson': [answer()] });
    expect(await unread()).toBe(1);
    const [{ id }] = (await mine.one(ticket.id)).replies;
    await api.gql('mutation ($ids: [ID!]!) { markMessagesRead(ids: $ids) }', { ids: [id] }, { cookie });
    expect(await unread()).toBe(0);
  });

  it('puts an answer into its thread, with a mail to each login that does not repeat it', async () => {
    const partner = await api.signedIn(A);
    const { code, warnings } = await take({ 'messages.ndjson': [answer()] });
    expect([code, warnings]).toEqual([0, []]);
    expect(await mine.one(ticket.id)).toMatchObject({
      status: 'ANSWERED',
      replies: [{ body: 'Było zimniej niż rok temu.', fromCustomer: false, attachments: [] }],
    });
    const sent = await mails();
    expect(sent).toHaveLength(2);
    expect(sent[0].content).not.toContain('zimniej');
    const { data } = await api.gql(MESSAGE, { id: keyOf('message', 'M1') }, { cookie: partner });
    expect(data.customer.message).toMatchObject({
      ticket: { number: ticket.number, status: 'ANSWERED' },
      deliveries: [{ channel: 'PORTAL' }, { channel: 'EMAIL' }, { channel: 'EMAIL' }],
    });
  });

  it('sends no mail where the customer switched it off', async () => {
    const off = 'mutation { setNotification(kind: TICKET_REPLY, email: false, sms: false) { kind } }';
    expect((await api.gql(off, {}, { cookie })).errors).toEqual([]);
    await take({ 'messages.ndjson': [answer()] });
    await api.database.change('DELETE FROM notification_settings', []);
    expect(await mine.one(ticket.id)).toMatchObject({ status: 'ANSWERED', replies: [{}] });
    expect(await mails()).toEqual([]);
  });

  it('the same feed twice changes nothing, although the customer replied in between', async () => {
    const feed = {
      'messages.ndjson': [answer()],
      'tickets.ndjson': [{ number: ticket.number, status: 'ANSWERED' }],
    };
    await take(feed);
    await mine.reply(ticket.id, 'A co z liczydłem?');
    expect((await take(feed)).summary).toMatchObject({ taken: 0, unchanged: 2, refused: 0, warnings: 0 });
    const { status, replies } = await mine.one(ticket.id);
    expect([status, replies.length, (await mails()).length]).toEqual(['IN_PROGRESS', 2, 1]);
  });

  it('an answer that crossed with a reply leaves the ticket open', async () => {
    const sentAt = new Date(Date.now() - 60_000).toISOString();
    await mine.reply(ticket.id, 'Jeszcze jedno');
    await take({ 'messages.ndjson': [answer({ sentAt })] });
    expect(await mine.one(ticket.id)).toMatchObject({
      status: 'RECEIVED',
      replies: [{ fromCustomer: false }, { fromCustomer: true }],
    });
  });

  it('tickets.ndjson of the same feed has the last word, and a closed ticket stays closed by an answer', async () => {
    await take({
      'messages.ndjson': [answer()],
      'tickets.ndjson': [{ number: ticket.number, status: 'CLOSED' }],
    });
    await take({ 'messages.ndjson': [answer({ id: 'M2' })] });
    expect(await mine.one(ticket.id)).toMatchObject({ status: 'CLOSED', replies: [{}, {}] });
    await take({ 'tickets.ndjson': [{ number: ticket.number, status: 'IN_PROGRESS' }] });
    expect(await mine.one(ticket.id)).toMatchObject({ status: 'IN_PROGRESS', resolution: null });
  });

  it('a changed answer takes the place of the former one without a second mail', async () => {
    await take({ 'messages.ndjson': [answer()] });
    await take({ 'messages.ndjson': [answer({ body: 'Korekta w drodze.' })] });
    expect(await mine.one(ticket.id)).toMatchObject({ replies: [{ body: 'Korekta w drodze.' }] });
    await take({ 'messages.ndjson': [answer({ kind: 'ANNOUNCEMENT', ticketNumber: null })] });
    expect(await mine.one(ticket.id)).toMatchObject({ replies: [] });
    expect(await mails()).toHaveLength(1);
  });

  it('history (--silent) comes into the thread without a mail', async () => {
    await take({ 'messages.ndjson': [answer()] }, '--silent');
    expect(await mine.one(ticket.id)).toMatchObject({ status: 'ANSWERED', replies: [{}] });
    expect(await mails()).toEqual([]);
  });
});
