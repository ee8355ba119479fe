// What a failed operation tells those who show it.
import { CombinedGraphQLErrors } from '@apollo/client';

/** True when the API knows no such thing, or none of this customer. */
export function isNotFound(error: unknown): boolean {
  return extensionsOf(error).some(({ code }) => code === 'NOT_FOUND');
}

/** What the gateway's log calls the failure; worth telling to those who help. */
export function referenceOf(error: unknown): string | undefined {
  const reference = extensionsOf(error).find((extensions) => extensions['reference'])?.['reference'];
  return typeof reference === 'string' ? reference : undefined;
}

function extensionsOf(error: unknown): Record<string, unknown>[] {
  return CombinedGraphQLErrors.is(error) ? error.errors.map(({ extensions }) => extensions ?? {}) : [];
}
