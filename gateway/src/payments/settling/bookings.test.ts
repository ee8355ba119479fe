import { keyOf } from '../../database/columns';
import { importFeed } from '../../../testing/feed';
import { ENGINES } from '../../../testing/database';
import { invoiceRow } from '../../../testing/world';
import { watched } from '../../../testing/payments/ledger';
import { codes, paymentSuite, postItn, type PaymentWorld } from '../../../testing/payments/payments';

interface Line {
  invoiceNumber: string;
  outstanding: string;
  bookedPayments?: string[];
  customerNumber?: string;
}

describe.each(ENGINES)('what billing says of payments on %s', (engine) => {
  const suite = paymentSuite(engine);
  let world: PaymentWorld;
  beforeEach(() => void (world = suite.current));

  const feed = (lines: Line[]) =>
    importFeed(
      { url: world.config.databaseUrl, database: world.database, drop: async () => {} },
      {
        'settlements.ndjson': lines,
      },
    );
  const paid = async (numbers: string[], amount: string) => {
    const { payment } = await world.pay(numbers);
    await postItn(world, { orderId: payment.orderId, amount });
    return payment as { id: string; orderId: string };
  };
  const balance = async () => (await world.money()).balance;

  it('replaces what was posted by its own figures: pending becomes paid, once', async () => {
    const { orderId } = await paid(['A', 'B'], '300.00');
    const lines = [
      { invoiceNumber: 'A', outstanding: '0.00', bookedPayments: [orderId] },
      { invoiceNumber: 'B', outstanding: '0.00', bookedPayments: [orderId] },
    ];
    const first = await feed(lines);
    expect([first.code, first.summary]).toEqual([0, { taken: 2, unchanged: 0, refused: 0, warnings: 0 }]);
    expect(await world.statuses()).toEqual({ A: 'PAID', B: 'PAID', C: 'DUE' });
    expect(await balance()).toMatchObject({ amount: '300.50', pendingPayments: '0.00' });
    const again = await feed(lines);
    expect(again.summary).toEqual({ taken: 0, unchanged: 2, refused: 0, warnings: 0 });
    const [row] = await world.database.query("SELECT COUNT(*) AS n FROM postings WHERE kind = 'BOOKED'");
    expect(Number(row!.n)).toBe(2);
  });

  it('believes a booking that comes before the success', async () => {
    const { payment } = await world.pay(['A']);
    const lines = [{ invoiceNumber: 'A', outstanding: '0.00', bookedPayments: [payment.orderId] }];
    expect((await feed(lines)).code).toBe(0);
    // The operator has said nothing yet: the payment is open, and nothing is left to pay.
    expect(await balance()).toMatchObject({ amount: '500.50', pendingPayments: '0.00' });
    await postItn(world, { orderId: payment.orderId, amount: '100.00' });
    expect(await world.statuses()).toMatchObject({ A: 'PAID' });
    expect(await balance()).toMatchObject({ amount: '500.50', pendingPayments: '0.00' });
    // A second transaction of it is money that billing can't know of yet.
    await postItn(world, { orderId: payment.orderId, remoteId: 'R2', amount: '100.00' });
    expect(await balance()).toMatchObject({ amount: '400.50', pendingPayments: '100.00' });
    await feed(lines);
    expect(await balance()).toMatchObject({ pendingPayments: '100.00' });
    // Billing used it for another document.
    await feed([{ invoiceNumber: 'B', outstanding: '100.00', bookedPayments: [payment.orderId] }]);
    expect(await balance()).toMatchObject({ amount: '400.50', pendingPayments: '0.00' });
  });

  it('turns what is too much into an overpayment when the document was paid otherwise meanwhile', async () => {
    const { payment } = await world.pay(['A', 'B']);
    await feed([{ invoiceNumber: 'A', outstanding: '0.00' }]);
    await postItn(world, { orderId: payment.orderId, amount: '300.00' });
    expect(await world.statuses()).toEqual({ A: 'PAID', B: 'PENDING', C: 'DUE' });
    expect(await balance()).toMatchObject({ amount: '200.50', pendingPayments: '300.00' });
    const messages = await world.database.query('SELECT body FROM messages');
    expect(messages[0]!.body).toContain('100,00\u00a0zł zostaje jako nadpłata');
  });

  it('turns what is too much into an overpayment when the document is corrected afterwards', async () => {
    await paid(['A'], '100.00');
    await feed([{ invoiceNumber: 'A', outstanding: '40.00' }]);
    expect(await world.statuses()).toMatchObject({ A: 'PENDING' });
    expect(await balance()).toMatchObject({ amount: '440.50', pendingPayments: '100.00' });
    await feed([{ invoiceNumber: 'A', outstanding: '-10.00' }]);
    expect(await world.statuses()).toMatchObject({ A: 'CREDIT' });
    expect(await balance()).toMatchObject({ amount: '390.50' });
    await feed([{ invoiceNumber: 'A', outstanding: '130.00' }]);
    expect((await world.money()).invoices.edges[0].node).toEqual({
      number: 'A',
      status: 'OVERDUE',
      outstanding: '30.00',
      payable: true,
    });
  });

  it('asks for what a document lacks after it was paid in part', async () => {
    await world.database.transaction((m) =>
      m.query('UPDATE customers SET overpayment = 25050 WHERE number = ?', ['K1']),
    );
    const { payment } = await world.pay([]);
    expect(payment.amount).toBe('350.00');
    await postItn(world, { orderId: payment.orderId, amount: '350.00' });
    const nodes = (await world.money()).invoices.edges.map((e: any) => e.node);
    expect(nodes).toEqual([
      { number: 'A', status: 'PENDING', outstanding: '0.00', payable: false },
      { number: 'B', status: 'PENDING', outstanding: '0.00', payable: false },
      { number: 'C', status: 'DUE', outstanding: '250.50', payable: true },
    ]);
    expect(await balance()).toMatchObject({ amount: '0.00', state: 'NEUTRAL' });
    expect((await world.pay(['C'])).payment.amount).toBe('250.50');
  });

  it('orders and filters documents by what they are with payments', async () => {
    await paid(['B'], '200.00');
    const query = `query ($filter: InvoiceFilter) { customer { invoices(orderBy: OPEN_FIRST, filter: $filter) { totalCount edges { node { number } } } } }`;
    const list = async (...status: string[]) => {
      const { data } = await world.gql(query, { filter: { status } }, { cookie: world.cookie });
      return data.customer.invoices.edges.map((e: any) => e.node.number).join('');
    };
    expect(await list()).toBe('ACB');
    expect(await list('PENDING')).toBe('B');
    expect(await list('DUE', 'PENDING')).toBe('CB');
    expect(await list('PAID')).toBe('');
    await world.pay(['A']);
    expect(await list('PENDING')).toBe('AB');
    expect(await list('OVERDUE')).toBe('');
  });

  it('points out payments that are unknown or another customer’s, and takes the line', async () => {
    const { orderId } = await paid(['A'], '100.00');
    const { lines, code } = await feed([
      { invoiceNumber: 'B', outstanding: '150.00', bookedPayments: ['nothing'] },
      { invoiceNumber: 'Z', outstanding: '1.00', bookedPayments: [orderId], customerNumber: 'K2' },
    ]);
    expect(code).toBe(0);
    expect(lines.map(({ level, field, value }) => [level, field, value])).toEqual([
      ['warning', 'bookedPayments', 'nothing'],
      ['warning', 'bookedPayments', orderId],
    ]);
    expect(await world.statuses()).toMatchObject({ A: 'PENDING' });
    expect(await balance()).toMatchObject({ amount: '450.50' });
  });

  it('takes nothing back before every line of a feed was read', async () => {
    const { orderId } = await paid(['A', 'B'], '300.00');
    // Between the two lines lie more than one transaction takes.
    const between = Array.from({ length: 1200 }, () => ({ invoiceNumber: 'C', outstanding: '300.50' }));
    const seen = new Set<string>();
    let over = false;
    const watch = (async () => {
      while (!over) seen.add(JSON.stringify(await world.statuses()));
    })();
    await feed([
      { invoiceNumber: 'A', outstanding: '0.00', bookedPayments: [orderId] },
      ...between,
      { invoiceNumber: 'B', outstanding: '0.00', bookedPayments: [orderId] },
    ]);
    over = true;
    await watch;
    expect([...seen].filter((one) => one.includes('OVERDUE') || one.includes('"B":"DUE"'))).toEqual([]);
    expect(await world.statuses()).toEqual({ A: 'PAID', B: 'PAID', C: 'DUE' });
  });

  it('leaves a document pending until its own line comes, in a feed of its own', async () => {
    const { orderId } = await paid(['A', 'B'], '300.00');
    await feed([{ invoiceNumber: 'A', outstanding: '0.00', bookedPayments: [orderId] }]);
    expect(await world.statuses()).toEqual({ A: 'PAID', B: 'PENDING', C: 'DUE' });
    expect(await balance()).toMatchObject({ amount: '300.50', pendingPayments: '200.00' });
    expect(codes(await world.pay(['B']))).toEqual(['ALREADY_PAID']);
    await feed([{ invoiceNumber: 'B', outstanding: '0.00', bookedPayments: [orderId] }]);
    expect(await world.statuses()).toEqual({ A: 'PAID', B: 'PAID', C: 'DUE' });
    expect(await balance()).toMatchObject({ amount: '300.50', pendingPayments: '0.00' });
  });

  it.each(['at once', 'later'])(
    'takes a document for booked that asks for nothing, though only another’s line names the payment, %s',
    async (when) => {
      const { orderId } = await paid(['A', 'B'], '300.00');
      const lines = [
        { invoiceNumber: 'A', outstanding: '0.00', bookedPayments: [orderId] },
        { invoiceNumber: 'B', outstanding: '0.00' },
      ];
      if (when === 'at once') await feed(lines);
      else for (const line of lines) await feed([line]);
      expect(await world.statuses()).toEqual({ A: 'PAID', B: 'PAID', C: 'DUE' });
      expect(await balance()).toMatchObject({ amount: '300.50', pendingPayments: '0.00' });
    },
  );

  it('waits with a document also where the booking of the other came before the success', async () => {
    const { payment } = await world.pay(['A', 'B']);
    await feed([{ invoiceNumber: 'A', outstanding: '0.00', bookedPayments: [payment.orderId] }]);
    await postItn(world, { orderId: payment.orderId, amount: '300.00' });
    expect(await world.statuses()).toEqual({ A: 'PAID', B: 'PENDING', C: 'DUE' });
    await feed([{ invoiceNumber: 'B', outstanding: '0.00', bookedPayments: [payment.orderId] }]);
    expect(await balance()).toMatchObject({ amount: '300.50', pendingPayments: '0.00' });
  });

  it('leaves the whole payment to billing where it used it for another document', async () => {
    const { orderId } = await paid(['A'], '100.00');
    await feed([{ invoiceNumber: 'B', outstanding: '100.00', bookedPayments: [orderId] }]);
    expect(await world.statuses()).toEqual({ A: 'OVERDUE', B: 'DUE', C: 'DUE' });
    expect(await balance()).toMatchObject({ amount: '500.50', pendingPayments: '0.00' });
  });

  it('knows a second transaction for booked when the line it is in names the payment again', async () => {
    const { orderId } = await paid(['A'], '100.00');
    await feed([{ invoiceNumber: 'A', outstanding: '0.00', bookedPayments: [orderId] }]);
    await postItn(world, { orderId, remoteId: 'R2', amount: '100.00' });
    expect(await balance()).toMatchObject({ amount: '400.50', pendingPayments: '100.00' });
    const twice = [{ invoiceNumber: 'A', outstanding: '-100.00', bookedPayments: [orderId] }];
    await feed(twice);
    expect(await balance()).toMatchObject({ amount: '400.50', pendingPayments: '0.00' });
    await postItn(world, { orderId, remoteId: 'R3', amount: '100.00' });
    await feed(twice);
    expect(await balance()).toMatchObject({ amount: '300.50', pendingPayments: '100.00' });
  });

  it('is the same in whatever order success and booking come, also at once', async () => {
    for (let round = 0; round < 3; round++) {
      const number = `R${round}`;
      await world.insert('invoices', [invoiceRow('K1', number, { outstanding: 7000, gross: 7000 })]);
      const { payment } = await world.pay([number]);
      const seen = await watched(world.database, () =>
        Promise.all([
          feed([{ invoiceNumber: number, outstanding: '0.00', bookedPayments: [payment.orderId] }]),
          postItn(world, { orderId: payment.orderId, amount: '70.00' }),
          postItn(world, { orderId: payment.orderId, amount: '70.00' }),
        ]),
      );
      expect(seen).toEqual([]);
      expect(await world.statuses()).toMatchObject({ [number]: 'PAID' });
      expect(await balance()).toMatchObject({ amount: '600.50', pendingPayments: '0.00' });
    }
  });

  it('leaves held documents held when billing describes them again', async () => {
    const { payment } = await world.pay(['A']);
    const record = {
      number: 'A',
      customerNumber: 'K1',
      kind: 'SETTLEMENT',
      issueDate: '2026-01-10',
      dueDate: '2026-03-01',
      net: '81.30',
      vat: '18.70',
      gross: '100.00',
      points: [],
      lines: [],
    };
    const { code } = await importFeed(
      { url: world.config.databaseUrl, database: world.database, drop: async () => {} },
      { 'invoices.ndjson': [record], 'customers.ndjson': [customerOf('K1')] },
    );
    expect(code).toBe(0);
    const [row] = await world.database.query('SELECT heldBy, covered FROM invoices WHERE id = ?', [
      keyOf('A'),
    ]);
    expect(row).toMatchObject({ heldBy: payment.id });
    await postItn(world, { orderId: payment.orderId, amount: '100.00' });
    await importFeed(
      { url: world.config.databaseUrl, database: world.database, drop: async () => {} },
      {
        'invoices.ndjson': [{ ...record, periodFrom: '2026-01-01' }],
        'customers.ndjson': [customerOf('K1', 'Nowa nazwa')],
      },
    );
    expect(await balance()).toMatchObject({ pendingPayments: '100.00' });
  });
});

const customerOf = (number: string, name = 'Klient') => ({
  number,
  kind: 'PERSON',
  name,
  taxId: '44051401359',
  emails: [],
  address: { line1: 'ul. Polna 1', line2: '00-001 Warszawa' },
});
