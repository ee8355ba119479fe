import { gzipSync } from 'node:zlib';
import { keyOf } from '../../database/columns';
import type { CustomerFacts, CustomerSeen } from './customer.record';
import type { Fa3Document } from '../fa3';
import { checkEmails, checkKsefNumber, checkPpe, checkDateRange } from '../fields/formal';
import type { IndexRecord } from './index.record';
import { describedRow } from './invoice.record';
import { invoiceRow, type InvoiceToWrite } from './invoice.row';
import type { PointFacts, PointSeen } from './point.record';
import type { Fault } from '../fault';
import { rankOf, statedFacts } from './seen-facts';

/** A structured invoice with its facts. */
export interface KsefRecord {
  customer: CustomerSeen;
  points: PointSeen[];
  invoice: InvoiceToWrite;
}

/** Makes a sentence of the XML reader's clause. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`;
}

/** What an XML document means for the tables, or why it can't be taken. */
export function ksefRecord(
  document: Fa3Document,
  bytes: Buffer,
  index: IndexRecord | undefined,
): { record: KsefRecord; warnings: Fault[] } | Fault {
  const { customer: buyer, invoice } = document;
  const warnings: Fault[] = document.warnings.map((w) => ({ ...w, reason: sentence(w.reason) }));
  const number = (index?.customerNumber ?? buyer.number ?? buyer.nip)?.trim();
  if (!number)
    return {
      field: 'Podmiot2/NrKlienta',
      reason:
        'The document names no customer: neither NrKlienta nor NIP, and no line of index.ndjson says whose it is.',
    };
  if (number.length > 64)
    return {
      field: 'NrKlienta',
      value: number,
      reason: 'The number of a customer has at most 64 characters.',
    };
  checkDateRange({ P_6_Od: invoice.periodFrom, P_6_Do: invoice.periodTo }, warnings);
  const customerId = keyOf(number);
  const { lines, details, readings } = invoice;
  const kind = index?.kind ?? invoice.kind;
  const made = invoiceRow({
    customerId,
    customerNumber: number,
    row: describedRow({ ...invoice, number: invoice.number.trim(), kind }),
    stated: index?.outstanding ?? null,
    initial: invoice.toPay,
    corrects: invoice.corrects.map((one) => one.trim()),
    lines,
    details,
    readings,
    points: document.points.map((point) => keyOf(checkPpe(point.ppe, []))),
  });
  made.ksefNumber = checkKsefNumber(index?.ksefNumber, warnings);
  // At once rather than in the thread pool: for a few kilobytes the hand-over costs four times the work.
  made.source = { sha256: document.sha256, sellerNip: document.seller.nip, xml: gzipSync(bytes) };
  // The bytes belong to the record: other bytes that say the same are another record.
  made.hash = `${made.hash.slice(0, 8)}${document.sha256.slice(0, 8)}`;
  made.printed = document.printed;
  made.olderInitial = invoice.olderToPay;
  const { id, isCorrection } = made;
  const rank = rankOf({ issueDate: invoice.issueDate, id, isCorrection });
  return {
    record: {
      customer: { id: customerId, number, facts: customerFacts(document, rank, warnings) },
      points: pointsOf(document, customerId, rank),
      invoice: made,
    },
    warnings,
  };
}

/** What the document states of its buyer. */
function customerFacts({ customer, account }: Fa3Document, rank: string, warnings: Fault[]) {
  const { nip, name, phone, address } = customer;
  const emails = checkEmails(customer.emails, warnings);
  return statedFacts<CustomerFacts>(rank, {
    name: name ? [name.slice(0, 512)] : undefined,
    identity: nip ? ['COMPANY', nip] : undefined,
    account: account && account.length <= 40 ? [account] : undefined,
    phone: phone ? [phone.slice(0, 32)] : undefined,
    address: address && [address.line1.slice(0, 512), address.line2.slice(0, 512), address.country],
    emails: emails.length > 0 ? emails : undefined,
  });
}

/** Facts without a column are left out; the details contain the attachment as printed. */
function pointsOf(document: Fa3Document, customerId: string, rank: string): PointSeen[] {
  const short = (value: string | undefined, length: number): [string] | undefined =>
    value && value.length <= length ? [value] : undefined;
  return document.points.flatMap(({ ppe: written, address, meterNumber, tariff }) => {
    const ppe = checkPpe(written, []);
    if (ppe.length > 40) return [];
    const facts = statedFacts<PointFacts>(rank, {
      address: address && [address.line1.slice(0, 512), address.line2.slice(0, 512), address.country],
      meter: short(meterNumber, 64),
      tariff: short(tariff, 32),
    });
    return [{ customerId, id: keyOf(ppe), ppe, facts }];
  });
}
