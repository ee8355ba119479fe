import { addDays, warsawDay } from '../../calendar';
import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { importFeed, invoice, type FeedFiles } from '../../../testing/feed';
import { worldFaults } from '../../../testing/payments/ledger';
import { paymentWorld, postItn, type PaymentWorld } from '../../../testing/payments/payments';
import { ticketInput, ticketsOf } from '../../../testing/tickets';
import { NAMING_DOCUMENTS } from './make-room';

const NUMBER = '7/2026';
const DUE = addDays(warsawDay(), -1);
const INVOICE = { 'invoices.ndjson': [invoice('K1', NUMBER, { gross: '500.00', dueDate: DUE })] };
const CORRECTION = {
  'invoices.ndjson': [invoice('K1', NUMBER, { kind: 'CORRECTION', gross: '10.00', dueDate: DUE })],
};
const MESSAGES = `{ customer { unreadMessages messages(first: 20) { edges { node {
  id kind body readAt invoice { kind gross } deliveries { channel } } } } } }`;
const READ = 'mutation ($ids: [ID!]!) { markMessagesRead(ids: $ids) }';

interface Told {
  id: string;
  kind: string;
  body: string;
  readAt: string | null;
  invoice: { kind: string; gross: string };
  deliveries: { channel: string }[];
}

describe.each(ENGINES)('an invoice whose number a correction had before it on %s', (engine) => {
  let world: PaymentWorld;
  beforeEach(async () => {
    world = await paymentWorld(engine);
    await world.reset();
  });
  afterEach(() => world.close());

  const take = async (feed: FeedFiles, ...flags: string[]) =>
    expect((await importFeed(world.test, feed, ...flags)).code).toBe(0);
  const told = async (): Promise<Told[]> => {
    const { data } = await world.gql(MESSAGES, null, { cookie: world.cookie });
    return data.customer.messages.edges.map(({ node }: { node: Told }) => node);
  };
  const summary = async () =>
    (await told())
      .map(({ kind, body, invoice: of, deliveries }) => {
        const amount = /[\d,]+(?=\u00a0zł)/.exec(body)![0];
        return [kind, amount, of.kind, of.gross, deliveries.map(({ channel }) => channel).join()].join(' ');
      })
      .sort();
  const EACH_ONCE = [
    'INVOICE_ISSUED 10,00 CORRECTION 10.00 PORTAL,EMAIL',
    'INVOICE_ISSUED 500,00 SETTLEMENT 500.00 PORTAL,EMAIL',
    'PAYMENT_OVERDUE 10,00 CORRECTION 10.00 PORTAL,EMAIL',
    'PAYMENT_OVERDUE 500,00 SETTLEMENT 500.00 PORTAL,EMAIL',
  ];

  it.each([
    ['the correction first', [CORRECTION, INVOICE]],
    ['the invoice first', [INVOICE, CORRECTION]],
  ])('is told of and reminded of once, as is the correction: %s', async (_, feeds) => {
    for (const feed of feeds) await take(feed);
    expect(await summary()).toEqual(EACH_ONCE);
    for (const feed of [...feeds, ...feeds.reverse()]) await take(feed);
    expect(await summary()).toEqual(EACH_ONCE);
  });

  it('is told of where the correction was history', async () => {
    await take(CORRECTION, '--silent');
    for (const feed of [INVOICE, CORRECTION]) await take(feed);
    expect(await summary()).toEqual([EACH_ONCE[1], EACH_ONCE[3]]);
  });

  it('is not told of where it is history itself, and the correction was told of', async () => {
    await take(CORRECTION);
    await take(INVOICE, '--silent');
    await take(INVOICE);
    expect(await summary()).toEqual([EACH_ONCE[0], EACH_ONCE[2]]);
  });

  it('leaves to the correction what was said, read, asked and paid about it', async () => {
    await take(CORRECTION);
    const { cookie } = world;
    const before = await told();
    await world.gql(READ, { ids: before.map(({ id }) => id) }, { cookie });
    const tickets = ticketsOf(world, cookie);
    const { id: ticketId } = await tickets.created(ticketInput({ invoiceId: keyOf(NUMBER) }));
    const { payment } = await world.pay([NUMBER]);
    await postItn(world, { orderId: payment.orderId, amount: '10.00' });

    await take(INVOICE);
    const after = await told();
    expect(after.filter(({ readAt }) => readAt !== null).map((one) => one.invoice.kind)).toEqual([
      'CORRECTION',
      'CORRECTION',
    ]);
    expect(after.find(({ kind }) => kind === 'PAYMENT_RECEIVED')!.invoice.kind).toBe('CORRECTION');
    const ticket = await world.gql(
      'query ($id: ID!) { customer { ticket(id: $id) { invoice { kind } } } }',
      { id: ticketId },
      { cookie },
    );
    expect(ticket.data.customer.ticket.invoice.kind).toBe('CORRECTION');
    const paid = await world.gql(
      'query ($id: ID!) { customer { payment(id: $id) { items { amount invoice { kind } } } } }',
      { id: payment.id },
      { cookie },
    );
    expect(paid.data.customer.payment.items).toEqual([{ amount: '10.00', invoice: { kind: 'CORRECTION' } }]);

    // Billing's word that it has booked the payment is the correction's.
    const booked = { invoiceNumber: NUMBER, kind: 'CORRECTION', bookedPayments: [payment.orderId] };
    await take({ 'settlements.ndjson': [{ ...booked, outstanding: '0.00' }] });
    expect((await world.money()).balance.pendingPayments).toBe('0.00');
    expect(await worldFaults(world)).toEqual([]);
  });

  it('moves every table that names a document', async () => {
    const rows = await world.database.query<{ name: string }>(
      engine === 'sqlite'
        ? "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'invoiceId'"
        : "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND column_name = 'invoiceId'",
    );
    expect(rows.map(({ name }) => name).sort()).toEqual([...NAMING_DOCUMENTS, 'messages'].sort());
  });
});
