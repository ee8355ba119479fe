import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/database';
import { Unavailable } from '../errors';
import { report } from '../runtime/report-error';
import { metrics } from '../runtime/metrics';
import { UnreadableItn, type Operator } from './autopay';
import type { Notifications } from './settling/notifications';

/** A form's encoding makes base64 of 64 kB longer; nothing larger is even read. */
const MOST_BYTES = 128 * 1024;

interface Parts {
  database: Database;
  operator: Operator;
  notifications: Notifications;
}

/** The operator's two endpoints: its notifications, and returning customers. Neither has a session. */
export function registerPaymentRoutes(app: FastifyInstance, parts: Parts): void {
  void app.register(async (scope) => {
    // Only a form is understood; its own parser, so that no other route takes forms.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    const options = { bodyLimit: MOST_BYTES, config: { admission: 'URGENT' } } as const;
    scope.post('/payments/autopay/itn', options, (request, reply) => notified(parts, request, reply));
  });
  // The operator's availability check.
  app.get('/payments/autopay/itn', (_request, reply) => reply.code(200).send());
  app.get('/payments/autopay/return', { config: { admission: 'URGENT' } }, (request, reply) =>
    cameBack(parts, request, reply),
  );
}

async function notified(
  { notifications }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const started = performance.now();
  const took = (answer: string) =>
    metrics.notification.observe({ answer }, (performance.now() - started) / 1000);
  const body = typeof request.body === 'string' ? request.body.trim() : '';
  void reply.header('cache-control', 'no-store');
  if (body === '') return reply.code(200).send();
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const transactions = isForm ? new URLSearchParams(body).getAll('transactions') : [];
  if (isForm && (transactions.length === 0 || transactions[0] === '')) return reply.code(200).send();
  try {
    if (transactions.length !== 1) throw new UnreadableItn('not one form field "transactions"');
    const answer = await notifications.receive(transactions[0]!);
    took('signed');
    // The deadline has passed: the operator got an error and will resend.
    if (reply.sent) return reply;
    return await reply.type('text/xml; charset=utf-8').send(answer);
  } catch (error) {
    if (error instanceof UnreadableItn) {
      took('unreadable');
      request.log.warn({ reason: error.message }, 'rejected: unreadable payment notification');
      return reply.code(400).type('text/plain').send('Unreadable\n');
    }
    // Acknowledges only what is committed: otherwise the operator must resend.
    took('failed');
    if (!(error instanceof Unavailable)) report(request.log, error);
    if (reply.sent) return reply;
    return reply.code(503).header('retry-after', '60').type('text/plain').send('Try again\n');
  }
}

/** Only reads, and reveals nothing of the payment's outcome: that comes by notification. */
async function cameBack(
  { database, operator }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = request.query as Record<string, unknown>;
  const orderId = query.OrderID;
  void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
  if (typeof orderId !== 'string' || !operator.returnIsGenuine(query)) return reply.redirect('/finanse', 303);
  const [payment] = await database.query<{ id: string; customerId: string }>(
    'SELECT id, customerId FROM payments WHERE orderId = ?',
    [orderId],
  );
  // The session may have switched to another customer of the login.
  return reply.redirect(payment ? `/platnosc/${payment.id}?customer=${payment.customerId}` : '/finanse', 303);
}
