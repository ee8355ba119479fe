import { countDays, nextDay, previousDay, yearEarlier } from '../calendar';

/** What tells which period a settlement is about. */
export interface Settlement {
  id: string;
  issueDate: string;
  periodFrom: string;
  periodTo: string;
}

/** Readings are not taken on the same day each year: so many days may each end of the period differ. */
export const MAX_SHIFT = 7;

/**
 * The settlement for the same period a year earlier, among those of the same points.
 * The nearest one counts, of equally near ones the newest; undefined where none is near.
 */
export function sameYearEarlier<S extends Settlement>(
  period: Pick<Settlement, 'periodFrom' | 'periodTo'>,
  settlements: readonly S[],
): S | undefined {
  const from = yearEarlier(period.periodFrom);
  // A period of whole months stays one: the last day of February is that of each year.
  const to = previousDay(yearEarlier(nextDay(period.periodTo)));
  const near = settlements.filter(
    (one) => shift(one.periodFrom, from) <= MAX_SHIFT && shift(one.periodTo, to) <= MAX_SHIFT,
  );
  const distance = (one: S) => shift(one.periodFrom, from) + shift(one.periodTo, to);
  return near.sort(
    (a, b) => distance(a) - distance(b) || (a.issueDate < b.issueDate ? 1 : -1) || (a.id < b.id ? 1 : -1),
  )[0];
}

function shift(day: string, other: string): number {
  return Math.abs(countDays(day, other) - 1);
}
