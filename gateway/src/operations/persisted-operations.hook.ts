// Decides which operations run at /graphql: by hash or by text, in production only those of published
// versions.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hash as digest } from 'node:crypto';
import type { Config } from '../config';
import type { ErrorCode } from '../errors';
import { isExplorer } from '../auth/explorer-access';
import type { SessionFinder } from '../auth/session/session.entity';
import type { TokenService } from '../slices/registry/token.service';
import type { PersistedOperationsService } from './persisted-operations.service';
import type { Caller } from '../slices/telemetry/use-counter';

declare module 'fastify' {
  interface FastifyRequest {
    /** The sender of an operation, where it is known before the session is read. */
    caller?: Caller;
    /** SHA-256 of the document that is to run, hexadecimal. */
    operationHash?: string;
  }
}

interface Parts {
  config: Config;
  persistedOperations: PersistedOperationsService;
  tokens: TokenService;
  visits: SessionFinder;
}

interface Body {
  query?: unknown;
  extensions?: { persistedQuery?: { sha256Hash?: unknown } };
}

const HASH = /^(?:sha256:)?([0-9a-f]{64})$/;
const CALLER = /^([a-z][a-z0-9-]{0,31})@([0-9A-Za-z.+-]{1,64})$/;
const NOT_PERSISTED = 'Only persisted operations run here.';

/** A hook in front of Apollo: puts the text in the place of its hash, or answers why it won't run. */
export function persistedOperationsHook({ config, persistedOperations, tokens, visits }: Parts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const body = request.body as Body | null;
    // Whatever else was sent is Apollo's to refuse.
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
    const given = body.extensions?.persistedQuery?.sha256Hash;
    if (body.extensions) delete body.extensions.persistedQuery;
    if (given !== undefined) {
      const fault = await putText(body, given, persistedOperations);
      if (fault) return refuse(reply, ...fault);
    }
    if (typeof body.query !== 'string') return undefined;
    const hash = digest('sha256', body.query);
    request.operationHash = hash;
    const holder = await tokens.holder(request.headers.authorization);
    if (holder?.scope === 'API') request.caller = { slice: `api:${holder.name}`, version: '' };
    else request.caller = await callerOf(request, hash, persistedOperations);
    if (!config.production || holder?.scope === 'API' || (await persistedOperations.text(hash)))
      return undefined;
    if (await isExplorer(request, { config, visits })) return undefined;
    return refuse(reply, 400, 'PERSISTED_QUERY_NOT_FOUND', NOT_PERSISTED);
  };
}

type Fault = [status: number, code: ErrorCode, message: string];

async function putText(
  body: Body,
  given: unknown,
  persistedOperations: PersistedOperationsService,
): Promise<Fault | undefined> {
  const hash = HASH.exec(String(given))?.[1];
  if (!hash) return [400, 'BAD_USER_INPUT', 'sha256Hash must be 64 hexadecimal digits.'];
  if (typeof body.query === 'string') {
    if (digest('sha256', body.query) === hash) return undefined;
    return [400, 'BAD_USER_INPUT', 'sha256Hash is not the hash of the query sent with it.'];
  }
  body.query = await persistedOperations.text(hash);
  // Clients of persisted operations expect status 200 for an unknown hash.
  return body.query === undefined ? [200, 'PERSISTED_QUERY_NOT_FOUND', NOT_PERSISTED] : undefined;
}

/** Believed only of an operation which that version has. */
async function callerOf(
  { headers }: FastifyRequest,
  hash: string,
  persistedOperations: PersistedOperationsService,
): Promise<Caller | undefined> {
  const [, slice, version] = CALLER.exec(String(headers['x-ebok-slice'])) ?? [];
  if (!slice || !version || !(await persistedOperations.belongs(hash, slice, version))) return undefined;
  return { slice, version };
}

function refuse(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}
