import { CombinedGraphQLErrors } from '@apollo/client';

/** What the gateway's log calls the failure; worth telling to those who help. */
export function referenceOf(error: unknown): string | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  const reference = error.errors.map(({ extensions }) => extensions?.['reference']).find(Boolean);
  return typeof reference === 'string' ? reference : undefined;
}
