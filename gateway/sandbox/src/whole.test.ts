import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../../src/database/columns';
import { ledgerFaults } from '../../testing/payments/ledger';
import { CANCEL, codes, MONEY, PAYMENT, START } from '../../testing/payments/payments';
import { ENGINES, cpuMs } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, invoiceRow } from '../../testing/world';
import { startSandbox, type Sandbox } from './server';
import { readSettings } from './settings';
import type { Mode } from './switches';
import { submit } from '../../testing/payments/sandbox';

/** The gateway at a real port, and the operator at another: each as the other meets it. */
describe.each(ENGINES)('the gateway on %s and the operator', (engine) => {
  let api: Api;
  let sandbox: Sandbox;
  let cookie: string;

  beforeAll(async () => {
    const settings = {
      ...readSettings({ AUTOPAY_SHARED_KEY: 'klucz', AUTOPAY_HASH: 'sha512' }),
      port: 0,
      retryMs: [20],
      tries: 5,
    };
    sandbox = await startSandbox(settings, { log: () => undefined });
    sandbox.switches.delayMs = 400;
    api = await startApi(engine, {
      env: {
        AUTOPAY_URL: sandbox.url,
        AUTOPAY_SHARED_KEY: 'klucz',
        AUTOPAY_HASH: 'sha512',
        EUR_RATE: '4.25',
        EUR_RATE_DATE: '2026-11-20',
      },
    });
    await api.app.listen({ port: 0, host: '127.0.0.1' });
    const shop = `http://127.0.0.1:${(api.app.server.address() as net.AddressInfo).port}`;
    Object.assign(settings, {
      itnUrl: `${shop}/payments/autopay/itn`,
      returnUrl: `${shop}/payments/autopay/return`,
    });
  });
  afterAll(async () => {
    // Nothing we sent or answered was wrong, whatever was tried below.
    expect(await state()).toMatchObject({ wrongHashes: 0, wrongMessages: 0, wrongAnswers: 0 });
    expect(await ledgerFaults(api.database)).toEqual([]);
    await sandbox.stop();
    await api.close();
  });
  beforeEach(async () => {
    sandbox.switches.set('NORMAL');
    // A customer for each test, who owes 100.00.
    const number = `K${customers++}`;
    await api.insert('customers', [customerRow(number)]);
    await api.insert('invoices', [invoiceRow(number, `F/${number}`, { outstanding: 10000, gross: 10000 })]);
    cookie = await api.signedIn(keyOf(number));
  });
  let customers = 1;
  let keys = 0;

  const state = async () => (await fetch(`${sandbox.url}/sandbox/orders`)).json();
  const start = async () =>
    (await api.gql(START, { input: { idempotencyKey: `k${keys++}` } }, { cookie })).data.startPayment;
  const payment = async (id: string) => (await api.gql(PAYMENT, { id }, { cookie })).data.customer.payment;
  const balance = async () => (await api.gql(MONEY, null, { cookie })).data.customer.balance;
  async function becomes(id: string, status: string): Promise<any> {
    for (let tries = 0; tries < 300; tries++) {
      const now = await payment(id);
      if (now.status === status) return now;
      await pause(20);
    }
    throw new Error(`is ${(await payment(id)).status}, not ${status}`);
  }
  const blik = { channel: 'blik', code: '111111' };
  async function paid(mode: Mode) {
    sandbox.switches.set(mode);
    const started = await start();
    expect(started.problems).toEqual([]);
    await submit(started.redirectUrl, blik);
    return started.payment;
  }

  it.each<[Mode, string]>([
    ['NORMAL', '100.00'],
    ['PENDING_THEN_SUCCESS', '100.00'],
    ['TWICE', '100.00'],
    ['OUT_OF_ORDER', '100.00'],
    ['SLOW', '100.00'],
    // The second time it is an overpayment.
    ['PAID_TWICE', '200.00'],
  ])('%s: what was paid is posted once', async (mode, pendingPayments) => {
    const { id, orderId } = await paid(mode);
    expect(await becomes(id, 'SUCCEEDED')).toMatchObject({
      amount: '100.00',
      failure: null,
      redirectUrl: null,
    });
    const expected =
      { OUT_OF_ORDER: 3, TWICE: 2, PAID_TWICE: 2, PENDING_THEN_SUCCESS: 2 }[mode as string] ?? 1;
    for (let tries = 0; tries < 200; tries++) {
      const { deliveries } = (await state()).orders.find((order: any) => order.orderId === orderId);
      if (deliveries.filter((one: any) => one.answer === 'CONFIRMED').length >= expected) break;
      await pause(20);
    }
    expect(await payment(id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await balance()).toMatchObject({ pendingPayments });
    expect(await ledgerFaults(api.database)).toEqual([]);
  });

  it.each<Mode>(['NOTHING', 'WRONG_AMOUNT', 'WRONG_HASH'])(
    '%s: nothing is posted until the operator is asked, and then once',
    async (mode) => {
      const { id, orderId } = await paid(mode);
      await pause(300);
      expect((await payment(id)).status).toBe('PENDING');
      expect(await balance()).toMatchObject({ amount: '100.00', pendingPayments: '0.00' });
      const { deliveries } = (await state()).orders.find((order: any) => order.orderId === orderId);
      expect(new Set(deliveries.map((one: any) => one.answer))).toEqual(
        new Set(mode === 'NOTHING' ? [] : ['NOTCONFIRMED']),
      );
      const [row] = await api.database.query<{ customerId: string }>(
        'SELECT customerId FROM payments WHERE id = ?',
        [id],
      );
      const known = await api.services.payments.find(row!.customerId, id);
      expect(await api.services.statusCheck.ask(known!)).toBe('FINISHED');
      expect((await payment(id)).status).toBe('SUCCEEDED');
      expect(await balance()).toMatchObject({ amount: '0.00', pendingPayments: '100.00' });
    },
  );

  it('DOWN: the customer is told, can call it off when the operator is up again, and pay', async () => {
    sandbox.switches.set('DOWN');
    const unsure = await start();
    expect(codes(unsure)).toEqual(['OPERATOR_UNAVAILABLE']);
    expect(await balance()).toMatchObject({ amount: '100.00', pendingPayments: '0.00' });
    // It may have begun, so the document is not free yet.
    expect(codes(await start())).toEqual(['PAYMENT_IN_PROGRESS']);
    sandbox.switches.set('NORMAL');
    const { data } = await api.gql(CANCEL, { id: unsure.payment.id }, { cookie });
    expect(data.cancelPayment).toMatchObject({ payment: { status: 'CANCELLED' }, problems: [] });
    const { id } = await paid('NORMAL');
    await becomes(id, 'SUCCEEDED');
  });

  it('a refusal fails the payment with a sentence, and a further try at the operator pays it after all', async () => {
    const started = await start();
    await submit(started.redirectUrl, { channel: 'blik', details: 'INSUFFICIENT_FUNDS' });
    expect((await becomes(started.payment.id, 'FAILED')).failure).toMatch(/\S+ \S+/);
    await submit(started.redirectUrl, blik);
    await becomes(started.payment.id, 'SUCCEEDED');
    expect(await balance()).toMatchObject({ amount: '0.00', pendingPayments: '100.00' });
  });

  it('a payment called off here can not be paid there', async () => {
    const started = await start();
    const { data } = await api.gql(CANCEL, { id: started.payment.id }, { cookie });
    expect(data.cancelPayment).toMatchObject({ payment: { status: 'CANCELLED' }, problems: [] });
    expect((await submit(started.redirectUrl, blik)).html).toContain('Płatność anulowana');
    expect((await start()).problems).toEqual([]);
  });

  it("the way back leads to the payment's page", async () => {
    const started = await start();
    const { html } = await submit(started.redirectUrl, blik);
    const back = /href="([^"]+\/return[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&');
    const answer = await fetch(back, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    // Whose payment it is stands there, too: the session may look at another customer by then.
    expect(answer.headers.get('location')).toMatch(
      new RegExp(`^/platnosc/${started.payment.id}\\?customer=[\\w-]{22}$`),
    );
    const forged = await fetch(back.replace(/Hash=./, 'Hash=x'), { redirect: 'manual' });
    expect(forged.headers.get('location')).toBe('/finanse');
  });

  it('messages made to do harm are refused within 200 ms, and the next one is answered', async () => {
    const address = `http://127.0.0.1:${(api.app.server.address() as net.AddressInfo).port}`;
    const laughs = `<!DOCTYPE a [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]><transactionList>&a9;</transactionList>`;
    let asked = 0;
    const outside = net.createServer((socket) => {
      asked++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    const { port } = outside.address() as net.AddressInfo;
    const external = `<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:${port}/x">]><transactionList>&x;</transactionList>`;
    for (const [xml, status] of [
      [laughs, 400],
      [external, 400],
      ['<a>'.repeat(20_000), 400],
      [`<a>${'&#48;'.repeat(12_000)}`, 400],
      [`<a>${'<b/>'.repeat(10_000)}</a>`, 400],
      ['x'.repeat(10_000_000), 413],
    ] as [string, number][]) {
      const body = new URLSearchParams({ transactions: Buffer.from(xml).toString('base64') }).toString();
      const took = await cpuMs(async () => {
        const answer = await api.app.inject({
          method: 'POST',
          url: '/payments/autopay/itn',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: body,
        });
        expect(answer.statusCode).toBe(status);
      });
      expect(took).toBeLessThan(200);
    }
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(asked).toBe(0);
    outside.close();
    const { id } = await paid('NORMAL');
    await becomes(id, 'SUCCEEDED');
  });
});
