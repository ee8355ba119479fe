import type { InvoiceDetail, InvoiceLine, InvoiceReadingRow } from '../../invoices/invoice.entity';
import type { PrintedFacts } from '../../invoices/invoice.printed';

/** Content of one structured invoice FA(3). Money in whole grosze, energy in whole watt-hours, days YYYY-MM-DD. */
export interface Fa3Document {
  seller: { nip: string; name: string };
  customer: Fa3Customer;
  /** The customer's own account for transfers: digits only for a Polish one, otherwise as written. */
  account?: string;
  /** The points its attachment names, each once. */
  points: Fa3Point[];
  invoice: Fa3Invoice;
  /** Facts stored with the document itself. */
  printed: PrintedFacts;
  /** SHA-256 of the file's bytes, base64url: the address in the KSeF QR code holds it. */
  sha256: string;
  /** Formal faults: they are reported, the document is taken as it is. Tax ids are NOT masked here. */
  warnings: Fa3Warning[];
}

export interface Fa3Address {
  line1: string;
  line2: string;
  country: string;
}

export interface Fa3Customer {
  /** The seller's own number for the customer (`NrKlienta`). */
  number?: string;
  /** Without one (a private person, a foreign number) the buyer is a PERSON with no tax id, else a COMPANY. */
  nip?: string;
  name: string;
  emails: string[];
  phone?: string;
  /** Simplified invoices may leave it out. */
  address?: Fa3Address;
}

export interface Fa3Point {
  ppe: string;
  address?: Fa3Address;
  tariff?: string;
  meterNumber?: string;
}

export interface Fa3Invoice {
  number: string;
  kind: 'SETTLEMENT' | 'FORECAST' | 'CORRECTION';
  issueDate: string;
  dueDate?: string;
  periodFrom?: string;
  periodTo?: string;
  net: number;
  vat: number;
  gross: number;
  /** The sum to pay after charges, deductions, advances and payments; below 0 a refund. */
  toPay: number;
  /** The value that older builds computed. */
  olderToPay: number;
  /** Numbers of the documents it corrects. */
  corrects: string[];
  lines: InvoiceLine[];
  details: InvoiceDetail[];
  readings: InvoiceReadingRow[];
  /** Use in the same period a year earlier, of all points together. */
  previousYearWh?: number;
}

export interface Fa3Warning {
  /** The element, or the words the attachment uses for it. */
  field: string;
  value: string;
  reason: string;
}

export type Fa3Result =
  { ok: true; document: Fa3Document } | { ok: false; field?: string; line?: number; reason: string };
