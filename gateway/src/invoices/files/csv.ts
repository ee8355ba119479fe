import { formatMoney } from '../../money';
import { text, type TextKey } from '../../texts/text';
import { InvoiceStatus, type Invoice } from '../invoice.entity';
import { BOM, quoted } from './csv-cell';
import type { LanguageCode } from '../../texts/language';

export interface ListedInvoice {
  invoice: Invoice;
  status: InvoiceStatus;
  /** The points it is about. */
  ppe: string[];
}

const COLUMNS: { header: TextKey; cell: (row: ListedInvoice, language: LanguageCode) => string }[] = [
  { header: 'list.number', cell: ({ invoice }) => quoted(invoice.number) },
  { header: 'list.kind', cell: ({ invoice }, language) => quoted(text(language, `kind.${invoice.kind}`)) },
  { header: 'list.status', cell: (row, language) => quoted(text(language, statusKey(row))) },
  { header: 'list.issueDate', cell: ({ invoice }) => invoice.issueDate },
  { header: 'list.dueDate', cell: ({ invoice }) => invoice.dueDate ?? '' },
  { header: 'list.periodFrom', cell: ({ invoice }) => invoice.periodFrom ?? '' },
  { header: 'list.periodTo', cell: ({ invoice }) => invoice.periodTo ?? '' },
  { header: 'list.net', cell: ({ invoice }) => decimal(invoice.net) },
  { header: 'list.vat', cell: ({ invoice }) => decimal(invoice.vat) },
  { header: 'list.gross', cell: ({ invoice }) => decimal(invoice.gross) },
  { header: 'list.outstanding', cell: ({ invoice }) => decimal(invoice.outstanding) },
  { header: 'list.points', cell: ({ ppe }) => quoted(ppe.join(', ')) },
  { header: 'list.ksefNumber', cell: ({ invoice }) => quoted(invoice.ksefNumber ?? '') },
];

/** The same words as on the page: paid but not booked differs from merely started, and a refund is not "paid". */
function statusKey({ invoice, status }: ListedInvoice): TextKey {
  if (status === InvoiceStatus.PENDING && invoice.outstanding === 0) return 'status.BOOKING';
  if (status === InvoiceStatus.PAID && invoice.gross < 0) return 'status.RETURNED';
  return `status.${status}`;
}

/** The header line of the CSV file, after a byte order mark. */
export function csvHeader(language: LanguageCode): string {
  return `${BOM}${COLUMNS.map(({ header }) => quoted(text(language, header))).join(';')}\r\n`;
}

/** A document's line of the CSV file. */
export function csvRow(row: ListedInvoice, language: LanguageCode): string {
  return `${COLUMNS.map(({ cell }) => cell(row, language)).join(';')}\r\n`;
}

/** Amounts are ours and always plain, so a minus needs no quote in front. */
function decimal(grosze: number): string {
  return formatMoney(grosze).replace('.', ',');
}
