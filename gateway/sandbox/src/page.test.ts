import { setTimeout as pause } from 'node:timers/promises';
import { OperatorRejected } from '../../src/payments/autopay';
import { sign } from './hash';
import { START_FIELDS } from './start-fields';
import { AGREED, openMarket, orderFor, submit, until, type Market } from '../../testing/payments/sandbox';

describe('the sandbox', () => {
  let market: Market;
  beforeEach(async () => void (market = await openMarket()));
  afterEach(() => market.stop());

  const started = async (more: Parameters<typeof orderFor>[0] = {}) => {
    const order = orderFor(more);
    return { order, ...(await market.operator.start(order)) };
  };
  const statuses = () => market.heard.map(({ paymentStatus }) => paymentStatus);

  describe('as a server', () => {
    const message = (fields: Record<string, string>, hash?: string) => {
      const values = START_FIELDS.map(({ name }) => fields[name] ?? '');
      return new URLSearchParams({ ...fields, Hash: hash ?? sign(AGREED, values) });
    };
    const post = async (body: URLSearchParams, headers = { BmHeader: 'pay-bm-continue-transaction-url' }) => {
      const response = await fetch(`${market.sandbox.url}/payment`, {
        method: 'POST',
        body,
        headers,
        redirect: 'manual',
      });
      return {
        status: response.status,
        text: await response.text(),
        location: response.headers.get('location'),
      };
    };
    const good = { ServiceID: '100001', OrderID: 'a-1', Amount: '1.50' };

    it.each<[string, Record<string, string>, string]>([
      ['no amount', { ServiceID: '100001', OrderID: 'a-1' }, 'MISSING_FIELD'],
      ['an amount of another form', { ...good, Amount: '1.5' }, 'WRONG_VALUE'],
      ['nothing to pay', { ...good, Amount: '0.00' }, 'WRONG_VALUE'],
      ['another service', { ...good, ServiceID: '100002' }, 'UNKNOWN_SERVICE'],
      ['an order id of other signs', { ...good, OrderID: 'a/1' }, 'WRONG_VALUE'],
      ['Polish letters in the description', { ...good, Description: 'zapłata' }, 'WRONG_VALUE'],
      ['a name nobody documented', { ...good, Colour: 'red' }, 'UNKNOWN_FIELD'],
    ])('refuses a start with %s', async (_what, fields, code) => {
      const { status, text } = await post(message(fields));
      expect([status >= 400, text.includes(code)]).toEqual([true, true]);
      expect(await market.state()).toMatchObject({ wrongHashes: 0, wrongMessages: 1, orders: [] });
    });

    it('refuses and counts a wrong hash: of another key, of another order of fields, in capitals', async () => {
      const right = sign(AGREED, Object.values(good));
      for (const hash of [
        sign({ ...AGREED, sharedKey: 'other' }, Object.values(good)),
        sign(AGREED, ['a-1', '100001', '1.50']),
        right.toUpperCase(),
      ])
        expect((await post(message(good, hash))).text).toContain('WRONG_HASH');
      expect(await market.state()).toMatchObject({ wrongHashes: 3, orders: [] });
    });

    it('refuses a field twice, and an order id that has been there', async () => {
      const twice = message(good);
      twice.append('Amount', '9.99');
      expect((await post(twice)).text).toContain('REPEATED_FIELD');
      expect((await post(message(good))).status).toBe(200);
      expect((await post(message(good))).text).toContain('ORDER_REPEATED');
    });

    it('takes a form straight from a browser to the page, and sends no browser back to a forged shop', async () => {
      const form = await post(message(good), {} as never);
      expect([form.status, form.location]).toEqual([303, expect.stringContaining('/payment/continue/')]);
      const forged = await post(message({ ...good, OrderID: 'a-2' }, '0'.repeat(64)), {} as never);
      expect([forged.status, forged.location, forged.text.includes('WRONG_HASH')]).toEqual([403, null, true]);
    });

    it('is understood by the gateway when it refuses', async () => {
      const { order } = await started();
      await expect(market.operator.start(order)).rejects.toThrow(OperatorRejected);
    });
  });

  describe('as a page', () => {
    it.each([
      [{ channel: 'blik', code: '111 111' }, 'SUCCESS', 'AUTHORIZED', '509'],
      [{ channel: 'blik', code: '111112' }, 'SUCCESS', 'AUTHORIZED', '509'],
      [{ channel: 'card', number: '4444 4444 4444 4000', cvv: '111' }, 'SUCCESS', 'AUTHORIZED', '1500'],
      [{ channel: 'card', number: '4444444444444000', cvv: '251' }, 'FAILURE', 'DO_NOT_HONOR', '1500'],
      [
        { channel: 'card', number: '4444444444447714', cvv: '111' },
        'FAILURE',
        'CARD_LIMIT_EXCEEDED (61)',
        '1500',
      ],
      [{ channel: 'transfer', bank: 'zgodny' }, 'SUCCESS', 'AUTHORIZED', '106'],
      [{ channel: 'transfer', bank: 'odmowny' }, 'FAILURE', 'REJECTED', '106'],
      [{ channel: 'none' }, 'FAILURE', 'REJECTED_BY_USER', undefined],
    ] as [Record<string, string>, string, string, string | undefined][])(
      'makes of %j %s %s',
      async (fields, paymentStatus, paymentStatusDetails, gatewayId) => {
        const { order, redirectUrl, remoteId } = await started();
        expect((await submit(redirectUrl, fields)).status).toBe(200);
        await until(() => market.heard.length > 0, 'a notification');
        await pause(50);
        expect(market.heard).toEqual([
          expect.objectContaining({
            ...{
              orderId: order.orderId,
              remoteId,
              amount: '123.45',
              paymentStatus,
              paymentStatusDetails,
              gatewayId,
            },
            genuine: true,
          }),
        ]);
      },
    );

    it.each([
      [756_31, 'INSUFFICIENT_FUNDS'],
      [756_35, 'AM_TIMEOUT'],
      [756_40, 'GENERAL_ERROR'],
    ])('fails with the second BLIK code at %i grosze: %s', async (amountGrosze, details) => {
      const { redirectUrl } = await started({ amountGrosze });
      const { html } = await submit(redirectUrl, { channel: 'blik', code: '111112' });
      expect(html).toContain(details);
      await until(() => market.heard[0]?.paymentStatusDetails === details, details);
    });

    it.each(['111121', '111122', '111123', '12345', '', 'abcdef', '<script>'])(
      'lets the customer correct the BLIK code %j, and tells nobody',
      async (code) => {
        const { redirectUrl } = await started();
        const { status, html } = await submit(redirectUrl, { channel: 'blik', code });
        expect([status, html.includes('role="alert"'), html.includes('<script>')]).toEqual([
          422,
          true,
          false,
        ]);
        expect((await submit(redirectUrl, { channel: 'blik', code: '111111' })).html).toContain(
          'Płatność przyjęta',
        );
        await until(() => market.heard.length > 0, 'a notification');
        expect(statuses()).toEqual(['SUCCESS']);
      },
    );

    it('lets the customer pay after a failure, under another RemoteID', async () => {
      const { redirectUrl, remoteId } = await started();
      await submit(redirectUrl, { channel: 'transfer', bank: 'odmowny' });
      await submit(redirectUrl, { channel: 'blik', code: '111111' });
      await until(() => market.heard.length === 2, 'two notifications');
      expect(statuses().sort()).toEqual(['FAILURE', 'SUCCESS']);
      expect(market.heard.find((itn) => itn.paymentStatus === 'FAILURE')!.remoteId).toBe(remoteId);
      expect(market.heard.find((itn) => itn.paymentStatus === 'SUCCESS')!.remoteId).not.toBe(remoteId);
    });

    it('takes the money once, however often the form is sent', async () => {
      const { order, redirectUrl } = await started();
      await Promise.all(
        Array.from({ length: 10 }, () => submit(redirectUrl, { channel: 'blik', code: '111111' })),
      );
      expect((await market.operator.status(order.orderId)).map(({ status }) => status)).toEqual(['SUCCESS']);
    });

    it('leads back by an address the gateway knows for genuine', async () => {
      const { order, redirectUrl } = await started();
      const { html } = await submit(redirectUrl, { channel: 'blik', code: '111111' });
      const address = /href="([^"]+\/return[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&');
      const query = Object.fromEntries(new URL(address).searchParams);
      expect(query.OrderID).toBe(order.orderId);
      expect(market.operator.returnIsGenuine(query)).toBe(true);
    });

    it('says on top that no money moves, and runs nothing', async () => {
      const { redirectUrl } = await started();
      const response = await fetch(redirectUrl);
      expect(await response.text()).toContain('Sandbox operatora – to nie są prawdziwe pieniądze');
      expect(response.headers.get('content-security-policy')).toMatch(
        /default-src 'none'.*form-action 'self'/,
      );
      expect((await fetch(redirectUrl.slice(0, -1))).status).toBe(404);
    });
  });
});
