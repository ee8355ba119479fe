// The periods that the page shows, and the way from one to another.
import { addDays, addMonths, lastDayOf, today } from './days';

/** Twelve months; a month by days; a day by hours, or by quarters of them. */
export type View = 'year' | 'month' | 'day' | 'quarters';

/** A period: its view, and the last of twelve months, the month, or the day. */
export interface Period {
  view: View;
  at: string;
}

/** The first and the last day with data. */
export interface Known {
  first: string;
  last: string;
}

export const isWithinDay = (view: View): boolean => view === 'day' || view === 'quarters';

/** First and last day of a period. */
export function daysOf({ view, at }: Period): { from: string; to: string } {
  if (isWithinDay(view)) return { from: at, to: at };
  return { from: `${view === 'year' ? addMonths(at, -11) : at}-01`, to: lastDayOf(at) };
}

/** The same view one period earlier or later; null where there is no data in that direction. */
export function neighbour<P extends Period>(period: P, direction: 1 | -1, known: Known): P | null {
  const { view, at } = period;
  const next = isWithinDay(view)
    ? addDays(at, direction)
    : addMonths(at, direction * (view === 'year' ? 12 : 1));
  const { from, to } = daysOf({ view, at: next });
  if (direction === 1 ? from > known.last : to < known.first) return null;
  return { ...period, at: next };
}

/** The last of twelve months where the address has none: the newest with data, at most this month. */
export function newestMonth(lastDay?: string): string {
  const now = today().slice(0, 7);
  const newest = lastDay?.slice(0, 7) ?? now;
  return newest < now ? newest : now;
}

/** The period that a column opens: a month its days, a day its hours, an hour the quarters of its day. */
export function drillDown(view: View, day: string, hasQuarters: boolean): Period | null {
  if (view === 'year') return { view: 'month', at: day.slice(0, 7) };
  if (view === 'month') return { view: 'day', at: day };
  return view === 'day' && hasQuarters ? { view: 'quarters', at: day } : null;
}

/** The longer periods around this one, the longest first. */
export function around({ view, at }: Period): Period[] {
  if (view === 'year') return [];
  const month = at.slice(0, 7);
  const year: Period = { view: 'year', at: lastOfYear(month) };
  if (view === 'month') return [year];
  const inMonth: Period[] = [year, { view: 'month', at: month }];
  return view === 'day' ? inMonth : [...inMonth, { view: 'day', at }];
}

/** Twelve months that contain this one, without the future where possible. */
function lastOfYear(month: string): string {
  const now = today().slice(0, 7);
  const december = `${month.slice(0, 4)}-12`;
  return december < now || addMonths(now, -11) > month ? december : now;
}

/** Whether 29 February is shown without a counterpart: the former year had none, so it stands beside the 28th. */
export const hasLeapDay = (period: Period): boolean =>
  period.view !== 'year' && period.at.slice(5, 7) === '02' && daysOf(period).to.endsWith('-29');
