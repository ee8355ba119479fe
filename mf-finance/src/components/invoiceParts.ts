import type { InvoiceQuery } from '../operations/generated/graphql';

/** A document as its page has it. */
export type WholeInvoice = InvoiceQuery['customer']['invoice'];
