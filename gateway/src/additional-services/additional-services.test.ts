import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { customer, importFeed } from '../../testing/feed';
import { runExport } from '../commands/export.command';
import { keyOf } from '../database/columns';

const A = keyOf('A');
const B = keyOf('B');
const ORDER_FIELDS = 'state orderedAt monthlyPrice note ticket { id number topic status body }';
const FIELDS = `id name description monthlyPrice ordered orderable order { ${ORDER_FIELDS} }`;
const LIST = `query ($id: ID) { customer(id: $id) { services { ${FIELDS} } } }`;
const PAYLOAD = 'ticket { id number topic status subject body note } problems { code field message }';
const ORDER = `mutation ($serviceId: ID!, $price: Money, $customerId: ID) {
  orderService(serviceId: $serviceId, monthlyPrice: $price, customerId: $customerId) { ${PAYLOAD} } }`;
const CANCEL = `mutation ($ticketId: ID!) { cancelServiceOrder(ticketId: $ticketId) { ${PAYLOAD} } }`;
const ROUNDS = process.env.EBOK_LONG === '1' ? 20 : 3;

describe.each(ENGINES)('additional services on %s', (engine) => {
  const clock = { at: new Date('2024-03-02T10:00:00Z') };
  let api: Api;
  let cookie: string;
  let root: string;
  const run = (query: string, variables: object = {}) => api.gql(query, variables, { cookie });
  const services = async () => (await run(LIST)).data.customer.services as any[];
  const one = async (id = 'PRAD24') => (await services()).find((service) => service.id === id);
  const ordering = async (serviceId = 'PRAD24', more: object = {}) => {
    const { data, errors } = await run(ORDER, { serviceId, ...more });
    expect(errors).toEqual([]);
    return data.orderService;
  };
  const cancelling = async (ticketId: string) => {
    const { data, errors } = await run(CANCEL, { ticketId });
    expect(errors).toEqual([]);
    return data.cancelServiceOrder;
  };
  const code = async (answer: ReturnType<typeof run>) => (await answer).errors[0]?.extensions.code;
  const offer = (id: string, more: object = {}) => ({
    id,
    name: { pl: 'Elektryk w 24 godziny', en: 'Electrician within 24 hours', uk: 'Електрик за 24 години' },
    description: { pl: 'Przyjedzie.', en: 'Comes.', uk: 'Приїде.' },
    monthlyPrice: '12.99',
    orderedBy: [],
    ...more,
  });
  const take = (...records: object[]) => importFeed(api.test, { 'services.ndjson': records });
  const answer = (ticket: { number: string }, more: object) =>
    importFeed(api.test, { 'tickets.ndjson': [{ number: ticket.number, ...more }] });
  let exports = 0;
  const exported = async (since: string, file = 'orders.ndjson') => {
    const folder = path.join(root, String(exports++));
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await runExport([folder, '--since', since])).toBe(0);
    stderr.mockRestore();
    const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
    const lines = read(file).split('\n').filter(Boolean);
    return {
      lines: lines.map((line) => JSON.parse(line)),
      next: JSON.parse(read('cursor.json')).next as string,
      tickets: read('tickets.ndjson').split('\n').filter(Boolean).length,
    };
  };

  beforeAll(async () => {
    api = await startApi(engine, { now: () => clock.at });
    root = mkdtempSync(path.join(tmpdir(), 'ebok-services-'));
    await importFeed(api.test, { 'customers.ndjson': [customer('A'), customer('B')] });
    Object.assign(process.env, { DATABASE_URL: api.test.url, FILES_DIR: api.config.filesDir });
  });
  afterAll(async () => {
    await api.close();
    rmSync(root, { recursive: true });
  });
  beforeEach(async () => {
    const tables = ['additional_services', 'additional_service_customers', 'service_orders'];
    for (const table of [
      ...tables,
      'service_cancellations',
      'tickets',
      'mails',
      'accesses',
      'export_batches',
    ])
      await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
    clock.at = new Date('2024-03-02T10:00:00Z');
    cookie = await api.signedIn(A);
    await take(offer('PRAD24'), offer('SLONCE', { monthlyPrice: '0.00', name: names('Fotowoltaika') }));
  });

  it('stand in the reader’s language, by name, with the price and whether the customer has them', async () => {
    await take(offer('PRAD24', { orderedBy: ['B', 'A'] }));
    expect(await services()).toEqual([
      {
        ...{ id: 'PRAD24', name: 'Elektryk w 24 godziny', description: 'Przyjedzie.', monthlyPrice: '12.99' },
        ...{ ordered: true, orderable: false, order: null },
      },
      expect.objectContaining({ id: 'SLONCE', monthlyPrice: '0.00', ordered: false, orderable: true }),
    ]);
    await api.database.transaction((m) => m.query("UPDATE users SET language = 'UK'"));
    expect((await one()).name).toBe('Електрик за 24 години');
  });

  it('are none for a retailer that names none', async () => {
    await api.database.transaction((m) => m.query('DELETE FROM additional_services'));
    expect(await services()).toEqual([]);
  });

  it('are ordered by a ticket with the price of that day, and a mail confirms it', async () => {
    const { ticket, problems } = await ordering('PRAD24', { price: '12.99' });
    expect(problems).toEqual([]);
    expect(ticket).toMatchObject({
      ...{ topic: 'SERVICE_ORDER', status: 'RECEIVED', subject: 'Zamówienie usługi: Elektryk w 24 godziny' },
      body: expect.stringMatching(/PRAD24.+12,99\szł brutto miesięcznie/),
    });
    await take(offer('PRAD24', { monthlyPrice: '19.99' }));
    expect(await one()).toMatchObject({
      ...{ monthlyPrice: '19.99', ordered: false, orderable: false },
      order: { state: 'REQUESTED', monthlyPrice: '12.99', note: null, ticket: { number: ticket.number } },
    });
    const [mail] = await api.database.query<any>("SELECT * FROM mails WHERE template = 'serviceOrdered'");
    expect(JSON.parse(mail.content)).toMatchObject({ price: '12.99', number: ticket.number });
  });

  it('are not ordered for another price than the customer saw, nor where the customer has them', async () => {
    expect((await ordering('PRAD24', { price: '9.99' })).problems).toMatchObject([
      { code: 'INVALID_VALUE', field: 'monthlyPrice' },
    ]);
    await take(offer('PRAD24', { orderedBy: ['A'] }));
    expect((await ordering()).problems).toMatchObject([{ code: 'INVALID_VALUE', field: 'serviceId' }]);
    expect(await api.database.query('SELECT id FROM tickets')).toEqual([]);
  });

  it('ordered many times at once, also by two people, are one order', async () => {
    const partner = await api.signedIn(A);
    for (let round = 0; round < ROUNDS; round++) {
      await api.database.transaction((m) => m.query('DELETE FROM tickets'));
      await api.database.transaction((m) => m.query('DELETE FROM service_orders'));
      const answers = await Promise.all(
        [cookie, partner, cookie, partner, cookie].map((who) =>
          api.gql(ORDER, { serviceId: 'PRAD24' }, { cookie: who }),
        ),
      );
      const numbers = answers.map(({ data }) => data.orderService.ticket.number);
      expect(new Set(numbers).size).toBe(1);
      expect(await api.database.query('SELECT id FROM tickets')).toHaveLength(1);
    }
  });

  it('of another customer are neither seen, ordered nor cancelled; whoever may only look orders none', async () => {
    const { ticket } = await ordering();
    cookie = await api.signedIn(B);
    expect((await one()).order).toBeNull();
    expect(await code(run(LIST, { id: A }))).toBe('NOT_FOUND');
    expect(await code(run(ORDER, { serviceId: 'PRAD24', customerId: A }))).toBe('NOT_FOUND');
    expect(await code(run(CANCEL, { ticketId: ticket.id }))).toBe('NOT_FOUND');
    expect(await code(run(ORDER, { serviceId: 'NONE' }))).toBe('NOT_FOUND');
    const mine = (await ordering()).ticket;
    await api.database.transaction((m) => m.query("UPDATE accesses SET role = 'VIEW'"));
    expect((await run(ORDER, { serviceId: 'PRAD24' })).errors[0]!.extensions).toMatchObject({
      ...{ code: 'FORBIDDEN', reason: 'ROLE' },
    });
    expect(await code(run(CANCEL, { ticketId: mine.id }))).toBe('FORBIDDEN');
    expect((await one()).order.state).toBe('REQUESTED');
  });

  it('not offered any more are seen by those alone who have or ordered them', async () => {
    await ordering('SLONCE');
    await take(
      offer('PRAD24', { available: false, orderedBy: ['B'] }),
      offer('SLONCE', { available: false }),
    );
    expect((await services()).map(({ id, orderable }) => [id, orderable])).toEqual([['SLONCE', false]]);
    expect(await code(run(ORDER, { serviceId: 'PRAD24' }))).toBe('NOT_FOUND');
    cookie = await api.signedIn(B);
    expect((await services()).map(({ id, ordered }) => [id, ordered])).toEqual([['PRAD24', true]]);
  });

  it('are confirmed once billing names the customer, and can be ordered anew when they ended', async () => {
    const { ticket } = await ordering();
    await take(offer('PRAD24', { orderedBy: ['A'] }));
    expect(await one()).toMatchObject({
      ...{ ordered: true, order: { state: 'CONFIRMED', ticket: { status: 'CLOSED' } } },
    });
    await take(offer('PRAD24'));
    expect(await one()).toMatchObject({ ordered: false, orderable: true, order: null });
    clock.at = new Date('2024-03-02T10:11:00Z');
    const again = (await ordering()).ticket;
    expect(again.number).not.toBe(ticket.number);
  });

  it('that were refused say why, and can be ordered again; those agreed to wait for billing', async () => {
    const { ticket } = await ordering();
    await answer(ticket, { status: 'CLOSED', resolution: 'REFUSED', note: 'Nie obsługujemy tego adresu.' });
    expect(await one()).toMatchObject({
      ...{ orderable: true, order: { state: 'REFUSED', note: 'Nie obsługujemy tego adresu.' } },
    });
    const other = (await ordering('SLONCE')).ticket;
    await answer(other, { status: 'CLOSED', resolution: 'DONE' });
    expect(await one('SLONCE')).toMatchObject({ orderable: false, order: { state: 'CONFIRMED' } });
    clock.at = new Date('2024-04-02T10:00:00Z');
    cookie = await api.signedIn(A);
    expect((await services()).map(({ order }) => order)).toEqual([null, null]);
  });

  it('that the retailer only closed are not confirmed, until billing names the customer', async () => {
    const { ticket } = await ordering();
    await answer(ticket, { status: 'CLOSED' });
    expect(await one()).toMatchObject({ orderable: true, order: { state: 'CLOSED' } });
    expect((await cancelling(ticket.id)).problems).toMatchObject([{ code: 'INVALID_VALUE' }]);
    await take(offer('PRAD24', { orderedBy: ['A'] }));
    expect(await one()).toMatchObject({ ordered: true, order: { state: 'CONFIRMED' } });
  });

  it('are cancelled until the retailer answered, once', async () => {
    const { ticket } = await ordering();
    const cancelled = await cancelling(ticket.id);
    expect(cancelled).toMatchObject({
      ...{ problems: [], ticket: { status: 'CLOSED', note: 'Zamówienie anulowano w eBOK.' } },
    });
    expect((await cancelling(ticket.id)).problems).toEqual([]);
    expect(await one()).toMatchObject({ orderable: true, order: { state: 'CANCELLED' } });
    const later = (await ordering('SLONCE')).ticket;
    await answer(later, { status: 'CLOSED', resolution: 'DONE' });
    expect((await cancelling(later.id)).problems).toMatchObject([{ code: 'INVALID_VALUE' }]);
    expect((await one('SLONCE')).order.state).toBe('CONFIRMED');
    // A question is no order.
    await api.insert('tickets', [
      {
        ...{ customerId: A, id: 'question', number: 'Z/9', userId: 'u', topic: 'OTHER', subject: 'Pytanie' },
        ...{ body: '?', status: 'RECEIVED', createdAt: '2024-03-01 08:00:00.000', inputHash: '' },
      },
    ]);
    expect(await code(run(CANCEL, { ticketId: 'question' }))).toBe('NOT_FOUND');
  });

  it('cancelled while billing confirms them end as one or the other', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      clock.at = new Date(clock.at.getTime() + 11 * 60_000);
      cookie = await api.signedIn(A);
      const { ticket } = await ordering();
      const [cancelled] = await Promise.all([
        run(CANCEL, { ticketId: ticket.id }),
        answer(ticket, { status: 'CLOSED', resolution: 'DONE' }),
      ]);
      const [row] = await api.database.query<any>(
        'SELECT o.outcome FROM service_orders o WHERE o.ticketId = ?',
        [ticket.id],
      );
      const isCancelled = cancelled.data.cancelServiceOrder.problems.length === 0;
      expect(row.outcome).toBe(isCancelled ? 'CANCELLED' : null);
      await api.database.transaction((m) => m.query('DELETE FROM service_orders'));
    }
  });

  it('leave by the export, and a cancelled one does only if the order had left', async () => {
    const { ticket } = await ordering();
    const first = await exported('0');
    expect(first.lines).toEqual([
      {
        ...{ action: 'ORDER', ticketNumber: ticket.number, customerNumber: 'A', serviceId: 'PRAD24' },
        ...{ monthlyPrice: '12.99', at: '2024-03-02T10:00:00.000Z' },
      },
    ]);
    clock.at = new Date('2024-03-02T10:05:00Z');
    await cancelling(ticket.id);
    const quick = (await ordering('SLONCE')).ticket;
    await cancelling(quick.id);
    const second = await exported(first.next);
    expect(second).toMatchObject({
      lines: [
        {
          ...{ action: 'CANCEL', ticketNumber: ticket.number, customerNumber: 'A', serviceId: 'PRAD24' },
          at: '2024-03-02T10:05:00.000Z',
        },
      ],
      tickets: 0,
    });
    expect((await exported('0')).lines).toEqual([...first.lines, ...second.lines]);
    expect(await exported(second.next)).toMatchObject({ lines: [], tickets: 0, next: second.next });
  });

  it('of the same feed twice change nothing', async () => {
    await take(offer('PRAD24', { orderedBy: ['A', 'unknown'] }));
    const again = await take(offer('PRAD24', { orderedBy: ['unknown', 'A'] }));
    expect(again.summary).toMatchObject({ taken: 0, unchanged: 1 });
    // Who is not known yet has it once a later feed brings them.
    expect(await api.database.query('SELECT customerId FROM additional_service_customers')).toHaveLength(2);
  });

  it.each([
    [{ monthlyPrice: '-1.00' }, 'monthlyPrice'],
    [{ name: { pl: 'Tylko polska' } }, 'name.en'],
    [{ orderedBy: 'A' }, 'orderedBy'],
  ])('with %j are refused alone', async (more, field) => {
    const { code: exit, refused } = await take(offer('OTHER', more), offer('GOOD'));
    expect([exit, refused.map((one) => one.field)]).toEqual([3, [field]]);
    expect((await services()).map(({ id }) => id)).toContain('GOOD');
  });
});

function names(pl: string) {
  return { pl, en: pl, uk: pl };
}
