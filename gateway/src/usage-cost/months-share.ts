import { countDays, lastDayOf } from '../calendar';
import { monthsOf, type DateRange } from '../usage/date-range';

/** Divisible by 28, 29, 30 and 31. */
export const WHOLE_MONTH = 377_580n;

/** How many months a range is, in parts of `WHOLE_MONTH`: a day is its share of its own month. */
export function monthParts(range: DateRange): bigint {
  return monthsOf(range).reduce(
    (sum, { month, from, to }) => sum + (WHOLE_MONTH / daysOf(month)) * BigInt(countDays(from, to)),
    0n,
  );
}

const daysOf = (month: string): bigint => BigInt(lastDayOf(month).slice(8));
