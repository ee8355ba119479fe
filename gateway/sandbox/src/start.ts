import type { FastifyInstance } from 'fastify';
import { GATEWAYS, outcomeOf, type Outcome } from './channels';
import { sign } from './hash';
import { money, sendPage, text } from './html';
import { checkMessage, WrongMessage } from './message';
import { current, type Order, type Orders } from './orders';
import type { Payments } from './payments';
import type { Settings } from './settings';
import { START_FIELDS } from './start-fields';
import { element, xmlFile } from './xml';

const BACKGROUND = 'pay-bm-continue-transaction-url';

/** Starts orders: in the background, answered with a continue address or a BLIK result, or from a browser. */
export function registerStart(
  app: FastifyInstance,
  {
    settings,
    orders,
    payments,
    origin,
  }: { settings: Settings; orders: Orders; payments: Payments; origin: () => string },
): void {
  app.post<{ Body: URLSearchParams }>(settings.startPath, (request, reply) => {
    const header = request.headers.bmheader;
    // Without its header a message from a server is misread as a browser's.
    if (header === undefined) return byBrowser(request.body);
    if (header !== BACKGROUND) throw new WrongMessage(400, 'WRONG_HEADER', 'BmHeader is not supported here');
    const values = check(request.body);
    if (values.get('AuthorizationCode')) return byCode(values);
    const order = take(values);
    return answer([
      ['status', 'PENDING'],
      ['redirecturl', addressOf(order)],
      ['orderID', order.orderId],
      ['remoteID', current(order).remoteId],
    ]);

    /** A wrong code begins nothing: the order may come again, and no notification follows. */
    function byCode(form: Map<string, string>) {
      const [code, amount] = [form.get('AuthorizationCode')!, form.get('Amount')!];
      const outcome: Outcome = outcomeOf('blik', new URLSearchParams({ code }), amount);
      if (outcome.kind === 'STAY')
        return answer([
          ['orderID', form.get('OrderID')!],
          ['confirmation', 'NOTCONFIRMED'],
          ['reason', outcome.reason!],
        ]);
      const begun = take(form);
      payments.pay(begun, 'blik', outcome);
      return answer([
        ['orderID', begun.orderId],
        ['remoteID', current(begun).remoteId],
        ['confirmation', 'CONFIRMED'],
        ['paymentStatus', current(begun).status],
      ]);
    }

    function answer(fields: [string, string][]) {
      const hash = sign(
        settings,
        fields.map(([, value]) => value),
      );
      const elements = [...fields, ['hash', hash] as const].map(([name, value]) => element(name, value));
      return reply.type('text/xml; charset=utf-8').send(xmlFile(element('transaction', elements)));
    }

    function byBrowser(form: URLSearchParams) {
      try {
        return reply.redirect(addressOf(take(check(form))), 303);
      } catch (error) {
        if (!(error instanceof WrongMessage)) throw error;
        // Nobody is sent back to a shop whose message may be forged.
        const body = `<section class="card"><h1>Płatność nie może się rozpocząć</h1><p>${text(error.code)}: ${text(error.message)}</p></section>`;
        return sendPage(reply, { title: 'Błąd', status: error.status, body });
      }
    }
  });

  function check(form: URLSearchParams): Map<string, string> {
    const values = checkMessage(settings, form, START_FIELDS, ['ServiceID', 'OrderID', 'Amount']);
    if (BigInt(values.get('Amount')!.replace('.', '')) === 0n)
      throw new WrongMessage(400, 'WRONG_VALUE', `${money('0.00', 'PLN')} is nothing to pay`);
    if (values.get('AuthorizationCode') && values.get('GatewayID') !== GATEWAYS.blik)
      throw new WrongMessage(400, 'WRONG_VALUE', `AuthorizationCode goes with GatewayID ${GATEWAYS.blik}`);
    return values;
  }

  function take(values: Map<string, string>): Order {
    const order = orders.start(values);
    if (!order) throw new WrongMessage(409, 'ORDER_REPEATED', 'OrderID has been there');
    return order;
  }

  function addressOf(order: Order): string {
    return `${origin()}/payment/continue/${current(order).remoteId}/${order.token}`;
  }
}
