import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { hashToken } from '../runtime/tokens';
import type { SmsReport, SmsStatusService } from './sms-status.service';

const MOST_BYTES = 16 * 1024;
/** SMSAPI joins the reports of up to five SMS in one call, separated by commas. */
const MOST_REPORTS = 20;
const REFERENCE = /^[\w-]{22}\d{0,4}$/;

/**
 * Where the SMS operator reports what became of an SMS, by GET or as a form. The secret in the address is all that
 * distinguishes the operator from others: a wrong one gets the answer of an address that is not there.
 */
export function registerSmsStatus(
  app: FastifyInstance,
  { secret, service }: { secret: string | undefined; service: SmsStatusService },
): void {
  if (!secret) return;
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.route<{ Params: { secret: string } }>({
      method: ['GET', 'POST'],
      url: '/sms/status/:secret',
      exposeHeadRoute: false,
      bodyLimit: MOST_BYTES,
      config: { admission: 'URGENT' },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store').type('text/plain');
        if (!isSame(request.params.secret, secret)) return reply.code(404).send('Not found\n');
        for (const report of reportsOf(request)) await service.report(report);
        return answer(reply);
      },
    });
  });
}

/** The operator repeats a report until it reads this. Known and unknown references are answered alike. */
function answer(reply: FastifyReply): FastifyReply {
  return reply.sent ? reply : reply.send('OK');
}

/** Hashes have one length, so that comparing takes one time. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(secret)));
}

function reportsOf(request: FastifyRequest): SmsReport[] {
  const form = typeof request.body === 'string' ? request.body : '';
  const fields = new URLSearchParams(form || (request.raw.url ?? '').split('?')[1]);
  const list = (name: string) => (fields.get(name) ?? '').split(',', MOST_REPORTS);
  const statuses = list('status');
  return list('idx').flatMap((reference, n) =>
    REFERENCE.test(reference) ? [{ reference, status: statuses[n] ?? '' }] : [],
  );
}
