// Operations go by their hashes: the gateway has the texts, and in production runs no others.
import { ApolloLink, Observable } from '@apollo/client';
import type { Subscription } from 'rxjs';
import { readConfig } from '../config';

interface Meta {
  /** `sha256:…` of the text, from codegen. */
  hash?: string;
  /** Whose operation it is, from the slice's build. */
  slice?: string;
}

/** What codegen and build wrote beside an operation; nothing where it was made by hand. */
export function metaOf(query: object): Meta {
  return (query as { __meta__?: Meta }).__meta__ ?? {};
}

/** Sends the hash in place of the text. Outside production the gateway may not know it yet: then the text follows. */
export const persistedQueryLink = new ApolloLink((operation, forward) => {
  const { hash } = metaOf(operation.query);
  if (!hash) return forward(operation);
  operation.setContext({ http: { includeQuery: false } });
  operation.extensions['persistedQuery'] = { version: 1, sha256Hash: hash.replace('sha256:', '') };
  if (readConfig().production) return forward(operation);
  return new Observable((observer) => {
    let second: Subscription | undefined;
    const first = forward(operation).subscribe({
      next(result) {
        if (!result.errors?.some(isUnknown)) return observer.next(result);
        delete operation.extensions['persistedQuery'];
        operation.setContext({ http: { includeQuery: true } });
        second = forward(operation).subscribe(observer);
      },
      error: (error: unknown) => observer.error(error),
      complete: () => {
        if (!second) observer.complete();
      },
    });
    return () => {
      first.unsubscribe();
      second?.unsubscribe();
    };
  });
});

function isUnknown({ extensions }: { extensions?: Record<string, unknown> }): boolean {
  return extensions?.['code'] === 'PERSISTED_QUERY_NOT_FOUND';
}
