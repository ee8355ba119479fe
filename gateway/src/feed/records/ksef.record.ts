import { gzipSync } from 'node:zlib';
import { keyOf } from '../../database/columns';
import type { CustomerSeen } from './customer.record';
import type { Fa3Document } from '../fa3';
import { checkEmails, checkKsefNumber, checkPpe, checkSpan } from './formal';
import type { IndexRecord } from './index.record';
import { invoiceRow, type InvoiceToWrite } from './invoice.row';
import type { PointSeen } from './point.record';
import type { Fault } from '../fault';
import type { Value } from '../../database/bulk-rows';
import { rankOf, statedFacts } from './seen-facts';

/** A structured invoice with all that it tells. */
export interface KsefRecord {
  customer: CustomerSeen;
  points: PointSeen[];
  invoice: InvoiceToWrite;
}

/** The reader of XML speaks in clauses. */
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
  checkSpan({ P_6_Od: invoice.periodFrom, P_6_Do: invoice.periodTo }, warnings);
  const customerId = keyOf(number);
  const row = invoiceRow({
    ...pick(invoice),
    customerId,
    customerNumber: number,
    kind: index?.kind ?? invoice.kind,
    stated: index?.outstanding ?? null,
    initial: invoice.toPay,
    points: document.points.map((point) => keyOf(checkPpe(point.ppe, []))),
  });
  row.ksefNumber = checkKsefNumber(index?.ksefNumber, warnings);
  // At once rather than in the thread pool: for a few kilobytes the hand-over costs four times the work.
  row.source = { sha256: document.sha256, sellerNip: document.seller.nip, xml: gzipSync(bytes) };
  // The bytes belong to the record: other bytes that say the same are another record.
  row.hash = `${row.hash.slice(0, 8)}${document.sha256.slice(0, 8)}`;
  row.printed = document.printed;
  row.olderInitial = invoice.olderToPay;
  const isCorrection = (index?.kind ?? invoice.kind) === 'CORRECTION';
  const rank = rankOf({ issueDate: invoice.issueDate, id: row.id, isCorrection });
  return {
    record: {
      customer: { id: customerId, number, facts: customerFacts(document, rank, warnings) },
      points: pointsOf(document, customerId, rank),
      invoice: row,
    },
    warnings,
  };
}

/** What the document states of its buyer. */
function customerFacts({ customer, account }: Fa3Document, rank: string, warnings: Fault[]) {
  const { nip, name, phone, address } = customer;
  const emails = checkEmails(customer.emails, warnings);
  return statedFacts<Value[] | typeof emails>(rank, {
    name: name ? [name.slice(0, 512)] : undefined,
    identity: nip ? ['COMPANY', nip] : undefined,
    account: account && account.length <= 40 ? [account] : undefined,
    phone: phone ? [phone.slice(0, 32)] : undefined,
    address: address && [address.line1.slice(0, 512), address.line2.slice(0, 512), address.country],
    emails: emails.length > 0 ? emails : undefined,
  });
}

function pick(invoice: Fa3Document['invoice']) {
  const { number, issueDate, net, vat, gross, corrects, lines, details, readings } = invoice;
  const { dueDate = null, periodFrom = null, periodTo = null, previousYearWh = null } = invoice;
  return {
    number: number.trim(),
    issueDate,
    dueDate,
    periodFrom,
    periodTo,
    net,
    vat,
    gross,
    previousYearWh,
    corrects: corrects.map((one) => one.trim()),
    lines,
    details,
    readings,
  };
}

/** Facts that fit no column are left out; the attachment, kept as printed in the details, still has them. */
function pointsOf(document: Fa3Document, customerId: string, rank: string): PointSeen[] {
  const short = (value: string | undefined, length: number) =>
    value && value.length <= length ? [value] : undefined;
  return document.points.flatMap(({ ppe: written, address, meterNumber, tariff }) => {
    const ppe = checkPpe(written, []);
    if (ppe.length > 40) return [];
    const facts = statedFacts<Value[]>(rank, {
      address: address && [address.line1.slice(0, 512), address.line2.slice(0, 512), address.country],
      meter: short(meterNumber, 64),
      tariff: short(tariff, 32),
    });
    return [{ customerId, id: keyOf(ppe), ppe, facts }];
  });
}
