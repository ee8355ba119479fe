import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../graphql/request-context';
import { Unavailable } from '../errors';
import { languageOf } from '../texts/language';
import type { Operations } from './executor';
import type { Prefetch } from './visit.service';

const LONGEST_ACCEPT = 300;

export interface HandlerParts {
  apollo: ApolloServer<RequestContext>;
  operations: Operations;
  contextOf: (request: FastifyRequest, reply: FastifyReply, prefetch?: Prefetch) => Promise<RequestContext>;
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

interface Body {
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/**
 * Answers at /graphql. Apollo parses, validates and rejects an operation's first request.
 * Later requests run directly, because Apollo's part is a third of the home page's request.
 */
export function graphqlHandler({
  apollo,
  operations,
  contextOf,
  formatError,
}: HandlerParts): RouteHandlerMethod {
  const throughApollo = fastifyApolloHandler(apollo, {
    context: (request, reply) =>
      contextOf(request, reply).catch((error: unknown) => {
        throw error instanceof Unavailable ? unavailableFor(request) : error;
      }),
  });
  // Content type of Apollo's response, by Accept header: there are few different ones.
  const types = new LRUCache<string, string>({ max: 50 });
  return async function (request, reply) {
    const accepted = request.headers.accept ?? '';
    const type = types.get(accepted);
    const body = plainBody(request.body);
    const operation =
      type && body && request.operationHash && operations.known(request.operationHash, body.operationName);
    if (!operation) {
      const answer: unknown = await throughApollo.call(this, request, reply);
      const run = request.operationHash && operations.known(request.operationHash, body?.operationName);
      if (run) request.ran = { name: nameOf(run), outcome: outcomeOf(answer) };
      if (reply.statusCode === 200 && accepted.length < LONGEST_ACCEPT)
        types.set(accepted, String(reply.getHeader('content-type')));
      return answer;
    }
    const context = await contextOf(request, reply, operation.prefetch);
    const { data, errors } = await operations.run(operation, context, body.variables);
    const code = errors?.[0] && (errors[0].extensions.code ?? 'INTERNAL');
    request.ran = { name: nameOf(operation), outcome: typeof code === 'string' ? code : 'OK' };
    void reply.header('content-type', type);
    return `${JSON.stringify({ errors: errors && leaving(errors, reply, formatError), data })}\n`;
  };
}

function nameOf({ definition }: NonNullable<ReturnType<Operations['known']>>): string | undefined {
  return definition.name?.value;
}

/** Out of an answer of Apollo's, which has the errors first. */
function outcomeOf(answer: unknown): string {
  if (typeof answer !== 'string' || !answer.startsWith('{"errors"')) return 'OK';
  return /"code":"([A-Z_]{1,40})"/.exec(answer)?.[1] ?? 'INTERNAL';
}

/** Uses the browser's language where the user's own could not be read. */
export function unavailableFor({ headers }: FastifyRequest): Unavailable {
  return new Unavailable(languageOf(headers['accept-language']));
}

/** The body, where it is a plain operation; Apollo reports the fault of anything else. */
function plainBody(sent: unknown): Body | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined;
  const { operationName, variables, extensions } = sent as Record<string, unknown>;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    return undefined;
  if (variables !== undefined && (typeof variables !== 'object' || Array.isArray(variables)))
    return undefined;
  if (extensions !== undefined && JSON.stringify(extensions) !== '{}') return undefined;
  return { operationName, variables: variables as Body['variables'] };
}

/** Errors as Apollo would send them: applies their status and headers, then `formatError`. */
function leaving(
  errors: readonly GraphQLError[],
  reply: FastifyReply,
  formatError: HandlerParts['formatError'],
): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { http, ...extensions } = error.extensions as {
      http?: { status?: number; headers?: Map<string, string> };
    };
    if (http?.status) void reply.code(http.status);
    for (const [name, value] of http?.headers ?? []) void reply.header(name, value);
    return formatError({ ...error.toJSON(), extensions }, error);
  });
}
