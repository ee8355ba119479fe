import { formatMoney } from '../../money';
import { keyOf } from '../../database/columns';
import type {
  Invoice,
  InvoiceContent,
  InvoiceDetail,
  InvoiceLine,
  InvoiceReadingRow,
} from '../../invoices/invoice.entity';
import type { PrintedFacts } from '../../invoices/invoice.printed';
import { searchable } from '../../database/search-text';

import { recordHash, type RowOf } from '../../database/bulk-rows';

/** The columns that a record describes, in the order in which they are hashed. */
export type DescribedInvoice = RowOf<Invoice, Elsewhere>;
/** Columns that a record does not describe: keys, and those of settlements and payments. */
type Elsewhere =
  'customerId' | 'id' | 'ksefNumber' | 'outstanding' | 'covered' | 'billed' | 'heldBy' | 'recordHash';

/** A document as a record describes it. */
export interface InvoiceFacts {
  customerId: string;
  /** For the report. */
  customerNumber: string;
  row: Omit<DescribedInvoice, 'searchText'>;
  /** The record's own `outstanding`, which replaces any earlier value. */
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
  /** Key of its number. InvoiceWriter chooses another one for a correction that shares the number of an original. */
  id: string;
  isCorrection: boolean;
  /** For the report and the mail. */
  customerNumber: string;
  row: DescribedInvoice;
  stated: number | null;
  initial: number;
  /** The value for `initial` that older builds read from XML. */
  olderInitial?: number;
  hash: string;
  contents: PackedContents;
  points: readonly string[];
  /** Keys of the documents it corrects, in order. */
  corrects: readonly string[];
  ksefNumber?: string | null;
  source?: InvoiceSourceFile;
  /** As an XML document states it; for a record, the writer reads it from the tables. */
  printed?: PrintedFacts;
}

/** Lines, details and readings as JSON. */
type PackedContents = Pick<RowOf<InvoiceContent>, 'lines' | 'details' | 'readings'>;

export const CORRECTION = 'CORRECTION';

/** Identifies a document. A correction may have the same number as another document of the customer. */
export function keyIn({ customerId, id, isCorrection }: InvoiceToWrite): string {
  return `${customerId}${id}${isCorrection ? CORRECTION : ''}`;
}

/** Packs a document into rows. */
export function invoiceRow(f: InvoiceFacts): InvoiceToWrite {
  const { number, gross, kind } = f.row;
  const { customerId, customerNumber, stated, initial } = f;
  const id = keyOf(number);
  const row = { ...f.row, searchText: searchText(number, gross) };
  const contents: PackedContents = {
    lines: JSON.stringify(f.lines),
    details: JSON.stringify(f.details),
    readings: JSON.stringify(f.readings),
  };
  const points = [...new Set(f.points)];
  const corrects = [...new Set(f.corrects)].map((one) => keyOf(one));
  const described = [customerId, id, ...Object.values(row)];
  return {
    customerId,
    customerNumber,
    id,
    isCorrection: kind === CORRECTION,
    row,
    stated,
    initial,
    hash: recordHash([described, points, corrects], ...Object.values(contents)),
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
