// The HTTP link of Apollo Client: one POST per operation. The library's own link also supports GET, subscriptions and
// deferred parts, which would add over a kilobyte to every page.
import { ApolloLink, Observable } from '@apollo/client';
import { print } from '@apollo/client/utilities';
import { reach } from './connection';
import { Unreachable } from './errors';

type Operation = ApolloLink.Operation;

/** Set by `persistedQueryLink`, `headersLink` and the caller. */
interface Context {
  headers?: Record<string, string>;
  http?: { includeQuery?: boolean };
  /** The request outlives the page that sends it, such as a draft saved while a tab closes. */
  keepalive?: boolean;
}

/** Browsers refuse a longer body with keepalive, 64 KiB; a character takes at most three bytes. */
const LONGEST_KEPT_ALIVE = 20_000;

export const httpLink = new ApolloLink(
  (operation) =>
    new Observable((observer) => {
      const controller = new AbortController();
      send(operation, controller.signal).then(
        (result) => {
          observer.next(result);
          observer.complete();
        },
        (error: unknown) => observer.error(error),
      );
      // Aborts the request when no subscriber is left; after a response this does nothing.
      return () => controller.abort();
    }),
);

async function send(operation: Operation, signal: AbortSignal): Promise<ApolloLink.Result> {
  const { operationName, variables, extensions, query } = operation;
  const { headers, http, keepalive = false } = operation.getContext() as Context;
  const text = http?.includeQuery === false ? undefined : print(query);
  const body = JSON.stringify({ operationName, variables, extensions, query: text });
  const response = await reach('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    signal,
    keepalive: keepalive && body.length <= LONGEST_KEPT_ALIVE,
    headers: { 'content-type': 'application/json', accept: `${GRAPHQL},application/json;q=0.9`, ...headers },
    body,
  });
  return resultOf(response);
}

const GRAPHQL = 'application/graphql-response+json';

/**
 * The gateway's result, also of a response with an error status. Another content type is a proxy's: the gateway is
 * down.
 */
async function resultOf(response: Response): Promise<ApolloLink.Result> {
  const isGateways = response.headers.get('content-type')?.startsWith(GRAPHQL);
  if (!response.ok && !isGateways) throw new Unreachable(`status ${response.status}`);
  const said: unknown = await response.json().catch((error: unknown) => {
    throw new Unreachable(error);
  });
  if (said instanceof Object && ('data' in said || 'errors' in said)) return said as ApolloLink.Result;
  throw new Unreachable('Neither data nor errors');
}
