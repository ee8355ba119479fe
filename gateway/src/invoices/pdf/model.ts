import type { InvoiceDetail, InvoiceLine, InvoiceReadingRow } from '../invoice.entity';
import type { InvoiceParty, InvoicePrintedPoint, InvoiceVatRate } from '../invoice.printed';

/** Content of a printed document as plain data: it is passed to a thread, and determines the bytes completely. */
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
  seller: {
    name: string;
    nip: string;
    regon: string | null;
    address: string[];
    /** Contact details; null where the seller is not the retailer of this portal. */
    contact: string | null;
    colour: string;
  };
  buyer: InvoiceParty;
  /** The customer's number. */
  customerNumber: string;
  others: { title: string; party: InvoiceParty }[];
  /** Whom to pay. */
  payee: string;
  vatRates: InvoiceVatRate[];
  annotations: string[];
  supplyDate: string | null;
  /** As billing gave it, usually 26 digits. */
  account: string | null;
  /** The text of the transfer's QR code, where there is one. */
  transferCode: string | null;
  points: InvoicePrintedPoint[];
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
