import type { InvoiceQuery } from './generated/graphql';

/** A document as its page queries it. */
export type WholeInvoice = InvoiceQuery['customer']['invoice'];

/** Whether the document states net and VAT. A simplified document states the total alone, and its net is 0.00. */
export function statesNet({ vatRates, net, vat, gross }: WholeInvoice): boolean {
  return vatRates.length > 0 || Number(net) !== 0 || Number(vat) !== 0 || Number(gross) === 0;
}
