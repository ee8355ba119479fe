import type { SignedInUserQuery } from './generated/graphql';

/** Somebody is signed in; without an id the one of the shell's fake. */
export function signedIn(id = 'u1'): SignedInUserQuery {
  return { __typename: 'Query', session: { __typename: 'Session', user: { __typename: 'User', id } } };
}
