import path from 'node:path';
import { channelOf, type Config, type Retailer, type SupportChannel } from '../../config';
import type { CustomerService } from '../../customers/customer.service';
import { writtenHours } from '../../opening-hours';
import type { PrintJob } from '../../printing/pdf-pool';
import { text } from '../../texts/text';
import { InvoiceKind, type Invoice } from '../invoice.entity';
import { accountOf, buyerOf, payeeOf, printedPoint, transferCodeOf, vatRatesOf } from '../invoice.facts';
import type { PrintedFacts } from '../invoice.printed';
import type { InvoiceService } from '../invoice.service';
import type { PrintedInvoice, TiedDocument } from './model';

export interface PrintedReads {
  config: Pick<Config, 'retailer'>;
  customers: CustomerService;
  invoices: InvoiceService;
}

/** How a thread prints it. */
export function printJob(document: PrintedInvoice): PrintJob {
  return { module: path.join(__dirname, 'render'), name: 'renderInvoice', document };
}

/** Collects the content of a printed document. Printed documents are Polish, whatever the reader's language. */
export async function printedInvoice(
  { config, customers, invoices }: PrintedReads,
  invoice: Invoice,
): Promise<PrintedInvoice> {
  const { customerId, id } = invoice;
  const [[customer], contents, kept, points, corrects, correctedBy, urls] = await Promise.all([
    customers.byIds([customerId]),
    invoices.contents(customerId, [id]),
    invoices.printed(customerId, [id]),
    invoices.points(customerId, [id]),
    invoices.correctsAll(customerId, [id]),
    invoices.correctedBy(customerId, [id]),
    invoices.verificationUrls(customerId, [id]),
  ]);
  const content = contents.get(id);
  const { retailer } = config;
  const printed = kept.get(id) ?? null;
  const support = channelOf(retailer, customer?.kind);
  return {
    number: invoice.number,
    kind: text('PL', `kind.${invoice.kind}`),
    correction: invoice.kind === InvoiceKind.CORRECTION,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    periodFrom: invoice.periodFrom,
    periodTo: invoice.periodTo,
    net: invoice.net,
    vat: invoice.vat,
    gross: invoice.gross,
    outstanding: invoice.outstanding,
    previousYearWh: invoice.previousYearWh,
    seller: { ...seller(printed, config.retailer, support), colour: retailer.brandColour },
    buyer: printed?.buyer ?? (customer ? buyerOf(customer) : { name: '', identifier: null, address: [] }),
    customerNumber: customer?.number ?? '',
    others: (printed?.others ?? []).map(({ role, roleDescription, share, ...party }) => ({
      title: [roleDescription ?? text('PL', `party.${role}`), share && `${share}%`]
        .filter(Boolean)
        .join(', '),
      party,
    })),
    account: accountOf(printed, customer),
    payee: payeeOf(printed, retailer.name),
    transferCode: transferCodeOf(invoice, printed, customer, retailer.name),
    vatRates: vatRatesOf(invoice, printed, content),
    annotations: printed?.annotations ?? [],
    supplyDate: printed?.supplyDate ?? null,
    points: printed?.points ?? (points.get(id) ?? []).map(printedPoint),
    lines: content?.lines ?? [],
    details: content?.details ?? [],
    readings: content?.readings ?? [],
    corrects: (corrects.get(id) ?? []).map(tied),
    correctedBy: (correctedBy.get(id) ?? []).map(tied),
    ksef: invoice.ksefNumber ? { number: invoice.ksefNumber, url: urls.get(id) ?? null } : null,
  };
}

/** Seller as printed on the document, else the retailer; contact details only where both are the same. */
function seller(
  printed: PrintedFacts | null,
  retailer: Retailer,
  support: SupportChannel,
): Omit<PrintedInvoice['seller'], 'colour'> {
  const { name, nip, regon } = retailer;
  const contact = `${support.email}, tel. ${support.phone} (${writtenHours(support, 'PL')})`;
  const stated = printed?.seller;
  if (!stated) return { name, nip, regon, address: written(retailer.address), contact };
  const isRetailer = stated.nip === nip;
  return {
    name: stated.name,
    nip: stated.nip,
    regon: stated.regon ?? (isRetailer ? regon : null),
    address: stated.address,
    contact: isRetailer ? contact : null,
  };
}

function written({ line1, line2, country }: { line1: string; line2: string; country: string }): string[] {
  return [line1, line2, country === 'PL' ? '' : country].filter(Boolean);
}

function tied({ number, issueDate, gross }: Invoice): TiedDocument {
  return { number, issueDate, gross };
}
