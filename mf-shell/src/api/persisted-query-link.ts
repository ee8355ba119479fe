// Operations are sent as hashes: the gateway has the persisted texts, and runs no others in production.
import { ApolloLink, Observable } from '@apollo/client';
import type { Subscription } from 'rxjs';
import { readConfig } from '../config';

interface Meta {
  /** `sha256:…` of the text, written by codegen. */
  hash?: string;
  /** The slice that owns the operation, written by the slice's build. */
  slice?: string;
}

/** The metadata that codegen and the build wrote; empty for a document written by hand. */
export function metaOf(query: object): Meta {
  return (query as { __meta__?: Meta }).__meta__ ?? {};
}

/**
 * Sends the hash instead of the text. Outside production the gateway may not know the hash; then the text is sent.
 */
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
