import { parseMoney } from '../../money';
import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { isCalendarDay, warsawDay } from '../../calendar';

/** A transaction as the operator's report of a day lists it. */
export interface ReportRow {
  /** Of the file, for people. */
  line: number;
  orderId: string;
  remoteId: string;
  /** Grosze. */
  amount: number;
  currency: string;
  status: string;
  /** The calendar day in Poland. */
  day: string;
}

/** The file is no readable report; the message names the line and the reason. */
export class UnreadableReport extends Error {}

export const COLUMNS = ['orderId', 'remoteId', 'amount', 'currency', 'status', 'date'] as const;

/**
 * Parses the operator's report: CSV with the columns above in any order; others are ignored.
 * @throws UnreadableReport, or an error of the file system
 */
export async function readReport(file: string): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  let hasHeader = false;
  const columns = (header: string[]) => {
    hasHeader = true;
    return checkedHeader(header);
  };
  const source = createReadStream(file);
  const parser = source.pipe(parse({ bom: true, columns, skip_empty_lines: true, trim: true, info: true }));
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Record<(typeof COLUMNS)[number], string>;
      info: { lines: number };
    }>)
      rows.push(rowOf(record, info.lines));
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    throw code?.startsWith('CSV_') ? new UnreadableReport(message) : error;
  }
  // An empty file is not a day without payments.
  if (!hasHeader) checkedHeader([]);
  return rows;
}

function checkedHeader(header: string[]): string[] {
  const missing = COLUMNS.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new UnreadableReport(`The first line lacks ${missing.join(', ')}.`);
  return header;
}

function rowOf(record: Record<(typeof COLUMNS)[number], string>, line: number): ReportRow {
  const { orderId, remoteId, currency, status } = record;
  const amount = parseMoney(record.amount);
  const day = dayOf(record.date);
  if (!orderId || !remoteId) throw new UnreadableReport(`Line ${line} names no transaction.`);
  if (amount === null)
    throw new UnreadableReport(`Line ${line}: "${record.amount}" is no amount such as 12.50.`);
  if (day === null) throw new UnreadableReport(`Line ${line}: "${record.date}" is no date.`);
  return { line, orderId, remoteId, amount, currency, status: status.toUpperCase(), day };
}

/** 2026-03-15, 2026-03-15 12:00:00 and 20260315120000 are on a clock in Poland; with an offset it is an instant. */
function dayOf(date: string): string | null {
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(date)) {
    const at = new Date(date);
    return Number.isNaN(at.getTime()) ? null : warsawDay(at);
  }
  const day = date.replace(/^(\d{4})-?(\d\d)-?(\d\d).*$/, '$1-$2-$3');
  return isCalendarDay(day) ? day : null;
}
