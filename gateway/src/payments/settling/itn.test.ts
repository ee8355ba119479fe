import mysql from 'mysql2/promise';
import { createHash } from 'node:crypto';
import { keyOf } from '../../database/columns';
import { importFeed } from '../../../testing/feed';
import { buildMetricsServer } from '../../runtime/metrics';
import { ENGINES } from '../../../testing/database';
import { hashOf } from '../autopay';
import { runPayments } from '../../commands/payments.command';
import {
  CANCEL,
  codes,
  itnBody,
  KEY,
  paymentSuite,
  postItn,
  remoteOf,
  SERVICE,
  type ItnFields,
  type PaymentWorld,
} from '../../../testing/payments/payments';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('while the shared key changes', () => {
  const suite = paymentSuite('sqlite', { env: { AUTOPAY_PREVIOUS_KEY: 'poprzedni-klucz' } });

  it('both keys are believed, and each notification is answered with its own', async () => {
    const world = suite.current;
    const [a, b] = [(await world.pay(['A'])).payment, (await world.pay(['B'])).payment];
    const old = await postItn(world, { orderId: a.orderId, amount: '100.00', key: 'poprzedni-klucz' });
    const fresh = await postItn(world, { orderId: b.orderId, amount: '200.00' });
    const other = await postItn(world, { orderId: b.orderId, amount: '200.00', key: 'jeszcze-inny' });
    expect([old.word, fresh.word, other.word]).toEqual(['CONFIRMED', 'CONFIRMED', 'NOTCONFIRMED']);
    const signed = [SERVICE, a.orderId, 'CONFIRMED'];
    expect(/<hash>(\w+)</.exec(old.body)![1]).toBe(hashOf(signed, 'poprzedni-klucz', 'sha256'));
  });
});

describe.each(ENGINES)('notifications of the operator on %s', (engine) => {
  const suite = paymentSuite(engine);
  let world: PaymentWorld;
  let order: string;
  let id: string;
  beforeEach(async () => {
    world = suite.current;
    const { payment } = await world.pay(['A', 'B']);
    [order, id] = [payment.orderId, payment.id];
  });

  const quarantined = async () =>
    (await world.services.quarantine.list()).map(({ reason, orderId }) => [reason, orderId] as const);
  const told = (fields: Partial<ItnFields> = {}) =>
    postItn(world, { orderId: order, amount: '300.00', ...fields });
  const raw = (payload: string, headers: Record<string, string> = FORM, method: 'POST' | 'GET' = 'POST') =>
    world.app.inject({ method, url: '/payments/autopay/itn', headers, payload });

  describe('that are not to be believed', () => {
    const genuine = hashOf(['nothing of this'], KEY, 'sha256');

    it.each<[string, Partial<ItnFields>]>([
      ['a forged hash', { hash: genuine }],
      ['no hash', { hash: '' }],
      ['a truncated hash', { hash: genuine.slice(0, 40) }],
      ['a hash by another key', { key: 'inny-klucz' }],
      ['a hash by another algorithm', { algorithm: 'sha512' }],
      ['an MD5', { hash: createHash('md5').update('x').digest('hex') }],
    ])('are not confirmed with %s, in the same words for orders there are and are not', async (_, fields) => {
      const known = await told(fields);
      const unknown = await told({ ...fields, orderId: 'f'.repeat(32) });
      for (const answer of [known, unknown])
        expect([answer.status, answer.word]).toEqual([200, 'NOTCONFIRMED']);
      const signed = (body: string) => body.replace(/<(orderID|hash)>[^<]*/g, '<$1>');
      expect(signed(known.body)).toBe(signed(unknown.body));
      const reasons = (await quarantined()).map(([reason, of]) => `${reason} ${of}`).sort();
      expect(reasons).toEqual([`HASH ${order}`, `HASH ${'f'.repeat(32)}`].sort());
      expect((await world.payment(id)).status).toBe('PENDING');
      expect(world.logged.join('')).not.toContain(KEY);
    });

    it('are not confirmed with an upper-case hash', async () => {
      const body = decodeURIComponent(itnBody({ orderId: order, amount: '300.00' }).split('=')[1]!);
      const xml = Buffer.from(body, 'base64').toString();
      const upper = xml.replace(
        /<hash>(.*)<\/hash>/,
        (_, hash: string) => `<hash>${hash.toUpperCase()}</hash>`,
      );
      const answer = await postItn(
        world,
        new URLSearchParams({ transactions: Buffer.from(upper).toString('base64') }).toString(),
      );
      expect(answer.word).toBe('NOTCONFIRMED');
    });

    it.each<[string, Partial<ItnFields>]>([
      ['AMOUNT', { amount: '300.01' }],
      ['AMOUNT', { amount: '299.99' }],
      ['AMOUNT', { amount: '0.00' }],
      ['AMOUNT', { amount: '-300.00' }],
      ['AMOUNT', { amount: '300,00' }],
      ['AMOUNT', { amount: '3e2' }],
      ['AMOUNT', { amount: '300.001' }],
      ['AMOUNT', { amount: '300' }],
      ['AMOUNT', { amount: '302.00', startAmount: '299.00' }],
      ['AMOUNT', { amount: '299.00', startAmount: '300.00' }],
      ['CURRENCY', { currency: 'EUR' }],
      ['CURRENCY', { currency: 'pln' }],
      ['CURRENCY', { currency: '' }],
      ['SERVICE', { serviceId: '100002' }],
      ['ORDER', { orderId: 'f'.repeat(32) }],
      ['ORDER', { remoteId: '' }],
      // The hash covers these blanks; a database that pads texts doesn't see them.
      ['FAULT', { status: 'SUCCESS ' }],
      ['FAULT', { status: '\nSUCCESS\n' }],
      ['FAULT', { status: 'SUCCESS\u00a0' }],
      ['FAULT', { remoteId: 'R1 ' }],
      ['FAULT', { amount: ' 300.00' }],
      ['FAULT', { startAmount: '300.00 ' }],
      ['FAULT', { currency: 'PLN ' }],
      ['FAULT', { serviceId: `${SERVICE} ` }],
      ['FAULT', { gatewayId: '509 ' }],
    ])('are quarantined for their %s: %j', async (reason, fields) => {
      const answer = await told(fields);
      expect([answer.status, answer.word]).toEqual([200, 'NOTCONFIRMED']);
      expect(await quarantined()).toEqual([[reason, fields.orderId ?? order]]);
      expect(await world.payment(id)).toMatchObject({ status: 'PENDING' });
      expect((await world.money()).balance.pendingPayments).toBe('0.00');
    });

    it('do not find an order by a number that only looks like its own', async () => {
      await world.database.transaction((m) => m.query("UPDATE payments SET orderId = '00123'"));
      expect((await told({ orderId: '123' })).word).toBe('NOTCONFIRMED');
      expect((await told({ orderId: '00123' })).word).toBe('CONFIRMED');
    });

    it.each(['SUCCESS ', '\nSUCCESS\n'])(
      'are quarantined for white space around their order or status %j, and the real one is posted',
      async (status) => {
        expect((await told({ status })).word).toBe('NOTCONFIRMED');
        expect((await told({ orderId: `${order} ` })).word).toBe('NOTCONFIRMED');
        expect((await quarantined()).map(([reason]) => reason)).toEqual(['FAULT', 'FAULT']);
        expect((await told()).word).toBe('CONFIRMED');
        expect((await world.payment(id)).status).toBe('SUCCEEDED');
        expect((await world.money()).balance.pendingPayments).toBe('300.00');
      },
    );

    it('are quarantined once each, and no flood of them fills the disk', async () => {
      for (let times = 0; times < 3; times++) await told({ hash: genuine });
      expect(await quarantined()).toHaveLength(1);
      const rows = Array.from({ length: 999 }, (_, n) => ({
        id: `flood${n}`,
        reason: 'HASH',
        serviceId: '1',
        orderId: `${n}`,
        remoteId: '',
        amount: '',
        startAmount: '',
        currency: '',
        status: '',
        paymentDate: '',
        receivedAt: '2026-03-15 10:00:00.000',
      }));
      await world.insert('payment_notification_quarantine', rows);
      for (let n = 0; n < 3; n++)
        expect((await told({ hash: genuine, remoteId: `flood${n}` })).word).toBe('NOTCONFIRMED');
      // The oldest made room.
      expect(await quarantined()).toHaveLength(1000);
      const remoteIds = (await world.services.quarantine.list()).map(({ remoteId }) => remoteId);
      expect(remoteIds).toEqual(expect.arrayContaining(['flood0', 'flood1', 'flood2']));
      // Those with the shared key have room of their own.
      await told({ amount: '1.00' });
      await told({ details: 'A|B' });
      expect(await quarantined()).toHaveLength(1002);
      expect(await quarantined()).toContainEqual(['FAULT', order]);
    });

    it.each(['quarantine', 'aside'])('are listed by the command %s, and counted', async (command) => {
      await told({ amount: '1.00' });
      process.env.DATABASE_URL = world.config.databaseUrl;
      let said = '';
      const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
        said += String(text);
        return true;
      });
      const code = await runPayments([command]).finally(() => out.mockRestore());
      expect(code).toBe(0);
      expect(JSON.parse(said)).toMatchObject({
        reason: 'AMOUNT',
        orderId: order,
        remoteId: remoteOf(order),
        amount: '1.00',
        currency: 'PLN',
        status: 'SUCCESS',
        receivedAt: '2026-03-15T11:00:00.000Z',
      });
      const server = buildMetricsServer();
      const text = (await server.inject({ url: '/metrics' })).body;
      await server.close();
      expect(text).toMatch(/ebok_payment_notifications_quarantined_total\{reason="AMOUNT"\} [1-9]/);
      // Dashboards made for older builds go on counting.
      expect(text).toMatch(/ebok_payments_aside_total\{reason="AMOUNT"\} [1-9]/);
      expect(text).toMatch(/ebok_itn_seconds_count\{answer="signed"\} [1-9]/);
      expect(text).toMatch(/ebok_payments_total\{status="PENDING"\} [1-9]/);
    });
  });

  describe('that are none', () => {
    it.each([
      ['no base64', 'transactions=%%%'],
      ['no XML', `transactions=${Buffer.from('nothing').toString('base64')}`],
      ['half an XML', `transactions=${Buffer.from('<transactionList>').toString('base64')}`],
      [
        'two messages',
        `${itnBody({ orderId: 'a', amount: '1.00' })}&${itnBody({ orderId: 'a', amount: '1.00' })}`,
      ],
    ])('are answered with 400: %s', async (_, body) => {
      expect((await raw(body)).statusCode).toBe(400);
    });

    it('are answered with 400: two transactions in one message', async () => {
      const inner = `<transaction><orderID>${order}</orderID></transaction>`;
      const xml = `<transactionList><serviceID>${SERVICE}</serviceID><transactions>${inner}${inner}</transactions><hash>x</hash></transactionList>`;
      const body = new URLSearchParams({ transactions: Buffer.from(xml).toString('base64') }).toString();
      expect((await raw(body)).statusCode).toBe(400);
    });

    it('do not come as JSON, by GET, or from nobody', async () => {
      const body = itnBody({ orderId: order, amount: '300.00' });
      expect((await raw(JSON.stringify({ body }), { 'content-type': 'application/json' })).statusCode).toBe(
        400,
      );
      expect((await raw(body, { 'content-type': 'text/plain' })).statusCode).toBe(400);
      const got = await world.app.inject({ method: 'GET', url: `/payments/autopay/itn?${body}` });
      expect([got.statusCode, got.body]).toEqual([200, '']);
      expect((await world.payment(id)).status).toBe('PENDING');
    });

    it('are probes of the operator when they are empty, and answered with 200', async () => {
      expect((await raw('')).statusCode).toBe(200);
      expect((await raw('', {})).statusCode).toBe(200);
      expect((await raw('transactions=')).statusCode).toBe(200);
      expect((await raw('', {}, 'GET')).statusCode).toBe(200);
      expect(await quarantined()).toEqual([]);
    });

    it('are not even read when they are large', async () => {
      expect((await raw(`transactions=${'A'.repeat(10_000_000)}`)).statusCode).toBe(413);
    });
  });

  it('are never acknowledged while the database has trouble, and posted when sent again', async () => {
    const broken = jest.spyOn(world.database, 'transaction').mockRejectedValue(new Error('disk full'));
    const answer = await told();
    expect([answer.status, answer.word]).toEqual([503, '']);
    expect(answer.headers['retry-after']).toBe('60');
    expect(answer.body).not.toContain('disk');
    broken.mockRestore();
    const reading = jest.spyOn(world.database, 'query').mockRejectedValueOnce(new Error('gone'));
    expect((await told()).status).toBe(503);
    reading.mockRestore();
    expect((await told()).word).toBe('CONFIRMED');
    expect((await world.payment(id)).status).toBe('SUCCEEDED');
  });

  // SQLite has one process, in which nothing waits this long.
  if (engine === 'mysql')
    it('are never acknowledged while another holds the row, and posted once when sent again', async () => {
      const other = await mysql.createConnection(world.config.databaseUrl);
      await other.beginTransaction();
      await other.query('SELECT id FROM customers FOR UPDATE');
      const answer = await told();
      expect([answer.status, answer.word]).toEqual([503, '']);
      expect((await world.payment(id)).status).toBe('PENDING');
      await other.rollback();
      await other.end();
      for (let times = 0; times < 2; times++) expect((await told()).word).toBe('CONFIRMED');
      expect((await world.money()).balance.pendingPayments).toBe('300.00');
    });

  it('are a form in capitals too', async () => {
    const body = itnBody({ orderId: order, amount: '300.00' });
    const { body: answer } = await raw(body, {
      'content-type': 'Application/X-WWW-Form-Urlencoded; Charset=UTF-8',
    });
    expect(answer).toContain('>CONFIRMED<');
  });

  it('are signed', async () => {
    const { body, headers } = await told();
    expect(headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(/<hash>(\w+)</.exec(body)![1]).toBe(hashOf([SERVICE, order, 'CONFIRMED'], KEY, 'sha256'));
  });

  it('of a success turn the payment and its documents, the balance, and tell the customer once', async () => {
    await told();
    await told();
    expect(await world.payment(id)).toMatchObject({
      status: 'SUCCEEDED',
      channel: 'BLIK',
      failure: null,
      redirectUrl: null,
      finishedAt: '2026-03-15T11:00:00Z',
      receiptUrl: `/files/payments/${id}.pdf`,
    });
    const { balance, invoices } = await world.money();
    expect(balance).toEqual({
      amount: '300.50',
      state: 'NEUTRAL',
      pendingPayments: '300.00',
      overdue: { amount: '0.00', documents: 0, earliestDueDate: null },
      upcoming: { amount: '300.50', documents: 1 },
    });
    expect(invoices.edges.map((e: any) => e.node)).toEqual([
      { number: 'A', status: 'PENDING', outstanding: '0.00', payable: false },
      { number: 'B', status: 'PENDING', outstanding: '0.00', payable: false },
      { number: 'C', status: 'DUE', outstanding: '300.50', payable: true },
    ]);
    expect(codes(await world.pay(['A']))).toEqual(['ALREADY_PAID']);
    const query = `{ customer { messages { edges { node { kind subject body invoice { number } deliveries { channel status } } } } } }`;
    const { data } = await world.gql(query, null, { cookie: world.cookie });
    expect(data.customer.messages.edges.map((e: any) => e.node)).toEqual([
      {
        kind: 'PAYMENT_RECEIVED',
        subject: 'Otrzymaliśmy Twoją płatność: 300,00\u00a0zł',
        body: 'Dziękujemy za płatność na kwotę 300,00\u00a0zł. Opłacone dokumenty: A, B. Zaksięgujemy ją w ciągu kilku dni.',
        invoice: null,
        deliveries: [
          { channel: 'PORTAL', status: 'SENT' },
          { channel: 'EMAIL', status: 'WAITING' },
        ],
      },
    ]);
    const mails = await world.database.query('SELECT template FROM mails');
    expect(mails).toEqual([{ template: 'paymentReceived' }]);
  });

  it('of a success that billing has booked before thank for it, and speak of no overpayment', async () => {
    const feed = { url: world.config.databaseUrl, database: world.database, drop: async () => {} };
    const settled = ['A', 'B'].map((invoiceNumber) => ({
      invoiceNumber,
      outstanding: '0.00',
      bookedPayments: [order],
    }));
    await importFeed(feed, { 'settlements.ndjson': settled });
    expect((await told()).word).toBe('CONFIRMED');
    expect((await world.money()).balance).toMatchObject({ amount: '300.50', pendingPayments: '0.00' });
    const [message] = await world.database.query<{ body: string }>('SELECT body FROM messages');
    expect(message!.body).toContain('Dziękujemy za płatność na kwotę 300,00\u00a0zł');
    expect(message!.body).not.toContain('nadpłata');
    expect(await world.database.query('SELECT template FROM mails')).toEqual([
      { template: 'paymentReceived' },
    ]);
  });

  it("compare the sum before the operator's fee where it is told", async () => {
    const { word } = await told({ amount: '301.50', startAmount: '300.00' });
    expect(word).toBe('CONFIRMED');
    expect((await world.money()).balance.pendingPayments).toBe('300.00');
  });

  it.each(['CANCELLED', 'EXPIRED'])('of a failure by %s end the payment so', async (details) => {
    expect((await told({ status: 'FAILURE', details })).word).toBe('CONFIRMED');
    expect((await world.payment(id)).status).toBe(details);
    expect(await world.statuses()).toEqual({ A: 'OVERDUE', B: 'DUE', C: 'DUE' });
  });

  it('of waiting and failing change nothing after a success, and are confirmed', async () => {
    await told();
    const before = await world.money();
    for (const status of ['PENDING', 'FAILURE', 'SUCCESS', 'ON_HOLD'])
      expect((await told({ status })).word).toBe('CONFIRMED');
    for (const status of ['PENDING', 'FAILURE'])
      expect((await told({ status, remoteId: 'R2' })).word).toBe('CONFIRMED');
    expect((await world.payment(id)).status).toBe('SUCCEEDED');
    expect(await world.money()).toEqual(before);
  });

  it('of a failure say why, and let the documents be paid again; a success after it still counts', async () => {
    await told({ status: 'FAILURE', details: 'INSUFFICIENT_FUNDS' });
    expect(await world.payment(id)).toMatchObject({
      status: 'FAILED',
      redirectUrl: null,
      receiptUrl: null,
      failure: 'Na koncie brakuje środków. Doładuj konto albo wybierz inny sposób płatności.',
    });
    expect(await world.statuses()).toEqual({ A: 'OVERDUE', B: 'DUE', C: 'DUE' });
    await told();
    expect(await world.payment(id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(await world.statuses()).toEqual({ A: 'PENDING', B: 'PENDING', C: 'DUE' });
  });

  it.each([
    ['CARD_LIMIT_EXCEEDED (61)', /Limit karty/],
    ['A_WORD_OF_TOMORROW', /nie udała/],
    [undefined, /nie udała/],
    ['x'.repeat(300), /nie udała/],
  ])('understand why it failed: %s', async (details, sentence) => {
    expect((await told({ status: 'FAILURE', details })).word).toBe('CONFIRMED');
    expect((await world.payment(id)).failure).toMatch(sentence);
  });

  it('of a failed try decide nothing while another transaction of the order waits', async () => {
    await told({ status: 'PENDING', remoteId: 'R1' });
    await told({ status: 'PENDING', remoteId: 'R2' });
    await told({ status: 'FAILURE', remoteId: 'R1' });
    expect((await world.payment(id)).status).toBe('PENDING');
    await told({ status: 'FAILURE', remoteId: 'R2', details: 'EXPIRED' });
    expect(await world.payment(id)).toMatchObject({
      status: 'EXPIRED',
      failure: 'Czas na dokończenie płatności minął. Możesz zacząć ją od nowa.',
    });
  });

  it.each(['CANCELLED', 'EXPIRED'])('of a success count after the payment is %s', async (status) => {
    await world.gql(CANCEL, { id }, { cookie: world.cookie });
    await world.database.transaction((m) => m.query('UPDATE payments SET status = ?', [status]));
    // Meanwhile the customer began to pay one of its documents again.
    const again = await world.pay(['A']);
    expect((await told()).word).toBe('CONFIRMED');
    expect((await world.payment(id)).status).toBe('SUCCEEDED');
    expect((await world.money()).balance).toMatchObject({ amount: '300.50', pendingPayments: '300.00' });
    // Both came: what is too much is an overpayment.
    await postItn(world, { orderId: again.payment.orderId, amount: '100.00' });
    expect((await world.money()).balance).toMatchObject({ amount: '200.50', pendingPayments: '400.00' });
    const bodies = await world.database.query('SELECT body FROM messages ORDER BY body');
    expect(bodies.map(({ body }) => body)).toContainEqual(
      expect.stringContaining('100,00\u00a0zł zostaje jako nadpłata'),
    );
  });

  it('of a success with another RemoteID are a second payment, kept as an overpayment', async () => {
    await told();
    expect((await told({ remoteId: 'R2' })).word).toBe('CONFIRMED');
    expect((await told({ remoteId: 'R2' })).word).toBe('CONFIRMED');
    expect((await world.money()).balance).toMatchObject({ amount: '0.50', pendingPayments: '600.00' });
    expect((await world.payment(id)).status).toBe('SUCCEEDED');
    const [row] = await world.database.query(
      "SELECT COUNT(*) AS n FROM messages WHERE subject LIKE 'Druga%'",
    );
    expect(Number(row!.n)).toBe(1);
  });

  it('of a success that come a year later, after all was booked, post nothing again', async () => {
    await told();
    world.clock.now = new Date('2027-03-15T11:00:00Z');
    expect((await told()).word).toBe('CONFIRMED');
    const [row] = await world.database.query('SELECT COUNT(*) AS n FROM postings');
    expect(Number(row!.n)).toBe(2);
  });

  it('that come before the answer to the start stay', async () => {
    world.operator.meanwhile = ({ orderId }) => postItn(world, { orderId, amount: '300.50' });
    const early = await world.pay(['C']);
    expect(early).toMatchObject({ payment: { status: 'SUCCEEDED', redirectUrl: null }, redirectUrl: null });
    world.operator.meanwhile = () => Promise.resolve();
  });

  it('are not confirmed for an order whose start was taken back, and can be looked up', async () => {
    // A database restored from yesterday's copy does not know today's orders.
    await world.database.transaction(async (m) => {
      await m.query('DELETE FROM payment_items');
      await m.query('DELETE FROM payments');
      await m.query('UPDATE invoices SET heldBy = NULL');
    });
    expect((await told()).word).toBe('NOTCONFIRMED');
    expect(await quarantined()).toEqual([['ORDER', order]]);
  });

  it('move customers of other languages by their own words', async () => {
    await world.database.transaction((m) => m.query("UPDATE users SET language = 'UK'"));
    await told();
    const [{ subject }] = (await world.database.query('SELECT subject FROM messages')) as [
      { subject: string },
    ];
    expect(subject).toBe('Ми отримали ваш платіж: 300,00\u00a0zł');
  });

  describe('and the way back from the operator', () => {
    const back = (query: string) => world.app.inject({ url: `/payments/autopay/return?${query}` });

    it('leads to the payment, and posts nothing, whatever it says', async () => {
      const answer = await back(`ServiceID=${SERVICE}&OrderID=${order}&Hash=genuine&status=SUCCESS`);
      expect([answer.statusCode, answer.headers.location]).toEqual([
        303,
        `/platnosc/${id}?customer=${keyOf('K1')}`,
      ]);
      expect((await world.payment(id)).status).toBe('PENDING');
    });

    it.each([
      `ServiceID=${SERVICE}&OrderID=ORDER&Hash=forged`,
      `ServiceID=${SERVICE}&OrderID=nothing&Hash=genuine`,
      `OrderID=a&OrderID=b&Hash=genuine`,
      '',
    ])('leads nowhere particular when it is not the operator’s or of no order: %s', async (query) => {
      const answer = await back(query.replace('ORDER', order));
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/finanse']);
    });
  });

  it('of one customer never show at another', async () => {
    await told();
    const other = await world.signedIn(keyOf('K2'));
    const { data } = await world.gql(
      '{ customer { payments { totalCount } balance { pendingPayments } } }',
      null,
      { cookie: other },
    );
    expect(data.customer).toEqual({ payments: { totalCount: 0 }, balance: { pendingPayments: '0.00' } });
  });
});
