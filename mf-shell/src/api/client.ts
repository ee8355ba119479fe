// The page's one Apollo Client. It is loaded with the first slice, through the public API.
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, InMemoryCache, Observable } from '@apollo/client';
import { connection } from './connection';
import { metaOf, persistedQueryLink } from './persisted-query-link';
import { headers } from './graphql';
import { httpLink } from './http-link';
import { endSession, session } from '../session/session';

/**
 * Adds the headers of every request. An operation with `context: { background: true }` does not extend the session.
 */
const headersLink = new ApolloLink((operation, forward) => {
  const { background } = operation.getContext() as { background?: boolean };
  const { slice } = metaOf(operation.query);
  operation.setContext(({ headers: own }: { headers?: Record<string, string> }) => ({
    headers: { ...own, ...headers({ background, slice }) },
  }));
  return forward(operation);
});

/** Ends the session for the whole page on UNAUTHENTICATED, so no slice has to handle it. */
const sessionExpiryLink = new ApolloLink(
  (operation, forward) =>
    new Observable((observer) =>
      forward(operation).subscribe({
        next(result) {
          if (result.errors?.some((error) => error.extensions?.['code'] === 'UNAUTHENTICATED'))
            endSession('ended');
          observer.next(result);
        },
        error(error: unknown) {
          if (isUnauthenticated(error)) endSession('ended');
          observer.error(error);
        },
        complete: () => observer.complete(),
      }),
    ),
);

function isUnauthenticated(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) &&
    error.errors.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED')
  );
}

export const client = new ApolloClient({
  link: ApolloLink.from([headersLink, sessionExpiryLink, persistedQueryLink, httpLink]),
  cache: new InMemoryCache(),
});

// Queries that failed without a connection are refetched as soon as it is back.
connection.subscribe(() => {
  if (connection.lost) return;
  for (const query of client.getObservableQueries()) {
    const { error } = query.getCurrentResult();
    // A second failure arrives as the query's error.
    if (error && !CombinedGraphQLErrors.is(error)) query.refetch().catch(() => {});
  }
});

// The cache belongs to one customer: it is cleared when the customer changes or the session ends.
let owner = identity();
session.subscribe(() => {
  if (owner === identity()) return;
  owner = identity();
  void client.clearStore();
});

function identity(): string {
  const { user, customer } = session.current ?? {};
  return `${user?.id} ${customer?.id}`;
}
