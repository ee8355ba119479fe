import type { Customer } from '../../customers/customer.entity';
import { maskedTaxId } from '../../customers/customer.service';
import type { Services } from '../../services';
import { text } from '../../texts/text';
import { InvoiceKind, type Invoice } from '../invoice.entity';
import { transferCodeOf } from '../transfer-code';
import type { PrintedInvoice, TiedDocument } from './model';

type Reads = Pick<Services, 'config' | 'customers' | 'invoices'>;

/** Gathers what the printed form of a document says. Printed documents are Polish, whatever language their reader uses. */
export async function printedInvoice(
  { config, customers, invoices }: Reads,
  invoice: Invoice,
): Promise<PrintedInvoice> {
  const { customerId, id } = invoice;
  const [[customer], contents, points, corrects, correctedBy, urls] = await Promise.all([
    customers.byIds([customerId]),
    invoices.contents(customerId, [id]),
    invoices.points(customerId, [id]),
    invoices.correctsAll(customerId, [id]),
    invoices.correctedBy(customerId, [id]),
    invoices.verificationUrls(customerId, [id]),
  ]);
  const content = contents.get(id);
  const { retailer } = config;
  const account = customer?.bankAccount ?? null;
  const support =
    retailer.support.find(({ audience }) => audience === (customer?.kind as string)) ?? retailer.support[0]!;
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
    seller: {
      name: retailer.name,
      nip: retailer.nip,
      regon: retailer.regon,
      address: written(retailer.address),
      contact: `${support.email}, tel. ${support.phone} (${support.hours})`,
      colour: retailer.brandColour,
    },
    buyer: buyer(customer),
    account,
    transferCode: transferCodeOf(invoice, account, retailer.name),
    points: (points.get(id) ?? []).map((point) => ({
      ppe: point.ppe,
      address: [point.addressLine1, point.addressLine2].filter(Boolean).join(', '),
      meter: point.meterNumber,
      tariff: point.tariff,
    })),
    lines: content?.lines ?? [],
    details: content?.details ?? [],
    readings: content?.readings ?? [],
    corrects: (corrects.get(id) ?? []).map(tied),
    correctedBy: (correctedBy.get(id) ?? []).map(tied),
    ksef: invoice.ksefNumber ? { number: invoice.ksefNumber, url: urls.get(id) ?? null } : null,
  };
}

function buyer(customer: Customer | undefined): PrintedInvoice['buyer'] {
  if (!customer) return { name: '', number: '', taxId: null, address: [] };
  const { name, number, addressLine1: line1, addressLine2: line2, addressCountry: country } = customer;
  return { name, number, taxId: maskedTaxId(customer.taxId), address: written({ line1, line2, country }) };
}

function written({ line1, line2, country }: { line1: string; line2: string; country: string }): string[] {
  return [line1, line2, country === 'PL' ? '' : country].filter(Boolean);
}

function tied({ number, issueDate, gross }: Invoice): TiedDocument {
  return { number, issueDate, gross };
}
