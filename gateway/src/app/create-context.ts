import { stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Beside } from '../auth/session/session.service';
import { cookiesOf, sessionCookie } from '../auth/session/cookies';
import type { Config } from '../config';
import { PATIENCE_MS } from '../database/database';
import type { CookieOptions, RequestContext } from '../graphql/request-context';
import type { Services } from './services';
import { createLoaders } from './loaders';

/**
 * Reads who asks: one statement, whatever the operation.
 * @param beside what else the operation asks for that this statement can find
 */
export async function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { config, services }: { config: Config; services: Services },
  beside?: Beside,
): Promise<RequestContext> {
  const cookies = cookiesOf(request);
  const background = request.headers['x-ebok-background'] !== undefined;
  const visit = await services.sessions.find(cookies[sessionCookie(config)], { background, beside });
  const session = visit?.session ?? null;
  // A page that shows another one learns it with whatever it asks: billing may have taken that one away meanwhile.
  if (session) void reply.header('x-ebok-customer', session.customerId);
  return {
    database: services.database,
    config,
    session,
    language: session?.language ?? languageOf(request.headers['accept-language']),
    ip: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    until: performance.now() - reply.elapsedTime + PATIENCE_MS,
    requestId: request.id,
    cookies,
    setCookie: (name, value, options) => void reply.header('set-cookie', cookieText(name, value, options)),
    caller: request.caller ?? { slice: session?.developer ? 'developer' : 'unknown', version: '' },
    uses: services.slices.uses,
    loaders: createLoaders(services, visit),
    log: request.log as Logger,
  };
}

function cookieText(name: string, value: string, { secure, maxAge }: CookieOptions): string {
  return stringifySetCookie({ name, value, path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge });
}

/** Polish unless the browser prefers a language we have. */
export function languageOf(header: string | undefined): RequestContext['language'] {
  const preferred = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(';q=');
      return { tag: tag.slice(0, 2).toUpperCase(), weight: q === undefined ? 1 : Number(q) || 0 };
    })
    .sort((a, b) => b.weight - a.weight)
    .find(({ tag }) => tag === 'PL' || tag === 'EN' || tag === 'UK');
  return (preferred?.tag as RequestContext['language'] | undefined) ?? 'PL';
}
