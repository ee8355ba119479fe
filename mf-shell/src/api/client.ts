// The page's one Apollo Client. Loaded only with a slice, through the public face.
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, InMemoryCache, Observable } from '@apollo/client';
import { connection } from './connection';
import { metaOf, persistedQueryLink } from './persisted-query-link';
import { headers } from './graphql';
import { httpLink } from './http-link';
import { endSession, session } from '../session/session';

/** Adds what every request carries; an operation with `context: { background: true }` keeps no session alive. */
const headersLink = new ApolloLink((operation, forward) => {
  const { background } = operation.getContext() as { background?: boolean };
  const { slice } = metaOf(operation.query);
  operation.setContext(({ headers: own }: { headers?: Record<string, string> }) => ({
    headers: { ...own, ...headers({ background, slice }) },
  }));
  return forward(operation);
});

/** The session is over for the whole page, so no slice thinks of it. */
const sessionExpiryLink = new ApolloLink(
  (operation, forward) =>
    new Observable((observer) =>
      forward(operation).subscribe({
        next(result) {
          if (result.errors?.some((error) => error.extensions?.['code'] === 'UNAUTHENTICATED'))
            endSession('koniec');
          observer.next(result);
        },
        error(error: unknown) {
          if (isUnauthenticated(error)) endSession('koniec');
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

// What failed for want of a connection is asked for again as soon as there is one.
connection.subscribe(() => {
  if (connection.lost) return;
  for (const query of client.getObservableQueries()) {
    const { error } = query.getCurrentResult();
    // Should it fail again, that arrives as its error.
    if (error && !CombinedGraphQLErrors.is(error)) query.refetch().catch(() => {});
  }
});

// Another customer, or nobody: what was read before belongs to somebody else.
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
