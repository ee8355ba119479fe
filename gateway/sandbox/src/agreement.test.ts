import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { Language } from '../../src/texts/language';
import { readItn } from '../../src/payments/autopay';
import { isGenuine } from '../../testing/payments/autopay';
import { notificationXml } from './notifications';
import type { Order, Transaction } from './orders';
import type { Settings } from './settings';
import { AGREED, openMarket, orderFor, submit, until } from '../../testing/payments/sandbox';

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

  it('whatever stands in notifications, broken into lines, with blanks for pluses', () => {
    // What XML can carry, but for the separator; and white space at the ends, which is part of a value too.
    const text = fc
      .string({ unit: 'binary', maxLength: 40 })
      .map((value) => value.replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\|/gu, ''));
    fc.assert(
      fc.property(
        fc.record({ status: fc.constantFrom('PENDING', 'SUCCESS', 'FAILURE'), details: text }),
        fc.record({
          remoteId: fc.stringMatching(/^[A-Z0-9]{1,20}$/),
          gatewayId: fc.constantFrom('', '0', '509'),
        }),
        fc.record({
          orderId: fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/),
          amount: fc.stringMatching(/^\d{1,14}\.\d\d$/),
        }),
        fc.constantFrom('sha256', 'sha512'),
        fc.integer({ min: 1, max: 200 }),
        (state, ids, order, hash, width) => {
          const transaction = { ...state, ...ids, paymentDate: '20261123141500' } as Transaction;
          const xml = notificationXml(
            { ...AGREED, hash } as Settings,
            { ...order, currency: 'PLN' } as Order,
            transaction,
          );
          const base64 = Buffer.from(xml).toString('base64');
          const lines = base64.match(new RegExp(`.{1,${width}}`, 'g'))!.join('\r\n');
          for (const sent of [base64, lines, base64.replaceAll('+', ' '), lines.replaceAll('+', ' ')]) {
            const itn = readItn(sent);
            expect(isGenuine(itn, AGREED.sharedKey, hash)).toBe(true);
            expect(itn).toMatchObject({ ...order, remoteId: ids.remoteId, paymentStatus: state.status });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
