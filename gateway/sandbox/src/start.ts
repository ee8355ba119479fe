import type { FastifyInstance } from 'fastify';
import { sign } from './hash';
import { money, sendPage, text } from './html';
import { checkMessage, WrongMessage } from './message';
import { current, type Order, type Orders } from './orders';
import type { Settings } from './settings';
import { START_FIELDS } from './start-fields';
import { element, xmlFile } from './xml';

const BACKGROUND = 'pay-bm-continue-transaction-url';

/** Takes orders: in the background, answered with an address to go on at, or from the customer's browser. */
export function registerStart(
  app: FastifyInstance,
  { settings, orders, origin }: { settings: Settings; orders: Orders; origin: () => string },
): void {
  app.post<{ Body: URLSearchParams }>(settings.startPath, (request, reply) => {
    const header = request.headers.bmheader;
    // Without its header a message from a server is misread as a browser's.
    if (header === undefined) return byBrowser(request.body);
    if (header !== BACKGROUND) throw new WrongMessage(400, 'WRONG_HEADER', 'BmHeader is not supported here');
    const order = take(request.body);
    const fields: [string, string][] = [
      ['status', 'PENDING'],
      ['redirecturl', addressOf(order)],
      ['orderID', order.orderId],
      ['remoteID', current(order).remoteId],
    ];
    const hash = sign(
      settings,
      fields.map(([, value]) => value),
    );
    const elements = [...fields, ['hash', hash] as const].map(([name, value]) => element(name, value));
    return reply.type('text/xml; charset=utf-8').send(xmlFile(element('transaction', elements)));

    function byBrowser(form: URLSearchParams) {
      try {
        return reply.redirect(addressOf(take(form)), 303);
      } catch (error) {
        if (!(error instanceof WrongMessage)) throw error;
        // Nobody is sent back to a shop whose message may be forged.
        const body = `<section class="card"><h1>Płatność nie może się rozpocząć</h1><p>${text(error.code)}: ${text(error.message)}</p></section>`;
        return sendPage(reply, { title: 'Błąd', status: error.status, body });
      }
    }
  });

  function take(form: URLSearchParams): Order {
    const values = checkMessage(settings, form, START_FIELDS, ['ServiceID', 'OrderID', 'Amount']);
    if (BigInt(values.get('Amount')!.replace('.', '')) === 0n)
      throw new WrongMessage(400, 'WRONG_VALUE', `${money('0.00', 'PLN')} is nothing to pay`);
    const order = orders.start(values);
    if (!order) throw new WrongMessage(409, 'ORDER_REPEATED', 'OrderID has been there');
    return order;
  }

  function addressOf(order: Order): string {
    return `${origin()}/payment/continue/${current(order).remoteId}/${order.token}`;
  }
}
