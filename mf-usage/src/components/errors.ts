import { CombinedGraphQLErrors } from '@apollo/client';

/** What the gateway's log calls the failure; worth telling to those who help. */
export function referenceOf(error: unknown): string | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  const found = error.errors.find(({ extensions }) => typeof extensions?.reference === 'string');
  return found?.extensions?.reference as string | undefined;
}
