import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { metrics } from '../../runtime/metrics';
import { startApi } from '../../../testing/api';
import { customerRow, invoiceRow } from '../../../testing/world';
import { OperatorRejected, OperatorUnavailable } from '../autopay';
import {
  CANCEL,
  codes,
  paymentSuite,
  postItn,
  START,
  type PaymentWorld,
} from '../../../testing/payments/payments';

describe.each(ENGINES)('starting a payment on %s', (engine) => {
  const suite = paymentSuite(engine);
  let world: PaymentWorld;
  beforeEach(() => void (world = suite.current));

  it('is refused while nobody is signed in, and to users who may only look', async () => {
    const input = { invoiceIds: [], idempotencyKey: 'k' };
    const nobody = await world.gql(START, { input });
    expect(nobody.errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
    await world.database.transaction((m) => m.query("UPDATE accesses SET role = 'VIEW'"));
    const looking = await world.gql(START, { input }, { cookie: world.cookie });
    expect(looking.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' });
    expect(world.operator.started).toEqual([]);
  });

  it("does not find another customer's document, not even beside one's own, and not another customer", async () => {
    for (const input of [
      { invoiceIds: [keyOf('Z')], idempotencyKey: 'k1' },
      { invoiceIds: [keyOf('A'), keyOf('Z')], idempotencyKey: 'k2' },
      { invoiceIds: ['nonsense'], idempotencyKey: 'k3' },
      { invoiceIds: [keyOf('Z')], idempotencyKey: 'k4', customerId: keyOf('K2') },
      { invoiceIds: [], idempotencyKey: 'k5', customerId: keyOf('K2') },
    ]) {
      const { errors } = await world.gql(START, { input }, { cookie: world.cookie });
      expect(errors[0]!.extensions.code).toBe('NOT_FOUND');
    }
    expect(await world.database.query('SELECT id FROM payments')).toEqual([]);
    expect(world.operator.started).toEqual([]);
  });

  it('refuses an empty key, one too long, and more documents than a list shows', async () => {
    for (const input of [
      { invoiceIds: [], idempotencyKey: '' },
      { invoiceIds: [], idempotencyKey: 'k'.repeat(101) },
      { invoiceIds: Array.from({ length: 201 }, (_, n) => `${n}`), idempotencyKey: 'k' },
    ]) {
      const { errors } = await world.gql(START, { input }, { cookie: world.cookie });
      expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('refuses all when one document is paid already', async () => {
    await world.insert('invoices', [invoiceRow('K1', 'P', { outstanding: 0 })]);
    expect(codes(await world.pay(['A', 'P']))).toEqual(['ALREADY_PAID']);
    expect(await world.statuses()).toMatchObject({ A: 'OVERDUE' });
  });

  it('refuses a second payment of a document that is in an open one, and says where it stands', async () => {
    const first = await world.pay(['A', 'B']);
    expect(first.problems).toEqual([]);
    expect(codes(await world.pay(['B', 'C']))).toEqual(['PAYMENT_IN_PROGRESS']);
    expect(await world.statuses()).toEqual({ A: 'PENDING', B: 'PENDING', C: 'DUE' });
    const { balance } = await world.money();
    // Merely started: nothing changes in the balance.
    expect(balance).toMatchObject({ amount: '600.50', pendingPayments: '0.00' });
  });

  it('is told with the balance as long as it is open, and no other customer of it', async () => {
    const open = '{ customer { balance { amount openPayments { id amount status redirectUrl } } } }';
    const told = async () =>
      (await world.gql(open, null, { cookie: world.cookie })).data.customer.balance.openPayments;
    expect(await told()).toEqual([]);
    world.statements();
    await told();
    const without = world.statements();
    const { payment, redirectUrl } = await world.pay(['A', 'B']);
    const second = await world.pay(['C']);
    world.statements();
    const found = await told();
    expect(world.statements()).toBe(without + 1);
    expect(found).toHaveLength(2);
    for (const one of [
      { id: payment.id, amount: payment.amount, status: 'PENDING', redirectUrl },
      {
        id: second.payment.id,
        amount: second.payment.amount,
        status: 'PENDING',
        redirectUrl: second.redirectUrl,
      },
    ])
      expect(found).toContainEqual(one);
    const other = await world.signedIn(keyOf('K2'));
    expect((await world.gql(open, null, { cookie: other })).data.customer.balance.openPayments).toEqual([]);
    await world.gql(CANCEL, { id: second.payment.id }, { cookie: world.cookie });
    await postItn(world, { orderId: payment.orderId, amount: payment.amount });
    expect(await told()).toEqual([]);
  });

  it('says that there is nothing to pay when the balance is zero or an overpayment', async () => {
    await world.database.transaction((m) => m.query('UPDATE customers SET overpayment = 60050'));
    expect(codes(await world.pay([]))).toEqual(['NOTHING_TO_PAY']);
    await world.database.transaction((m) => m.query('UPDATE customers SET overpayment = 70000'));
    expect(codes(await world.pay([]))).toEqual(['NOTHING_TO_PAY']);
  });

  it('takes exactly the limit, and not a grosz more', async () => {
    await world.insert('invoices', [
      invoiceRow('K1', 'L', { outstanding: 425000 }),
      invoiceRow('K1', 'M', { outstanding: 425001 }),
    ]);
    expect(codes(await world.pay(['M']))).toEqual(['OVER_LIMIT']);
    expect((await world.pay(['L'])).payment.amount).toBe('4250.00');
    const [row] = await world.database.query('SELECT rate, rateTable, rateDate, limitGrosze FROM payments');
    expect({ ...row, limitGrosze: Number(row!.limitGrosze) }).toEqual({
      rate: '4.25',
      rateTable: '',
      rateDate: '2026-03-13',
      limitGrosze: 425000,
    });
  });

  it('computes the sum from the documents, once each, and tells the operator who pays what', async () => {
    const { payment, redirectUrl } = await world.pay(['C', 'A', 'A']);
    expect(payment).toMatchObject({
      amount: '400.50',
      status: 'PENDING',
      redirectUrl,
      items: [
        { amount: '100.00', invoice: { number: 'A' } },
        { amount: '300.50', invoice: { number: 'C' } },
      ],
    });
    const [order] = world.operator.started;
    expect(order).toMatchObject({
      orderId: payment.orderId,
      amountGrosze: 40050,
      customerNumber: 'K1',
      invoiceNumber: '',
      customerIp: '127.0.0.1',
      customerEmail: expect.stringContaining('@example.pl'),
      validUntil: new Date('2026-03-15T11:15:00Z'),
    });
    expect(payment.orderId).toMatch(/^[A-Za-z0-9_-]{20,32}$/);
  });

  it('pays the whole balance, oldest due first and the last in part', async () => {
    await world.insert('invoices', [
      invoiceRow('K1', 'N', { outstanding: -5000 }),
      invoiceRow('K1', 'O', { outstanding: 1000, dueDate: null }),
    ]);
    await world.database.transaction((m) => m.query('UPDATE customers SET overpayment = 10000'));
    const { payment } = await world.pay([]);
    expect(payment.amount).toBe('460.50');
    expect(payment.items).toEqual([
      { amount: '100.00', invoice: { id: keyOf('A'), number: 'A' } },
      { amount: '200.00', invoice: { id: keyOf('B'), number: 'B' } },
      { amount: '160.50', invoice: { id: keyOf('C'), number: 'C' } },
    ]);
    // Not paid from, so not held.
    expect(await world.statuses()).toMatchObject({ C: 'PENDING', O: 'DUE', N: 'CREDIT' });
  });

  it('gives the same payment again for the same key, whatever became of it, and refuses the key for other documents', async () => {
    const first = await world.pay(['A'], 'mine');
    expect(await world.pay(['A'], 'mine')).toEqual(first);
    expect(codes(await world.pay(['B'], 'mine'))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(codes(await world.pay([], 'mine'))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    await postItn(world, { orderId: first.payment.orderId, amount: '100.00' });
    const later = await world.pay(['A'], 'mine');
    expect(later).toMatchObject({
      payment: { id: first.payment.id, status: 'SUCCEEDED' },
      redirectUrl: null,
      problems: [],
    });
    expect(world.operator.started).toHaveLength(1);
  });

  it('keeps keys apart by customer', async () => {
    await world.pay(['A'], 'same');
    const other = await world.signedIn(keyOf('K2'));
    const theirs = await world.pay(['Z'], 'same', other);
    expect(theirs).toMatchObject({ payment: { amount: '50.00' }, problems: [] });
  });

  it.each([
    ['refuses', new OperatorRejected('INVALID_EMAIL')],
    ['can not be reached', new OperatorUnavailable('refused', true)],
  ])('frees the documents at once when the operator %s', async (_, error) => {
    world.operator.fail = error;
    const answer = await world.pay(['A'], 'down');
    expect(answer).toMatchObject({ payment: { status: 'FAILED', redirectUrl: null }, redirectUrl: null });
    expect(codes(answer)).toEqual(['OPERATOR_UNAVAILABLE']);
    expect(answer.payment.failure).toBe(
      'Operator płatności nie przyjął tej płatności. Spróbuj ponownie za chwilę.',
    );
    world.operator.fail = null;
    expect(codes(await world.pay(['A'], 'down'))).toEqual(['OPERATOR_UNAVAILABLE']);
    expect((await world.pay(['A'], 'up')).problems).toEqual([]);
  });

  it('stays paid, and is not counted as failed, when the operator refuses what it told us to be paid', async () => {
    const failures = async () =>
      (await metrics.payments.get()).values.find(({ labels }) => labels.status === 'FAILED')?.value ?? 0;
    const before = await failures();
    world.operator.meanwhile = ({ orderId }) => postItn(world, { orderId, amount: '100.00' });
    world.operator.fail = new OperatorRejected('LATE');
    expect(await world.pay(['A'])).toMatchObject({ payment: { status: 'SUCCEEDED' } });
    expect(await failures()).toBe(before);
  });

  it('keeps the documents when it is not known whether the operator began, until it is cancelled', async () => {
    world.operator.fail = new OperatorUnavailable('timeout', false);
    const answer = await world.pay(['A']);
    expect(answer).toMatchObject({ payment: { status: 'CREATED' }, redirectUrl: null });
    expect(codes(answer)).toEqual(['OPERATOR_UNAVAILABLE']);
    expect(codes(await world.pay(['A']))).toEqual(['PAYMENT_IN_PROGRESS']);
    world.operator.cancelAnswer = 'NOT_FOUND';
    const given = await world.gql(CANCEL, { id: answer.payment.id }, { cookie: world.cookie });
    expect(given.data.cancelPayment).toMatchObject({ payment: { status: 'CANCELLED' }, problems: [] });
    world.operator.fail = null;
    expect((await world.pay(['A'])).problems).toEqual([]);
  });

  it('answers a bug of ours as one, and lets the worker find out what became of the order', async () => {
    world.operator.fail = new TypeError('a bug');
    const { errors } = await world.pay(['A']);
    expect(errors[0].extensions.code).toBe('INTERNAL');
    expect(await world.statuses()).toMatchObject({ A: 'PENDING' });
  });

  describe('given up', () => {
    it('is found by nobody without access, and refused to users who may only look', async () => {
      const { payment } = await world.pay(['A']);
      const other = await world.signedIn(keyOf('K2'));
      const theirs = await world.gql(CANCEL, { id: payment.id }, { cookie: other });
      expect(theirs.errors[0]!.extensions.code).toBe('NOT_FOUND');
      await world.database.transaction((m) => m.query("UPDATE accesses SET role = 'VIEW'"));
      const looking = await world.gql(CANCEL, { id: payment.id }, { cookie: world.cookie });
      expect(looking.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' });
      expect(world.operator.cancelled).toEqual([]);
    });

    it('stays open when the operator does not answer', async () => {
      const { payment } = await world.pay(['A']);
      world.operator.cancelAnswer = new OperatorUnavailable('timeout', false);
      const { data } = await world.gql(CANCEL, { id: payment.id }, { cookie: world.cookie });
      expect(data.cancelPayment).toMatchObject({ payment: { status: 'PENDING' } });
      expect(codes(data.cancelPayment)).toEqual(['OPERATOR_UNAVAILABLE']);
    });

    it('is paid after all when the operator had decided before', async () => {
      const { payment } = await world.pay(['A']);
      world.operator.cancelAnswer = 'NOT_PENDING';
      world.operator.transactions = [
        { remoteId: 'R1', amountGrosze: 10000, currency: 'PLN', status: 'SUCCESS', gatewayId: '1500' },
      ];
      const { data } = await world.gql(CANCEL, { id: payment.id }, { cookie: world.cookie });
      expect(data.cancelPayment).toMatchObject({ payment: { status: 'SUCCEEDED' }, problems: [] });
      expect(await world.payment(payment.id)).toMatchObject({ channel: 'CARD' });
    });

    it("is cancelled also when the operator's notification is quicker than its answer", async () => {
      const { payment } = await world.pay(['A']);
      world.operator.whileCancelling = (orderId) =>
        postItn(world, { orderId, amount: '100.00', status: 'FAILURE', details: 'CANCELLED' });
      const { data } = await world.gql(CANCEL, { id: payment.id }, { cookie: world.cookie });
      expect(data.cancelPayment).toMatchObject({ payment: { status: 'CANCELLED' }, problems: [] });
      expect((await world.payment(payment.id)).failure).toBeNull();
      expect(await world.statuses()).toMatchObject({ A: 'OVERDUE' });
    });

    it('frees its documents, and is answered the same again', async () => {
      const { payment } = await world.pay(['A', 'B']);
      for (let times = 0; times < 2; times++) {
        const { data } = await world.gql(CANCEL, { id: payment.id }, { cookie: world.cookie });
        expect(data.cancelPayment).toEqual({
          payment: { id: payment.id, status: 'CANCELLED' },
          redirectUrl: null,
          problems: [],
        });
      }
      expect(world.operator.cancelled).toEqual([payment.orderId]);
      expect(await world.statuses()).toEqual({ A: 'OVERDUE', B: 'DUE', C: 'DUE' });
      expect((await world.payment(payment.id)).redirectUrl).toBeNull();
    });
  });

  it('is listed with its documents, newest first, and on each document', async () => {
    const first = await world.pay(['A']);
    world.clock.now = new Date('2026-03-15T11:05:00Z');
    const second = await world.pay(['B', 'C']);
    const query = `query ($after: String) { customer { payments(first: 1, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id items { amount invoice { number payments { id } } } } } } } }`;
    const one = (await world.gql(query, null, { cookie: world.cookie })).data.customer.payments;
    expect(one).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    expect(one.edges[0].node).toEqual({
      id: second.payment.id,
      items: [
        { amount: '200.00', invoice: { number: 'B', payments: [{ id: second.payment.id }] } },
        { amount: '300.50', invoice: { number: 'C', payments: [{ id: second.payment.id }] } },
      ],
    });
    const after = one.pageInfo.endCursor;
    const two = (await world.gql(query, { after }, { cookie: world.cookie })).data.customer.payments;
    expect(two.edges[0].node.id).toBe(first.payment.id);
    const other = await world.signedIn(keyOf('K2'));
    const stranger = await world.gql(query, { after }, { cookie: other });
    expect(stranger.errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    const foreign = await world.gql(
      `query ($id: ID!) { customer { payment(id: $id) { id } } }`,
      { id: first.payment.id },
      { cookie: other },
    );
    expect(foreign.errors[0]!.extensions.code).toBe('NOT_FOUND');
  });
});

describe('where bank and operator hang', () => {
  it('a payment is answered in time, as not known; giving it up, as not done', async () => {
    const undecided =
      '<transaction><confirmation>NOTCONFIRMED</confirmation><reason>INCORRECT_PAYMENT_STATUS</reason></transaction>';
    const hanging = createServer((request, response) => {
      // Decided already, it says after a while; and never how.
      if (request.url === '/webapi/transactionCancel') setTimeout(() => response.end(undecided), 2_000);
    });
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
    const env = { AUTOPAY_URL: url, NBP_URL: `${url}/nbp`, EUR_RATE: '4.25', EUR_RATE_DATE: '2026-11-20' };
    const api = await startApi('sqlite', { env });
    try {
      await api.insert('customers', [customerRow('K1')]);
      await api.insert('invoices', [invoiceRow('K1', 'A', { outstanding: 10000, gross: 10000 })]);
      const cookie = await api.signedIn(keyOf('K1'));
      const started = await api.gql(START, { input: { idempotencyKey: 'x' } }, { cookie });
      const { startPayment } = started.data;
      expect(startPayment.payment).toMatchObject({ status: 'CREATED' });
      expect(codes(startPayment)).toEqual(['OPERATOR_UNAVAILABLE']);
      const given = await api.gql(CANCEL, { id: startPayment.payment.id }, { cookie });
      expect(given.data.cancelPayment.payment).toMatchObject({ status: 'CREATED' });
      expect(codes(given.data.cancelPayment)).toEqual(['OPERATOR_UNAVAILABLE']);
    } finally {
      hanging.closeAllConnections();
      hanging.close();
      await api.close();
    }
  });
});
