import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { Language } from '../../src/auth/user.entity';
import { confirmation, OperatorRefused, OperatorUnavailable } from '../../src/payments/autopay';
import { sign } from './hash';
import { START_FIELDS } from './start-fields';
import { AGREED, openMarket, orderFor, submit, until, type Market } from './testing.sandbox';

describe('the gateway and the sandbox understand each other', () => {
  it.each(['sha256', 'sha512'] as const)(
    'whatever stands in orders, by %s: no wrong hash on either side',
    async (hash) => {
      const market = await openMarket({ hash });
      const text = fc.string({ unit: 'binary', maxLength: 120 });
      const odd = fc.oneof(text, fc.stringMatching(/^[ąćęłńóśźżА-Яа-я|/&<>"'+ \t0-9-]{0,90}$/u));
      const email = fc.oneof(fc.emailAddress(), fc.constantFrom('', 'zażółć@example.com', 'a+b@example.pl'));
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 10_000_000_00 }),
          odd,
          email,
          odd,
          odd,
          fc.oneof(fc.ipV4(), fc.ipV6()),
          fc.constantFrom(Language.PL, Language.EN, Language.UK),
          fc.constantFrom('SUCCESS', 'FAILURE'),
          async (
            amountGrosze,
            description,
            customerEmail,
            customerNumber,
            invoiceNumber,
            customerIp,
            language,
            end,
          ) => {
            const order = orderFor({
              amountGrosze,
              description,
              customerEmail,
              customerNumber,
              invoiceNumber,
              customerIp,
              language,
            });
            const { redirectUrl, remoteId } = await market.operator.start(order);
            const fields: Record<string, string> =
              end === 'SUCCESS' ? { code: '111111' } : { details: 'INSUFFICIENT_FUNDS' };
            await submit(redirectUrl, { channel: 'blik', ...fields });
            await until(() => market.heard.some((itn) => itn.orderId === order.orderId), 'a notification');
            expect(market.heard.filter((itn) => itn.orderId === order.orderId)).toEqual([
              expect.objectContaining({ genuine: true, remoteId, paymentStatus: end, currency: 'PLN' }),
            ]);
            const [told] = await market.operator.status(order.orderId);
            expect(told).toMatchObject({ amountGrosze, status: end, remoteId, gatewayId: '509' });
          },
        ),
        { numRuns: 60 },
      );
      await pause(100);
      expect(await market.state()).toMatchObject({ wrongHashes: 0, wrongMessages: 0, wrongAnswers: 0 });
      await market.stop();
    },
  );
});

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
      await expect(market.operator.start(order)).rejects.toThrow(OperatorRefused);
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
