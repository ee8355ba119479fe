import type { InvoiceDetail, InvoiceLine, InvoiceReadingRow } from '../invoice.entity';

/** Everything a printed document says, as plain data: it is handed to a thread, and its bytes depend on nothing else. */
export interface PrintedInvoice {
  number: string;
  /** As printed over the number: "Faktura rozliczeniowa". */
  kind: string;
  correction: boolean;
  issueDate: string;
  dueDate: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  /** Grosze. */
  net: number;
  vat: number;
  gross: number;
  outstanding: number;
  previousYearWh: number | null;
  seller: { name: string; nip: string; regon: string; address: string[]; contact: string; colour: string };
  buyer: { name: string; number: string; taxId: string | null; address: string[] };
  /** As billing gave it, usually 26 digits. */
  account: string | null;
  /** The text of the transfer's QR code, where there is one. */
  transferCode: string | null;
  points: { ppe: string; address: string; meter: string | null; tariff: string | null }[];
  lines: InvoiceLine[];
  details: InvoiceDetail[];
  readings: InvoiceReadingRow[];
  corrects: TiedDocument[];
  correctedBy: TiedDocument[];
  ksef: { number: string; url: string | null } | null;
}

export interface TiedDocument {
  number: string;
  issueDate: string;
  gross: number;
}
