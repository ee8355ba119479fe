import type { InvoiceQuery, PaymentStatus } from '../operations/document/generated/graphql';

/** Neither paid nor given up: the operator may still hear from the customer. */
export function isUnfinished({ status }: { status: PaymentStatus }): boolean {
  return status === 'CREATED' || status === 'PENDING';
}

/** A document as its page has it. */
export type WholeInvoice = InvoiceQuery['customer']['invoice'];
