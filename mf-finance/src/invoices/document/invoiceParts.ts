import type { InvoiceQuery } from './generated/graphql';

/** A document as its page has it. */
export type WholeInvoice = InvoiceQuery['customer']['invoice'];

/** False where a simplified document states nothing but what is to be paid: its net and VAT of 0.00 say nothing. */
export function statesNet({ vatRates, net, vat, gross }: WholeInvoice): boolean {
  return vatRates.length > 0 || Number(net) !== 0 || Number(vat) !== 0 || Number(gross) === 0;
}
