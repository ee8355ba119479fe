import { CombinedGraphQLErrors } from '@apollo/client';
import { failureTexts } from '@ebok/shell';

/** The reason why a payment was not started or not cancelled. */
export interface Refusal {
  /** The code of the API's problem or error; ROLE without permission to pay, UNREACHABLE without an answer. */
  code: string;
  /** The payment that causes it, where the gateway names one. */
  paymentId?: string;
  /** A sentence with the error's name in the gateway's log. */
  reference?: string | undefined;
}

/** Maps an error thrown by an operation to a refusal. */
export function refusalOf(error: unknown): Refusal {
  if (!CombinedGraphQLErrors.is(error)) return { code: 'UNREACHABLE' };
  const { code, reason } = error.errors[0]?.extensions ?? {};
  if (code === 'FORBIDDEN' && reason === 'ROLE') return { code: 'ROLE' };
  return { code: typeof code === 'string' ? code : 'INTERNAL', reference: failureTexts(error).reference };
}
