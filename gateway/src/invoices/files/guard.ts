import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionLookup } from '../../auth/explorer-access';
import { sessionTokenOf } from '../../auth/session/cookies';
import type { ActiveSession } from '../../auth/session/session.entity';
import { languageOf } from '../../texts/language';
import { text, type TextKey } from '../../texts/text';
import { PoolFull } from '../../printing/pdf-pool';
import { AmbiguousDocument } from './invoice-list';

/** Shown, never run: nothing in a document may fetch or be framed elsewhere. */
const HEADERS = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  vary: 'cookie',
};
/** Retry-After in seconds, after a timeout. */
const RETRY_AFTER = 5;

/** Runs the handler only for signed-in users who accepted the terms; answers a full pool as 503. */
export async function guarded(
  { config, visits }: SessionLookup,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (session: ActiveSession) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  void reply.headers(HEADERS);
  const visit = await visits.find(sessionTokenOf(request, config), { background: false });
  const session = visit?.session;
  const language = session?.language ?? languageOf(request.headers['accept-language']);
  if (!session) return say(reply, 401, language, 'files.signIn');
  if (session.mustAcceptTerms) return say(reply, 403, language, 'files.terms');
  try {
    return await answer(session);
  } catch (error) {
    if (error instanceof AmbiguousDocument) return say(reply, 409, language, 'files.ambiguous');
    const late = error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name);
    if (!late && !(error instanceof PoolFull)) throw error;
    const seconds = error instanceof PoolFull ? error.retryAfter : RETRY_AFTER;
    return say(reply.header('retry-after', String(seconds)), 503, language, 'files.busy');
  }
}

/** A sentence for a person instead of a file. */
export function say(
  reply: FastifyReply,
  status: number,
  language: ActiveSession['language'],
  key: TextKey,
  values: Record<string, string> = {},
): FastifyReply {
  return reply
    .code(status)
    .type('text/plain; charset=utf-8')
    .send(text(language, key, values));
}
