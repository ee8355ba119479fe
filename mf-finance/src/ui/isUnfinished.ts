import type { PaymentStatus } from '../payments/generated/graphql';

/** Whether a payment is neither paid nor over: the operator may still report a result. */
export function isUnfinished({ status }: { status: PaymentStatus }): boolean {
  return status === 'CREATED' || status === 'PENDING';
}
