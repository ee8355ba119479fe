import { CombinedGraphQLErrors } from '@apollo/client';
import { referenceOf } from '@ebok/shell';

/** Why a payment was not started or not cancelled. */
export interface Refusal {
  /** A problem's code of the API, the code of its error, ROLE where the user may only look, or UNREACHABLE. */
  code: string;
  /** The payment it is about, where the gateway names one. */
  paymentId?: string;
  /** What the gateway's log calls the failure. */
  reference?: string;
}

/** What an error thrown by an operation means for the customer. */
export function refusalOf(error: unknown): Refusal {
  if (!CombinedGraphQLErrors.is(error)) return { code: 'UNREACHABLE' };
  const { code, reason } = error.errors[0]?.extensions ?? {};
  if (code === 'FORBIDDEN' && reason === 'ROLE') return { code: 'ROLE' };
  return { code: typeof code === 'string' ? code : 'INTERNAL', reference: referenceOf(error) };
}
