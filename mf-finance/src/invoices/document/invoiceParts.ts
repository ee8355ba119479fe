import type { InvoiceQuery, PaymentStatus } from './generated/graphql';

/** Neither paid nor given up: the operator may still hear from the customer. */
export function isUnfinished({ status }: { status: PaymentStatus }): boolean {
  return status === 'CREATED' || status === 'PENDING';
}

/** A document as its page has it. */
export type WholeInvoice = InvoiceQuery['customer']['invoice'];

/** False where a simplified document states nothing but what is to be paid: its net and VAT of 0.00 say nothing. */
export function statesNet({ vatRates, net, vat, gross }: WholeInvoice): boolean {
  return vatRates.length > 0 || Number(net) !== 0 || Number(vat) !== 0 || Number(gross) === 0;
}
