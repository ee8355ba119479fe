// What slices may show of a failed operation.
import { CombinedGraphQLErrors } from '@apollo/client';

/** True when the API has no such object, or the customer has no access to it. */
export function isNotFound(error: unknown): boolean {
  return extensionsOf(error).some(({ code }) => code === 'NOT_FOUND');
}

/** The reference of the error in the gateway's log, for support. */
export function referenceOf(error: unknown): string | undefined {
  const reference = extensionsOf(error).find((extensions) => extensions['reference'])?.['reference'];
  return typeof reference === 'string' ? reference : undefined;
}

function extensionsOf(error: unknown): Record<string, unknown>[] {
  return CombinedGraphQLErrors.is(error) ? error.errors.map(({ extensions }) => extensions ?? {}) : [];
}
