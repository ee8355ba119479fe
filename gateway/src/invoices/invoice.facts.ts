import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { Customer } from '../customers/customer.entity';
import { maskedTaxId } from '../customers/customer.service';
import type { InvoiceContent, Invoice } from './invoice.entity';
import type { InvoiceParty, InvoicePrintedPoint, InvoiceVatRate, PrintedFacts } from './invoice.printed';
import { vatSummary } from './vat-summary';
import { transferCode } from './transfer-code';

// Facts printed on a document: as stored with it, else from customer, points and retailer. Page, PDF and
// transfer code use them.

/** The buyer as the customer is now. */
export function buyerOf(customer: Customer): InvoiceParty {
  const { name, addressLine1: line1, addressLine2: line2, addressCountry: country } = customer;
  const taxId = maskedTaxId(customer.taxId);
  return {
    name,
    identifier: taxId && `${taxId.length === 10 ? 'NIP' : 'PESEL'} ${taxId}`,
    address: [line1, line2, country === 'PL' ? '' : country].filter(Boolean),
  };
}

/** A point as it is now. */
export function printedPoint(point: ConsumptionPoint): InvoicePrintedPoint {
  return {
    ppe: point.ppe,
    address: [point.addressLine1, point.addressLine2].filter(Boolean).join(', '),
    meterNumber: point.meterNumber,
    tariff: point.tariff,
  };
}

/** Whom to pay: a factor that bought the debt, else the seller. */
export function payeeOf(printed: PrintedFacts | null, retailer: string): string {
  const factor = printed?.isFactored
    ? printed.others.find(({ role }) => (role as string) === 'FACTOR')
    : undefined;
  return factor?.name || printed?.seller?.name || retailer;
}

/** Where to pay the document. */
export function accountOf(
  printed: PrintedFacts | null,
  customer: Pick<Customer, 'bankAccount'> | null | undefined,
): string | null {
  return printed?.account ?? customer?.bankAccount ?? null;
}

/** The transfer code of a document; on the page and in print it is the same. */
export function transferCodeOf(
  invoice: Pick<Invoice, 'number' | 'outstanding' | 'ksefNumber'>,
  printed: PrintedFacts | null,
  customer: Pick<Customer, 'bankAccount'> | null | undefined,
  retailer: string,
): string | null {
  return transferCode({
    account: accountOf(printed, customer),
    grosze: invoice.outstanding,
    recipient: payeeOf(printed, retailer),
    title: invoice.number,
    // A KSeF number begins with the seller's NIP; a factor has another.
    nip: printed?.isFactored ? '' : (invoice.ksefNumber?.slice(0, 10) ?? ''),
  });
}

/** Net and VAT by rate as the document states them, else as its lines make certain. */
export function vatRatesOf(
  invoice: Pick<Invoice, 'net' | 'vat'>,
  printed: PrintedFacts | null,
  content: Pick<InvoiceContent, 'lines'> | null | undefined,
): InvoiceVatRate[] {
  if (printed && printed.vatRates.length > 0) return printed.vatRates;
  // A document that states none at all (a simplified one) has nothing to divide.
  if (printed?.seller) return [];
  return vatSummary(content?.lines ?? [], invoice.net, invoice.vat);
}
