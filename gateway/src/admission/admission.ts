// The bounds within which requests are let in: a session's own, and what the node can do.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '../auth/sign-in/attempts';
import { RateLimited } from '../errors';
import { sessionCookie } from '../auth/session/cookies';
import type { Config } from '../config';
import type { PersistedOperationsService } from '../operations/persisted-operations.service';
import { languageOf } from '../texts/language';
import { metrics, sources } from '../runtime/metrics';
import { text } from '../texts/text';
import { Gate, type Place, type Rejection, type Share } from './gate';
import { isUrgentText } from './urgent';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How requests of a route are let in; absent: always, as for health and files that cost nothing. */
    admission?: 'OPERATION' | 'ORDINARY' | 'URGENT';
  }
  interface FastifyRequest {
    place?: Place;
    /** Why it was not let in. */
    refusal?: Rejection;
    /** Whether there is an answer, sent or not. */
    isAnswered?: boolean;
  }
}

/**
 * A page sends half a dozen requests in parallel. A script without pauses gets one at a time, and hardly
 * affects others.
 */
const SESSION = { underWay: 6, steady: 1, waiting: 64, timeoutMs: 4_000 };
/** Documents have their own queue of up to a minute, while their customers use pages. */
const FILES = { underWay: 12, waiting: 256, timeoutMs: 60_000 };
/** Many people may share an address, and the payment operator has few. */
const ADDRESS = { underWay: 64, waiting: 256, timeoutMs: 4_000 };
/** A client that retries immediately after a rejection would cost more by rejections than by its work. */
const LIMITED_AFTER_MS = 500;
/**
 * Retry-After in seconds, for a session and for a busy node; the latter is spread so that clients do not
 * return together.
 */
const LIMITED_RETRY = 1;
const BUSY_RETRY = { least: 1, spread: 4 };
const LOG_EVERY_MS = 10_000;

interface Parts {
  config: Config;
  persistedOperations: PersistedOperationsService;
}

/** Registers the hooks; a route takes part by its `config.admission`. */
export function registerAdmission(app: FastifyInstance, { config, persistedOperations }: Parts): void {
  const gate = new Gate();
  const cookie = `${sessionCookie(config)}=`;
  const refused = { BUSY: 0, LIMITED: 0 };
  app.addHook('preHandler', (request, reply, next) => {
    if (!request.routeOptions.config.admission) return next();
    gate.ask(shareOf(request, cookie, persistedOperations), (refusal, place) => {
      // Answered by the clock while it waited, or given up.
      if (reply.sent || reply.raw.destroyed) return place.leave();
      if (refusal) {
        refused[refusal]++;
        metrics.refused.inc({ reason: refusal });
        const tell = () => void (reply.sent || refuse(request, reply, refusal));
        return void (refusal === 'BUSY' ? tell() : setTimeout(tell, LIMITED_AFTER_MS));
      }
      request.place = place;
      reply.raw.once('finish', () => place.leave());
      reply.raw.once('close', () => request.isAnswered && place.leave());
      next();
    });
  });
  // A client that disconnects does not end its work: the place is released with the response.
  app.addHook('onSend', (request, reply, _payload, next) => {
    request.isAnswered = true;
    if (reply.raw.destroyed) request.place?.leave();
    next();
  });
  sources.requests = () => gate.load;
  const saying = setInterval(() => {
    if (refused.BUSY + refused.LIMITED > 0)
      app.log.warn({ ...refused, ...gate.load }, 'requests rejected: overload or rate limit');
    Object.assign(refused, { BUSY: 0, LIMITED: 0 });
  }, LOG_EVERY_MS).unref();
  app.addHook('onClose', (_app, done) => {
    clearInterval(saying);
    done();
  });
}

/** Identifies sessions by their cookie, before the session is read. */
function shareOf(
  request: FastifyRequest,
  cookie: string,
  persistedOperations: PersistedOperationsService,
): Share {
  const isUrgent = isUrgentRequest(request, persistedOperations);
  const token = valueOf(request.headers.cookie, cookie);
  const whose = token === undefined ? `address ${networkOf(request.ip)}` : `session ${token}`;
  if (request.routeOptions.config.patient) return { party: `files ${whose}`, isUrgent, ...FILES };
  const most = token === undefined ? ADDRESS : SESSION;
  // Urgent requests are separate, so that a customer's own load cannot block payment or sign-out.
  return { party: isUrgent ? `urgent ${whose}` : whose, isUrgent, ...most };
}

function isUrgentRequest(request: FastifyRequest, persistedOperations: PersistedOperationsService): boolean {
  const { admission } = request.routeOptions.config;
  if (admission !== 'OPERATION') return admission === 'URGENT';
  const body = request.body as {
    query?: unknown;
    extensions?: { persistedQuery?: { sha256Hash?: unknown } };
  };
  const text = body?.query ?? persistedOperations.peek(body?.extensions?.persistedQuery?.sha256Hash);
  return typeof text === 'string' && isUrgentText(text);
}

/** Of the first cookie of that name, without taking the others apart. */
function valueOf(header: string | undefined, cookie: string): string | undefined {
  if (!header) return undefined;
  let at = header.indexOf(cookie);
  while (at > 0 && header[at - 1] !== ' ' && header[at - 1] !== ';') at = header.indexOf(cookie, at + 1);
  if (at < 0) return undefined;
  const end = header.indexOf(';', at);
  return header.slice(at + cookie.length, end < 0 ? undefined : end);
}

function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Rejection): FastifyReply {
  request.refusal = refusal;
  const isBusy = refusal === 'BUSY';
  const retryAfter = isBusy
    ? BUSY_RETRY.least + Math.floor(Math.random() * BUSY_RETRY.spread)
    : LIMITED_RETRY;
  void reply
    .code(isBusy ? 503 : 429)
    .header('retry-after', retryAfter)
    .header('cache-control', 'no-store');
  const language = languageOf(request.headers['accept-language']);
  if (request.routeOptions.config.admission !== 'OPERATION')
    return reply
      .type('text/plain; charset=utf-8')
      .send(text(language, isBusy ? 'refused.busy' : 'refused.limited'));
  // The page shows this sentence as it is.
  const { message, extensions } = isBusy
    ? { message: text(language, 'refused.busy'), extensions: { code: 'INTERNAL', retryAfter } }
    : new RateLimited(retryAfter);
  const { code } = extensions as { code: string };
  return reply.send({ errors: [{ message, extensions: { code, retryAfter } }] });
}
