import { keyOf, sqlInstant } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { ticketInput, ticketsOf, uploaded, userOf } from '../../testing/tickets';
import { customerRow, invoiceRow, pointRow } from '../../testing/world';
import { DraftCleanup } from './draft-cleanup';

const A = keyOf('A');
const B = keyOf('B');
const PPE = '590000000000000006';
const MORNING = new Date('2026-11-30T09:30:00Z');
const DAY = 24 * 3_600_000;
const DRAFT =
  'topic subject body invoice { number } consumptionPoint { ppe } callBack { phone date from to } attachments { id } savedAt';
const SAVE = `mutation ($input: TicketDraftInput!) { saveTicketDraft(input: $input) { ${DRAFT} } }`;

describe.each(ENGINES)('drafts of tickets on %s', (engine) => {
  let api: Api;
  let now = MORNING;
  let cookie: string;
  let userId: string;
  const save = (input: object, who = cookie) => api.gql(SAVE, { input }, { cookie: who });
  const read = async (ticketId: string | null = null, who = cookie) =>
    (
      await api.gql(
        `query ($ticketId: ID) { customer { ticketDraft(ticketId: $ticketId) { ${DRAFT} } } }`,
        { ticketId },
        { cookie: who },
      )
    ).data.customer.ticketDraft;
  const count = async () => (await api.database.query('SELECT 1 AS one FROM ticket_drafts')).length;

  beforeAll(async () => {
    api = await startApi(engine, { now: () => now });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    await api.insert('invoices', [invoiceRow('A', 'FV/1'), invoiceRow('B', 'FV/2')]);
    await api.insert('consumption_points', [pointRow('A', PPE)]);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    now = MORNING;
    for (const table of ['tickets', 'ticket_drafts', 'attachments'])
      await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
    cookie = await api.signedIn(A);
    userId = await userOf(api, cookie);
  });

  it('are refused with documents, points, tickets and customers of others', async () => {
    const { id } = await ticketsOf(api, await api.signedIn(B)).created();
    for (const input of [
      { invoiceId: keyOf('FV/2') },
      { consumptionPointId: 'x' },
      { customerId: B },
      { ticketId: id },
    ]) {
      const { data, errors } = await save({ body: 'x', ...input });
      expect([data.saveTicketDraft, errors[0]!.extensions.code]).toEqual([null, 'NOT_FOUND']);
    }
    expect(await count()).toBe(0);
  });

  it('are refused where they are larger than any page sends, and for users who may only look', async () => {
    for (const input of [{ body: 'x'.repeat(16_001) }, { subject: 'x'.repeat(1001) }])
      expect((await save(input)).errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    await api.database.change("UPDATE accesses SET role = 'VIEW' WHERE userId = ?", [userId]);
    expect((await save({ body: 'x' })).errors[0]!.extensions.code).toBe('FORBIDDEN');
  });

  it('leave out files of others, and those that are gone', async () => {
    const [own, other] = [await uploaded(api, A, userId), await uploaded(api, A, 'somebody')];
    await save({ body: 'x', attachmentIds: [other, own, 'x'] });
    expect((await read()).attachments).toEqual([{ id: own }]);
    await api.database.change("UPDATE attachments SET state = 'UNSAFE' WHERE id = ?", [own]);
    expect((await read()).attachments).toEqual([]);
  });

  it('are there in the next session, as typed, for their user alone', async () => {
    const input = {
      topic: 'CALL_BACK',
      subject: ' Proszę ',
      body: 'Nie skończone\n',
      invoiceId: keyOf('FV/1'),
      consumptionPointId: keyOf(PPE),
      callBack: { phone: '600', date: '2026-12-01', from: '', to: '' },
    };
    await save({ body: 'Poprzedni' });
    const { data, errors } = await save(input);
    expect(errors).toEqual([]);
    expect(data.saveTicketDraft).toEqual({
      ...{ topic: input.topic, subject: input.subject, body: input.body, callBack: input.callBack },
      ...{ invoice: { number: 'FV/1' }, consumptionPoint: { ppe: PPE }, attachments: [] },
      savedAt: '2026-11-30T09:30:00Z',
    });
    expect(await read()).toEqual(data.saveTicketDraft);
    expect(await read(null, await api.signedIn(A))).toBeNull();
    expect(await count()).toBe(1);
  });

  it('are one for a new ticket and one for each reply', async () => {
    const { id } = await ticketsOf(api, cookie).created();
    await save({ body: 'Nowe' });
    await save({ body: 'Odpowiedź', ticketId: id });
    expect([(await read()).body, (await read(id)).body]).toEqual(['Nowe', 'Odpowiedź']);
    await ticketsOf(api, cookie).reply(id, 'Odpowiedź');
    expect([(await read()).body, await read(id)]).toEqual(['Nowe', null]);
    await ticketsOf(api, cookie).created(ticketInput({ body: 'Nowe' }));
    expect(await count()).toBe(0);
  });

  it('stay where the ticket is refused, and go when everything is emptied', async () => {
    await save({ subject: 'Temat' });
    await ticketsOf(api, cookie).create(ticketInput({ body: '' }));
    expect((await read()).subject).toBe('Temat');
    expect((await save({ subject: '  ' })).data.saveTicketDraft).toBeNull();
    expect(await count()).toBe(0);
  });

  it('end after 7 days without a change', async () => {
    await save({ body: 'Stary' });
    const readAt = async (ms: number) => {
      now = new Date(MORNING.getTime() + ms);
      await api.database.change('UPDATE sessions SET lastSeenAt = ?, endsAt = ?', [
        sqlInstant(now),
        sqlInstant(new Date(now.getTime() + DAY)),
      ]);
      return read();
    };
    expect(await readAt(7 * DAY - 1)).toMatchObject({ body: 'Stary' });
    expect(await readAt(7 * DAY)).toBeNull();
    await save({ body: 'Nowy' }, await api.signedIn(A));
    await new DraftCleanup(api.services).tidy();
    expect(await count()).toBe(1);
  });
});
