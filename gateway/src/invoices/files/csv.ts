import { formatMoney } from '../../money';
import { text, type TextKey } from '../../texts/text';
import { InvoiceStatus, type Invoice } from '../invoice.entity';
import type { LanguageCode } from '../../texts/language';

export interface ListedInvoice {
  invoice: Invoice;
  status: InvoiceStatus;
  /** The points it is about. */
  ppe: string[];
}

/** Spreadsheets take a file for UTF-8 only where it begins with this. */
const BOM = '\ufeff';

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

/**
 * Characters that start a formula, also after those that a spreadsheet skips: blanks, controls and invisible
 * ones.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\u2212]|^[\t\r\n]/u;

/** What a spreadsheet takes for a number or a date, and a plain number that it leaves as it is. */
const FIGURES = /^\d(?:[\d\s.,:/-]*\d)?(?:e[+-]?\d+)?$/i;
const WHOLE = /^(?:0|[1-9]\d{0,14})$/;

/**
 * Escapes foreign text, so that a spreadsheet reads neither a formula nor two cells. Wide and small forms
 * count as the same letters.
 */
function quoted(value: string): string {
  if (FIGURES.test(value) && !WHOLE.test(value)) return asText(value);
  const harmless = FORMULA.test(value) || FORMULA.test(value.normalize('NFKC')) ? `'${value}` : value;
  return /[;"\r\n\t,]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * Digits that are an identifier. A spreadsheet would drop digits of a point's 18, leading zeros of 0012, and
 * read 12/2025 as a date.
 * A formula with a text preserves them in Excel, LibreOffice and Google Sheets; it contains only digits.
 */
function asText(figures: string): string {
  return `"=""${figures}"""`;
}
