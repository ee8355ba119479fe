// Which documents bill an interval wholly, and which of its days are left to be estimated.
import { nextDay, previousDay } from '../calendar';
import { InvoiceKind } from '../invoices/invoice.entity';
import type { DateRange } from '../usage/date-range';
import type { SettledDocument } from './settled-documents';

/** The documents that lie wholly within a range and are about none but these points. */
export function documentsWithin(
  documents: readonly SettledDocument[],
  range: DateRange,
  pointIds: ReadonlySet<string>,
): SettledDocument[] {
  const within = documents.filter(
    ({ from, to, pointIds: ids, points }) =>
      range.from <= from && to <= range.to && ids.length === points && ids.every((id) => pointIds.has(id)),
  );
  // A correction alone bills nothing: its document lies in a longer range, or is not known.
  return within.filter(
    (one) => !isCorrection(one) || within.some((other) => !isCorrection(other) && overlap(other, one)),
  );
}

export function isCorrection({ kind }: SettledDocument): boolean {
  return kind === InvoiceKind.CORRECTION;
}

/** Days in both ranges; null without any. */
export function overlap(a: DateRange, b: DateRange): DateRange | null {
  const both = { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to };
  return both.from <= both.to ? both : null;
}

/** What of a range is in none of the others, which come in any order. */
export function rest(range: DateRange, others: readonly DateRange[]): DateRange[] {
  const left: DateRange[] = [];
  let from = range.from;
  for (const other of others.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (other.to < from || other.from > range.to) continue;
    if (other.from > from) left.push({ from, to: previousDay(other.from) });
    from = nextDay(other.to);
  }
  if (from <= range.to) left.push({ from, to: range.to });
  return left;
}
