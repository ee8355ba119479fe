import { CombinedGraphQLErrors } from '@apollo/client';

/** Seconds until the gateway answers again, where it refused because of too many tries. */
export function waitOf(error: Error): number | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  const refusal = error.errors.find(({ extensions }) => extensions?.['code'] === 'RATE_LIMITED');
  return refusal && Number(refusal.extensions?.['retryAfter'] ?? 60);
}
