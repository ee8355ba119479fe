import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { TIMEOUT_MS } from '../database/database';
import { cookiesOf, isHttps, sessionCookie, setCookie } from '../auth/session/cookies';
import type { RequestContext } from '../graphql/request-context';
import { languageOf } from '../texts/language';
import type { Services } from './services';
import { createLoaders } from './loaders';
import type { Prefetch } from './visit.service';

/**
 * Identifies the visitor by one statement, whatever the operation.
 * @param prefetch further data for the operation that the statement can read
 */
export async function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { config, services }: { config: Config; services: Services },
  prefetch?: Prefetch,
): Promise<RequestContext> {
  const cookies = cookiesOf(request);
  const background = request.headers['x-ebok-background'] !== undefined;
  const visit = await services.visits.find(cookies[sessionCookie(config)], { background, prefetch });
  const session = visit?.session ?? null;
  // The browser learns the current customer with any response: billing may have removed the previous one.
  if (session) void reply.header('x-ebok-customer', session.customerId);
  return {
    database: services.database,
    config,
    session,
    language: session?.language ?? languageOf(request.headers['accept-language']),
    ip: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    until: performance.now() - reply.elapsedTime + TIMEOUT_MS,
    requestId: request.id,
    cookies,
    setCookie: (kind, value) => setCookie(reply, kind, value, { secure: isHttps(config) }),
    caller: request.caller ?? { slice: session?.developer ? 'developer' : 'unknown', version: '' },
    uses: services.slices.uses,
    loaders: createLoaders(services, visit),
    log: request.log as Logger,
  };
}
