import type { FastifyInstance, FastifyReply } from 'fastify';
import { sign } from './hash';
import { checkMessage, WrongMessage } from './message';
import { transactionFields } from './notifications';
import type { Orders } from './orders';
import type { Payments } from './payments';
import type { Settings } from './settings';
import { element, xmlFile } from './xml';

const SERVICE = { name: 'ServiceID', pattern: /^\d{1,10}$/ };
const ORDER = { name: 'OrderID', pattern: /^[A-Za-z0-9_-]{1,32}$/ };
const MESSAGE = { name: 'MessageID', pattern: /^[A-Za-z0-9]{32}$/ };
const REMOTE = { name: 'RemoteID', pattern: /^[A-Za-z0-9]{1,20}$/ };
const MOST_TOLD = 50;

/** Requests of a shop: an order's status, and its cancellation. */
export function registerWebApi(
  app: FastifyInstance,
  { settings, orders, payments }: { settings: Settings; orders: Orders; payments: Payments },
): void {
  app.post<{ Body: URLSearchParams }>('/webapi/transactionStatus', (request, reply) => {
    needHeader(request.headers.bmheader);
    const values = checkMessage(settings, request.body, [SERVICE, ORDER], ['ServiceID', 'OrderID']);
    const order = orders.find(values.get('OrderID')!);
    if (!order) throw new WrongMessage(404, 'TRANSACTION_NOT_FOUND', 'no transaction of that order');
    if (order.transactions.length > MOST_TOLD) {
      const reason = 'LIMIT_REQUESTED_TRANSACTIONS_WITH_THE_SAME_ORDER_ID_AND_SERVICE_ID_EXCEEDED';
      return send(reply.code(403), element('transaction', [element('reason', reason)]));
    }
    const told = order.transactions.map((transaction) => transactionFields(order, transaction));
    const hash = sign(settings, [settings.serviceId, ...told.flat().map(([, value]) => value)]);
    const transactions = told.map((fields) =>
      element(
        'transaction',
        fields.filter(([, value]) => value).map(([name, value]) => element(name, value)),
      ),
    );
    return send(
      reply,
      element('transactionList', [
        element('serviceID', settings.serviceId),
        element('transactions', transactions),
        element('hash', hash),
      ]),
    );
  });

  app.post<{ Body: URLSearchParams }>('/webapi/transactionCancel', (request, reply) => {
    needHeader(request.headers.bmheader);
    const required = ['ServiceID', 'MessageID'];
    const values = checkMessage(settings, request.body, [SERVICE, MESSAGE, REMOTE, ORDER], required);
    if (!values.get('RemoteID') === !values.get('OrderID'))
      throw new WrongMessage(400, 'WRONG_VALUE', 'exactly one of RemoteID and OrderID');
    const order = orders.findEither(values.get('OrderID'), values.get('RemoteID'));
    const [confirmation, reason] = !order
      ? ['NOTCONFIRMED', 'TRANSACTION_NOT_FOUND']
      : payments.cancel(order)
        ? ['CONFIRMED', 'CANCELED_FULLY']
        : ['NOTCONFIRMED', 'INCORRECT_PAYMENT_STATUS'];
    const fields: [string, string][] = [
      ['serviceID', settings.serviceId],
      ['messageID', values.get('MessageID')!],
      ['confirmation', confirmation],
      ['reason', reason],
    ];
    const hash = sign(
      settings,
      fields.map(([, value]) => value),
    );
    const elements = [...fields, ['hash', hash] as const].map(([name, value]) => element(name, value));
    return send(reply, element('transaction', elements));
  });
}

function needHeader(header: unknown): void {
  if (header !== 'pay-bm') throw new WrongMessage(400, 'WRONG_HEADER', 'BmHeader: pay-bm is missing');
}

function send(reply: FastifyReply, root: string): FastifyReply {
  return reply.type('text/xml; charset=utf-8').send(xmlFile(root));
}
