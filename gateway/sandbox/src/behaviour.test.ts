import { setTimeout as pause } from 'node:timers/promises';
import { confirmation, hashOf, OperatorUnavailable } from '../../src/payments/autopay';
import { AGREED, openMarket, orderFor, submit, until, type Market } from '../../testing/payments/sandbox';

describe('the sandbox', () => {
  let market: Market;
  let now: () => Date;
  beforeEach(async () => {
    now = () => new Date();
    market = await openMarket({ now: () => now() });
  });
  afterEach(() => market.stop());

  const started = async (more: Parameters<typeof orderFor>[0] = {}) => {
    const order = orderFor(more);
    return { order, ...(await market.operator.start(order)) };
  };
  const statuses = () => market.heard.map(({ paymentStatus }) => paymentStatus);

  describe('switched to', () => {
    const switched = async (mode: string, orderId?: string) => {
      const body = JSON.stringify({ mode, orderId });
      const headers = { 'content-type': 'application/json' };
      expect(
        (await fetch(`${market.sandbox.url}/sandbox/switches`, { method: 'POST', body, headers })).status,
      ).toBe(200);
    };
    const paid = async () => {
      const one = await started();
      await submit(one.redirectUrl, { channel: 'blik', code: '111111' });
      return one;
    };

    it.each([
      ['PENDING_THEN_SUCCESS', ['PENDING', 'SUCCESS']],
      ['TWICE', ['SUCCESS', 'SUCCESS']],
      ['OUT_OF_ORDER', ['SUCCESS', 'PENDING', 'FAILURE']],
      ['PAID_TWICE', ['SUCCESS', 'SUCCESS']],
    ])('%s sends %j', async (mode, expected) => {
      await switched(mode);
      const { order } = await paid();
      await until(() => market.heard.length === expected.length, mode);
      await pause(100);
      expect(statuses()).toEqual(expected);
      expect(market.heard.every(({ genuine }) => genuine)).toBe(true);
      const remoteIds = new Set(market.heard.map(({ remoteId }) => remoteId));
      expect(remoteIds.size).toBe(mode === 'PAID_TWICE' ? 2 : 1);
      // Asked, it tells the truth.
      expect((await market.operator.status(order.orderId)).every(({ status }) => status === 'SUCCESS')).toBe(
        true,
      );
    });

    it('NOTHING sends nothing, and answers when asked', async () => {
      await switched('NOTHING');
      const { order } = await paid();
      await pause(200);
      expect(market.heard).toEqual([]);
      expect(await market.operator.status(order.orderId)).toEqual([
        expect.objectContaining({ status: 'SUCCESS' }),
      ]);
    });

    it('WRONG_AMOUNT tells of a grosz more, WRONG_HASH signs with nothing', async () => {
      market.answer = (itn) => ({ body: confirmation(AGREED, itn.orderId, false) });
      await switched('WRONG_AMOUNT');
      await paid();
      await until(() => market.heard.length > 1, 'tries');
      expect(market.heard[0]).toMatchObject({ amount: '123.46', genuine: true });
      market.heard.length = 0;
      await switched('WRONG_HASH');
      await paid();
      await until(() => market.heard.some((itn) => itn.hash === '0'.repeat(64)), 'a wrong hash');
      expect(market.heard.find((itn) => itn.hash === '0'.repeat(64))).toMatchObject({
        amount: '123.45',
        genuine: false,
      });
    });

    it('SLOW answers late, DOWN does not answer, and only for the order meant', async () => {
      const slow = orderFor();
      await switched('SLOW', slow.orderId);
      const begun = performance.now();
      await market.operator.start(slow);
      expect(performance.now() - begun).toBeGreaterThan(140);
      const down = orderFor();
      await switched('DOWN', down.orderId);
      await expect(market.operator.start(down)).rejects.toThrow(OperatorUnavailable);
      await started();
      await switched('DOWN');
      await expect(market.operator.status(slow.orderId)).resolves.toHaveLength(1);
      await expect(market.operator.status(orderFor().orderId)).rejects.toThrow(OperatorUnavailable);
      await switched('NORMAL');
      await started();
    });

    it('what there is not: it refuses', async () => {
      for (const body of ['{"mode":"constructor"}', '{"mode":"NORMAL","orderId":1}', '{"delayMs":-1}'])
        expect(
          (
            await fetch(`${market.sandbox.url}/sandbox/switches`, {
              method: 'POST',
              body,
              headers: { 'content-type': 'application/json' },
            })
          ).status,
        ).toBe(400);
    });
  });

  describe('asked and told', () => {
    it('sends a notification again until it is confirmed, counting answers it can not believe', async () => {
      const answers = [
        { status: 503, body: '' },
        { body: 'OK' },
        { body: '<!DOCTYPE x><confirmationList/>' },
        { body: '<confirmationList/>' },
        { body: confirmation({ ...AGREED, sharedKey: 'other' }, 'x', true) },
        { body: confirmation(AGREED, 'another', true) },
      ];
      market.answer = (itn) => answers.shift() ?? { body: confirmation(AGREED, itn.orderId, true) };
      const { redirectUrl } = await started();
      await submit(redirectUrl, { channel: 'blik', code: '111111' });
      await until(() => market.heard.length === 7, 'seven tries');
      await pause(50);
      expect(market.heard).toHaveLength(7);
      const { wrongAnswers, orders } = await market.state();
      expect(wrongAnswers).toBe(5);
      expect(orders[0].deliveries.map(({ answer }: { answer: string }) => answer)).toEqual([
        'HTTP 503',
        'odpowiedź nie jest XML-em',
        'odpowiedź nie jest XML-em',
        'inna budowa odpowiedzi',
        'błędny podpis odpowiedzi',
        'odpowiedź na co innego',
        'CONFIRMED',
      ]);
    });

    describe('told a BLIK code with the start', () => {
      const begun = async (code: string, orderId: string, amount = '123.45') => {
        const fields: [string, string][] = [
          ['ServiceID', AGREED.serviceId],
          ['OrderID', orderId],
          ['Amount', amount],
          ['GatewayID', '509'],
          ['AuthorizationCode', code],
        ];
        const values = fields.map(([, value]) => value);
        fields.push(['Hash', hashOf(values, AGREED.sharedKey, AGREED.hash)]);
        const response = await fetch(`${market.sandbox.url}/payment`, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { bmheader: 'pay-bm-continue-transaction-url' },
        });
        const text = await response.text();
        const field = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1];
        const names = ['orderID', 'remoteID', 'confirmation', 'reason', 'paymentStatus'];
        expect(field('hash')).toBe(hashOf(names.map(field), AGREED.sharedKey, AGREED.hash));
        return [field('confirmation'), field('reason') ?? field('paymentStatus')];
      };

      it.each([
        ['111121', 'WRONG_TICKET'],
        ['111122', 'TICKET_EXPIRED'],
        ['111123', 'TICKET_USED'],
        ['999999', 'WRONG_TICKET'],
      ])('%s begins nothing for %s, tells nobody, and takes the order again', async (code, reason) => {
        const { orderId } = orderFor();
        expect(await begun(code, orderId)).toEqual(['NOTCONFIRMED', reason]);
        await pause(100);
        expect(market.heard).toEqual([]);
        expect(await market.operator.status(orderId)).toEqual([]);
        expect(await begun('111111', orderId)).toEqual(['CONFIRMED', 'SUCCESS']);
        await until(() => market.heard.length === 1, 'a notification');
        expect(statuses()).toEqual(['SUCCESS']);
      });

      it('111112 fails with the amounts for it, and is notified', async () => {
        expect(await begun('111112', orderFor().orderId, '756.37')).toEqual(['CONFIRMED', 'FAILURE']);
        await until(() => market.heard.length === 1, 'a notification');
        expect(market.heard[0]).toMatchObject({
          paymentStatus: 'FAILURE',
          paymentStatusDetails: 'BAD_PIN',
          genuine: true,
        });
      });
    });

    it('sends again on request', async () => {
      const { order, redirectUrl } = await started();
      await submit(redirectUrl, { channel: 'blik', code: '111111' });
      await until(() => market.heard.length === 1, 'the first');
      await fetch(`${market.sandbox.url}/sandbox/notify`, {
        method: 'POST',
        body: JSON.stringify({ orderId: order.orderId }),
        headers: { 'content-type': 'application/json' },
      });
      expect(statuses()).toEqual(['SUCCESS', 'SUCCESS']);
    });

    it('cancels what is not decided, once, and nothing can be paid afterwards', async () => {
      const { order, redirectUrl } = await started();
      expect(await market.operator.cancel(order.orderId)).toBe('CANCELLED');
      await until(() => market.heard[0]?.paymentStatusDetails === 'CANCELLED', 'a notification');
      expect(await market.operator.cancel(order.orderId)).toBe('NOT_PENDING');
      expect((await submit(redirectUrl, { channel: 'blik', code: '111111' })).html).toContain(
        'Płatność anulowana',
      );
      expect(await market.operator.status(order.orderId)).toEqual([
        expect.objectContaining({ status: 'FAILURE' }),
      ]);
      expect(await market.operator.cancel(orderFor().orderId)).toBe('NOT_FOUND');
    });

    it('does not cancel what is paid', async () => {
      const { order, redirectUrl } = await started();
      await submit(redirectUrl, { channel: 'blik', code: '111111' });
      expect(await market.operator.cancel(order.orderId)).toBe('NOT_PENDING');
    });

    it('knows no order it was not told of', async () => {
      expect(await market.operator.status(orderFor().orderId)).toEqual([]);
    });

    it('ends an order when its validity ends, whoever is late', async () => {
      const untouched = await started();
      const waiting = await started();
      market.sandbox.switches.delayMs = 60_000;
      await submit(waiting.redirectUrl, { channel: 'transfer', bank: 'powolny' });
      await until(() => statuses().includes('PENDING'), 'PENDING');
      now = () => new Date(Date.now() + 901_000);
      await until(() => statuses().includes('FAILURE'), 'FAILURE');
      expect(market.heard.at(-1)).toMatchObject({
        orderId: waiting.order.orderId,
        paymentStatusDetails: 'EXPIRED',
      });
      const late = await submit(untouched.redirectUrl, { channel: 'blik', code: '111111' });
      expect(late.html).toContain('Czas na zapłatę minął');
      expect(await market.operator.status(untouched.order.orderId)).toEqual([
        expect.objectContaining({ status: 'FAILURE', details: 'EXPIRED' }),
      ]);
    });
  });
});
