import { keyOf } from '../../database/columns';
import type { InvoiceDetail, InvoiceLine, InvoiceReadingRow } from '../../invoices/invoice.entity';
import type { PrintedFacts } from '../../invoices/invoice.printed';
import { searchable } from '../../database/search-text';
import { formatMoney } from '../../graphql/scalars';
import { recordHash, type Value } from '../../database/bulk-rows';

/** A document as a record describes it. */
export interface InvoiceFacts {
  customerId: string;
  /** For the report. */
  customerNumber: string;
  number: string;
  kind: string;
  issueDate: string;
  dueDate: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  net: number;
  vat: number;
  gross: number;
  previousYearWh: number | null;
  /** What the record says is outstanding: it holds, whatever stood before. */
  stated: number | null;
  /** What is outstanding on a document first seen, when nothing is stated. */
  initial: number;
  corrects: readonly string[];
  /** Keys of points. */
  points: readonly string[];
  lines: InvoiceLine[];
  details: InvoiceDetail[];
  readings: InvoiceReadingRow[];
}

/** The bytes of a structured invoice. */
export interface InvoiceSourceFile {
  sha256: string;
  sellerNip: string;
  /** gzip */
  xml: Buffer;
}

/** A document on its way into the tables. */
export interface InvoiceToWrite {
  customerId: string;
  /** Of its number; see InvoiceWriter for a correction that shares the number of what is none. */
  id: string;
  isCorrection: boolean;
  /** For the report and the mail. */
  number: string;
  gross: number;
  dueDate: string | null;
  customerNumber: string;
  stated: number | null;
  initial: number;
  /** What older builds took of an XML document for `initial`. */
  olderInitial?: number;
  previousYearWh: number | null;
  /** Values of INVOICES up to the hash. */
  values: Value[];
  hash: string;
  contents: [lines: string, details: string, readings: string];
  points: readonly string[];
  /** Keys of the documents it corrects, in order. */
  corrects: readonly string[];
  ksefNumber?: string | null;
  source?: InvoiceSourceFile;
  /** As an XML document states it; of a record the tables are asked when it is written. */
  printed?: PrintedFacts;
}

export const CORRECTION = 'CORRECTION';

/** By which documents are told apart: a correction may carry the number of another document of the customer. */
export function keyIn({ customerId, id, isCorrection }: InvoiceToWrite): string {
  return `${customerId}${id}${isCorrection ? CORRECTION : ''}`;
}

/** The id of a correction whose number another document of the customer has. */
export function correctionId(number: string): string {
  return keyOf(number, CORRECTION);
}

/** Packs a document into rows. */
export function invoiceRow(f: InvoiceFacts): InvoiceToWrite {
  const id = keyOf(f.number);
  const values: Value[] = [
    f.customerId,
    id,
    f.number,
    f.kind,
    f.issueDate,
    f.dueDate,
    f.periodFrom,
    f.periodTo,
    f.net,
    f.vat,
    f.gross,
    f.previousYearWh,
    searchText(f.number, f.gross),
  ];
  const contents: [string, string, string] = [
    JSON.stringify(f.lines),
    JSON.stringify(f.details),
    JSON.stringify(f.readings),
  ];
  const points = [...new Set(f.points)];
  const corrects = [...new Set(f.corrects)].map((number) => keyOf(number));
  return {
    customerId: f.customerId,
    customerNumber: f.customerNumber,
    id,
    isCorrection: f.kind === CORRECTION,
    number: f.number,
    gross: f.gross,
    dueDate: f.dueDate,
    stated: f.stated,
    initial: f.initial,
    previousYearWh: f.previousYearWh,
    values,
    hash: recordHash([values, points, corrects], ...contents),
    contents,
    points,
    corrects,
  };
}

/** Number and amount, the latter with a comma as people type it and with a point. */
function searchText(number: string, gross: number): string {
  const amount = formatMoney(gross);
  return searchable(`${number} ${amount.replace('.', ',')} ${amount}`).slice(0, 320);
}
