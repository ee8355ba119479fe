import crypto from 'node:crypto';
import { keyOf } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { TICKET, ticketInput, ticketsOf, uploaded, userOf } from '../../testing/tickets';
import { customerRow, invoiceRow, pointRow } from '../../testing/world';

const A = keyOf('A');
const B = keyOf('B');
const PPE = '590000000000000006';
/** A Monday, 10:30 in Warsaw. */
const MONDAY = new Date('2026-11-30T09:30:00Z');
const MINUTE = 60_000;
const LIST = `query ($first: Int, $after: String) { customer { tickets(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { ${TICKET} } } } } }`;
const callBack = (more: object = {}) => ({
  topic: 'CALL_BACK',
  subject: 'Proszę o telefon',
  body: '',
  callBack: { phone: '600 700 800', date: '2026-12-01', from: '10:00', to: '12:00', ...more },
});

describe.each(ENGINES)('tickets on %s', (engine) => {
  let api: Api;
  let now = MONDAY;
  let cookie: string;
  let userId: string;
  let mine: ReturnType<typeof ticketsOf>;
  const query = (sql: string, ...parameters: unknown[]) => api.database.query<any>(sql, parameters);
  const change = (sql: string, ...parameters: unknown[]) => api.database.change(sql, parameters);
  const rows = async (table: string) => (await query(`SELECT * FROM ${table}`)).length;
  const later = (minutes: number) => (now = new Date(now.getTime() + minutes * MINUTE));
  const list = async (variables: object = {}) =>
    (await api.gql(LIST, variables, { cookie })).data.customer.tickets;
  /** The days offered to persons, and to companies. */
  const offered = async () => {
    const { data } = await api.gql('{ service { support { callBackDays { date hours { from to } } } } }');
    return data.service.support.map(({ callBackDays }: any) => callBackDays);
  };
  const problemsOf = async (input: object) => {
    const { data, errors } = await mine.create(input);
    expect(errors).toEqual([]);
    expect(data.createTicket.ticket).toBeNull();
    return data.createTicket.problems.map((p: any) => [p.code, p.field]);
  };

  beforeAll(async () => {
    api = await startApi(engine, { now: () => now });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    await api.insert('invoices', [invoiceRow('A', 'FV/1'), invoiceRow('B', 'FV/2')]);
    await api.insert('consumption_points', [pointRow('A', PPE)]);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    now = MONDAY;
    for (const table of ['tickets', 'ticket_replies', 'attachments', 'mails', 'messages'])
      await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
    cookie = await api.signedIn(A);
    userId = await userOf(api, cookie);
    mine = ticketsOf(api, cookie);
  });

  it.each<[string, object, [string, string | null][]]>([
    [
      'nothing typed',
      { subject: ' \n ', body: '\t' },
      [
        ['REQUIRED', 'subject'],
        ['REQUIRED', 'body'],
      ],
    ],
    ['a long subject', { subject: 'x'.repeat(201) }, [['TOO_LONG', 'subject']]],
    ['a long text', { body: 'ż'.repeat(10_001) }, [['TOO_LONG', 'body']]],
    ['no phone', callBack({ phone: ' ' }), [['REQUIRED', 'callBack.phone']]],
    ['a short phone', callBack({ phone: '60070080' }), [['INVALID_VALUE', 'callBack.phone']]],
    ['a premium-rate phone', callBack({ phone: '700 123 456' }), [['INVALID_VALUE', 'callBack.phone']]],
    ['a phone in words', callBack({ phone: 'sześćset' }), [['INVALID_VALUE', 'callBack.phone']]],
    ['an extension', callBack({ phone: '600700800 wew. 5' }), [['INVALID_VALUE', 'callBack.phone']]],
    ['yesterday', callBack({ date: '2026-11-29' }), [['INVALID_VALUE', 'callBack.date']]],
    ['in 15 days', callBack({ date: '2026-12-15' }), [['INVALID_VALUE', 'callBack.date']]],
    ['a Sunday', callBack({ date: '2026-12-06' }), [['INVALID_VALUE', 'callBack.date']]],
    ['before the office opens', callBack({ from: '07:59' }), [['INVALID_VALUE', 'callBack.from']]],
    ['after it closes', callBack({ to: '18:01' }), [['INVALID_VALUE', 'callBack.from']]],
    [
      'an end before the beginning',
      callBack({ from: '12:00', to: '11:00' }),
      [['INVALID_VALUE', 'callBack.from']],
    ],
    ['no time', callBack({ from: '8', to: '9' }), [['INVALID_VALUE', 'callBack.from']]],
    [
      'an hour that passed',
      callBack({ date: '2026-11-30', from: '08:00', to: '10:30' }),
      [['INVALID_VALUE', 'callBack.from']],
    ],
  ])('are refused for %s, and nothing is written', async (_, more, problems) => {
    expect(await problemsOf(ticketInput(more))).toEqual(problems);
    expect([await rows('tickets'), await rows('mails')]).toEqual([0, 0]);
  });

  it('say in the language of the user what to do', async () => {
    await change("UPDATE users SET language = 'UK' WHERE id = ?", userId);
    const { data } = await mine.create(callBack({ phone: '1' }));
    expect(data.createTicket.problems[0].message).toMatch(/^Це не схоже на номер телефону\./);
  });

  it('are refused for what is not the customer’s: documents, points, files, other customers', async () => {
    const other = await uploaded(api, B, userId);
    for (const input of [{ invoiceId: keyOf('FV/2') }, { consumptionPointId: 'x' }, { customerId: B }]) {
      const { data, errors } = await mine.create(ticketInput(input));
      expect([data, errors[0]!.extensions.code]).toEqual([null, 'NOT_FOUND']);
    }
    expect(await problemsOf(ticketInput({ attachmentIds: [other] }))).toEqual([
      ['INVALID_VALUE', 'attachmentIds'],
    ]);
    expect(await rows('tickets')).toBe(0);
  });

  it('keep no controls of the writing direction, by which a subject reads as another one', async () => {
    const { id } = await mine.created(
      ticketInput({ subject: 'Zwrot \u202e00.001\u202c zł', body: '\u2066Dzień\u2069\ndobry\u200f' }),
    );
    expect(await mine.one(id)).toMatchObject({ subject: 'Zwrot 00.001 zł', body: 'Dzień\ndobry' });
  });

  it('are not for users who may only look', async () => {
    const { id } = await mine.created();
    await change("UPDATE accesses SET role = 'VIEW' WHERE userId = ?", userId);
    for (const { errors } of [await mine.create(ticketInput()), await mine.reply(id, 'Dzień dobry')])
      expect(errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' });
    expect(await mine.one(id)).toMatchObject({ replies: [] });
  });

  it('of another customer are not found, whatever is asked of them', async () => {
    const { id } = await mine.created();
    const stranger = ticketsOf(api, await api.signedIn(B));
    const read = await api.gql(
      `query ($id: ID!) { customer { ticket(id: $id) { id } } }`,
      { id },
      { cookie: await api.signedIn(B) },
    );
    const replied = await stranger.reply(id, 'Dzień dobry');
    expect([read.errors[0]!.extensions.code, replied.errors[0]!.extensions.code]).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
    expect(await rows('ticket_replies')).toBe(0);
  });

  it('need hours of a call back only where a call back is asked for', async () => {
    const { errors } = await mine.create({ ...callBack(), topic: 'OTHER', body: 'x' });
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('get a number, the document, the point, the files and a mail with a link and no text of theirs', async () => {
    const file = await uploaded(api, A, userId);
    const ticket = await mine.created(
      ticketInput({
        subject: '  Faktura\n za\tprąd ',
        body: 'Pierwsza\r\nlinia\u0000\ud800',
        invoiceId: keyOf('FV/1'),
        consumptionPointId: keyOf(PPE),
        attachmentIds: [file],
      }),
    );
    expect(ticket).toMatchObject({
      number: expect.stringMatching(/^Z\/2026\/11\/[0-9A-HJKMNP-TV-Z]{8}$/),
      subject: 'Faktura za prąd',
      body: 'Pierwsza\nlinia',
      status: 'RECEIVED',
      createdAt: '2026-11-30T09:30:00Z',
      answerDueDate: null,
      invoice: { number: 'FV/1' },
      consumptionPoint: { ppe: PPE },
      callBack: null,
      attachments: [{ id: file }],
      replies: [],
    });
    expect(await mine.one(ticket.id)).toEqual(ticket);
    const [mail] = await query('SELECT * FROM mails');
    expect(mail).toMatchObject({
      template: 'ticketReceived',
      customerId: A,
      recipient: `${userId.toLowerCase()}@example.pl`,
    });
    expect(JSON.parse(mail.content)).toEqual({
      ticketId: ticket.id,
      number: ticket.number,
      subject: 'Faktura za prąd',
    });
  });

  it('with a complaint name the day of the answer, by the day in Warsaw', async () => {
    now = new Date('2026-11-30T23:30:00Z');
    mine = ticketsOf(api, await api.signedIn(A));
    const { answerDueDate } = await mine.created(ticketInput({ topic: 'COMPLAINT' }));
    expect(answerDueDate).toBe('2026-12-15');
    const [mail] = await query('SELECT template, content FROM mails');
    expect([mail.template, JSON.parse(mail.content).answerDueDate]).toEqual([
      'complaintReceived',
      '2026-12-15',
    ]);
  });

  it('call nobody back on a public holiday', async () => {
    now = new Date('2026-12-23T09:30:00Z');
    mine = ticketsOf(api, await api.signedIn(A));
    expect(await problemsOf(callBack({ date: '2026-12-24' }))).toEqual([['INVALID_VALUE', 'callBack.date']]);
    await mine.created(callBack({ date: '2026-12-28' }));
  });

  it('keep the phone of a call back in the international form, and need no text then', async () => {
    const { callBack: called, body } = await mine.created(callBack({ phone: ' (600) 700-800 ' }));
    expect([called, body]).toEqual([
      { phone: '+48600700800', date: '2026-12-01', from: '10:00', to: '12:00' },
      '',
    ]);
    expect(await problemsOf({ ...callBack(), callBack: null })).toEqual([['REQUIRED', 'body']]);
    await mine.created(callBack({ phone: '+380 44 123 4567', date: '2026-11-30', to: '10:31' }));
  });

  it('tell companies by their own channel when they can be called back', async () => {
    await change("UPDATE customers SET kind = 'COMPANY' WHERE id = ?", A);
    try {
      expect(await problemsOf(callBack({ from: '08:00', to: '10:00' }))).toEqual([
        ['INVALID_VALUE', 'callBack.from'],
      ]);
    } finally {
      await change("UPDATE customers SET kind = 'PERSON' WHERE id = ?", A);
    }
    const [, company] = await offered();
    expect(company[1]).toEqual({ date: '2026-12-01', hours: [{ from: '09:00', to: '15:00' }] });
  });

  it('offer for a call back the days that they accept, and the hours that are left of today', async () => {
    now = new Date('2026-12-23T12:10:00Z');
    const [person] = await offered();
    expect(person.map(({ date }: any) => date.slice(5))).toEqual([
      ...['12-23', '12-28', '12-29', '12-30', '12-31', '01-04', '01-05'],
    ]);
    expect(person[0].hours).toEqual([{ from: '13:30', to: '18:00' }]);
    mine = ticketsOf(api, await api.signedIn(A));
    for (const { date, hours } of person) await mine.created(callBack({ date, ...hours[0] }));
    now = new Date('2026-12-23T16:40:00Z');
    expect((await offered())[0][0].date).toBe('2026-12-28');
  });

  it('are written once by a double click, with a key or without', async () => {
    const file = await uploaded(api, A, userId);
    const keyed = ticketInput({ idempotencyKey: 'k1', attachmentIds: [file] });
    const twice = await Promise.all([mine.created(keyed), mine.created(keyed)]);
    const again = await Promise.all([mine.created(), mine.created()]);
    expect([twice[0].id, again[0].id]).toEqual([twice[1].id, again[1].id]);
    expect([await rows('tickets'), await rows('mails')]).toEqual([2, 2]);
    later(11);
    expect((await mine.created()).id).not.toBe(again[0].id);
    expect((await mine.created(keyed)).id).toBe(twice[0].id);
  });

  it('refuse a key for another text, and keep the keys of users apart', async () => {
    const { id } = await mine.created(ticketInput({ idempotencyKey: 'k1' }));
    expect(await problemsOf(ticketInput({ idempotencyKey: 'k1', body: 'Inna' }))).toEqual([
      ['IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'],
    ]);
    const partner = ticketsOf(api, await api.signedIn(A));
    expect((await partner.created(ticketInput({ idempotencyKey: 'k1' }))).id).not.toBe(id);
    expect((await mine.create(ticketInput({ idempotencyKey: '' }))).errors[0]!.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('get another number where a ticket has the same one', async () => {
    const random = jest.spyOn(crypto, 'randomInt') as unknown as jest.SpyInstance<number>;
    for (let digit = 0; digit < 16; digit++) random.mockReturnValueOnce(7);
    const numbers = [await mine.created(), await mine.created(ticketInput({ body: 'Inne' }))].map(
      ({ number }) => number,
    );
    expect(numbers[0]).toBe('Z/2026/11/77777777');
    expect([numbers[1] === numbers[0], await rows('mails')]).toEqual([false, 2]);
    random.mockRestore();
  });

  it('are 20 a day at most', async () => {
    await Promise.all(
      Array.from({ length: 22 }, (_, n) => mine.create(ticketInput({ body: `Pytanie ${n}` }))),
    );
    expect(await rows('tickets')).toBe(20);
    expect(await problemsOf(ticketInput())).toEqual([['INVALID_VALUE', null]]);
    await change('UPDATE tickets SET createdAt = ?', '2026-11-29 22:59:59.999');
    await mine.created();
  });

  it('come newest first, page by page, with threads and files in as many statements as one', async () => {
    const written: string[] = [];
    for (let n = 0; n < 6; n++) {
      const { id } = await mine.created(
        ticketInput({ body: `Pytanie ${n}`, invoiceId: keyOf('FV/1'), consumptionPointId: keyOf(PPE) }),
      );
      await mine.reply(id, 'I jeszcze jedno.', { attachmentIds: [await uploaded(api, A, userId)] });
      written.unshift(id);
      later(1);
    }
    // The first request also writes when the session was last seen.
    await list();
    api.statements();
    const one = await list({ first: 1 });
    const forOne = api.statements();
    const page = await list({ first: 4 });
    expect(api.statements()).toBe(forOne);
    const idsOf = (p: any) => p.edges.map((e: any) => e.node.id);
    expect([idsOf(one), idsOf(page)]).toEqual([written.slice(0, 1), written.slice(0, 4)]);
    const rest = await list({ first: 4, after: page.pageInfo.endCursor });
    expect([idsOf(rest), rest.totalCount, rest.pageInfo.hasNextPage]).toEqual([written.slice(4), 6, false]);
    expect(page.edges[0].node.replies).toMatchObject([{ fromCustomer: true, attachments: [{}] }]);
    expect(page.edges[0].node.attachments).toEqual([]);
  });

  it('refuse replies that are empty, too long, or to a closed ticket', async () => {
    const { id } = await mine.created();
    const codes = async (body: string) => {
      const { data } = await mine.reply(id, body);
      return data.replyToTicket.problems.map((p: any) => [p.code, p.field]);
    };
    expect([await codes('  '), await codes('x'.repeat(10_001))]).toEqual([
      [['REQUIRED', 'body']],
      [['TOO_LONG', 'body']],
    ]);
    await change("UPDATE tickets SET status = 'CLOSED'");
    const { data } = await mine.reply(id, 'Jeszcze coś');
    expect(data.replyToTicket).toEqual({
      ticket: null,
      problems: [
        {
          code: 'INVALID_VALUE',
          field: null,
          message: 'Ta sprawa jest już zamknięta. Aby napisać w niej dalej, utwórz nowe zgłoszenie.',
        },
      ],
    });
    expect(await rows('ticket_replies')).toBe(0);
  });

  it('that were answered are in progress again with a reply, which a double click adds once', async () => {
    const { id } = await mine.created();
    await change("UPDATE tickets SET status = 'ANSWERED'");
    const [first, second] = await Promise.all([mine.reply(id, 'Dziękuję'), mine.reply(id, 'Dziękuję')]);
    expect(first.data.replyToTicket.ticket).toMatchObject({
      status: 'IN_PROGRESS',
      replies: [{ body: 'Dziękuję', fromCustomer: true }],
    });
    expect(second.data.replyToTicket.ticket.replies).toHaveLength(1);
    await mine.reply(id, 'Tak', { key: 'r1' });
    await mine.reply(id, 'Tak', { key: 'r1' });
    const reused = await mine.reply(id, 'Nie', { key: 'r1' });
    expect(reused.data.replyToTicket.problems[0].code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await mine.one(id)).replies.map((r: any) => r.body).sort()).toEqual(['Dziękuję', 'Tak']);
  });

  it('keep no reply whose files are not there', async () => {
    const { id } = await mine.created();
    await change("UPDATE tickets SET status = 'ANSWERED'");
    const { data } = await mine.reply(id, 'Zdjęcie', { attachmentIds: ['x'] });
    expect(data.replyToTicket.problems).toMatchObject([{ code: 'INVALID_VALUE', field: 'attachmentIds' }]);
    expect(await mine.one(id)).toMatchObject({ status: 'ANSWERED', replies: [] });
  });
});
