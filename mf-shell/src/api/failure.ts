// What slices may show of a failed operation.
import { CombinedGraphQLErrors } from '@apollo/client';

/** True when the API has no such object, or the customer has no access to it. */
export function isNotFound(error: unknown): boolean {
  return errorsOf(error).some(({ code }) => code === 'NOT_FOUND');
}

/** The reference of the error in the gateway's log, for support. */
export function referenceOf(error: unknown): string | undefined {
  const reference = errorsOf(error).find((one) => one.reference)?.reference;
  return typeof reference === 'string' ? reference : undefined;
}

/** What the gateway says of itself while it is unavailable, such as while its database is down. */
export function unavailableText(error: unknown): string | undefined {
  return errorsOf(error).find(({ code, retryAfter }) => code === 'INTERNAL' && retryAfter !== undefined)
    ?.message;
}

interface ApiFailure {
  message: string;
  code?: unknown;
  reference?: unknown;
  retryAfter?: unknown;
}

function errorsOf(error: unknown): ApiFailure[] {
  if (!CombinedGraphQLErrors.is(error)) return [];
  return error.errors.map(({ message, extensions }) => ({ ...extensions, message }));
}
