import { countDays, hoursOf, lastDayOf, nextDay, yearEarlier } from '../calendar';
import { InvalidInput } from '../errors';
import { Resolution, type UsageInput } from './usage.input';

/** Days from the first to the last, both inclusive. */
export interface DateRange {
  from: string;
  to: string;
}

const MOST_INTERVALS = 400;

const COARSER: Partial<Record<Resolution, Resolution>> = {
  QUARTER_HOUR: Resolution.HOUR,
  HOUR: Resolution.DAY,
  DAY: Resolution.MONTH,
  MONTH: Resolution.YEAR,
};

/** Rejects a reversed range and too many intervals, naming the resolution that fits. */
export function checkInput({ from, to, resolution }: UsageInput): void {
  // Both databases can store the days of these years, and of the year before.
  if (from < '1900' || to >= '3000') throw new InvalidInput('from and to must be between 1900 and 2999.');
  if (from > to) throw new InvalidInput('from must not be after to.');
  if (countOf(from, to, resolution) <= MOST_INTERVALS) return;
  let fits = COARSER[resolution];
  while (fits && countOf(from, to, fits) > MOST_INTERVALS) fits = COARSER[fits];
  const advice = fits ? `Ask for ${fits}` : 'Ask for fewer years';
  throw new InvalidInput(`At most ${MOST_INTERVALS} intervals come back. ${advice}.`);
}

function countOf(from: string, to: string, resolution: Resolution): number {
  const days = countDays(from, to);
  switch (resolution) {
    case Resolution.YEAR:
      return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1;
    case Resolution.MONTH:
      return monthNumber(to) - monthNumber(from) + 1;
    case Resolution.DAY:
      return days;
    default: {
      // Longer ranges exceed the limit in any case, so hours need no exact count.
      if (days > MOST_INTERVALS) return days * 23;
      let hours = 0;
      for (let day = from; day <= to; day = nextDay(day)) hours += hoursOf(day);
      return resolution === Resolution.HOUR ? hours : hours * 4;
    }
  }
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}

/** Date ranges of the intervals, the first and last cut to the requested range. */
export function dateRangesOf({ from, to, resolution }: UsageInput): DateRange[] {
  const ranges: DateRange[] = [];
  for (let at = from; at <= to;) {
    const end = endOf(at, resolution);
    ranges.push({ from: at, to: end < to ? end : to });
    at = nextDay(end);
  }
  return ranges;
}

function endOf(day: string, resolution: Resolution): string {
  if (resolution === Resolution.YEAR) return `${day.slice(0, 4)}-12-31`;
  return resolution === Resolution.MONTH ? lastDayOf(day.slice(0, 7)) : day;
}

/** The same calendar days a year earlier. 29 February has no counterpart in another year (see `isCounterpart`). */
export function yearBefore({ from, to }: DateRange): DateRange {
  return { from: yearEarlier(from), to: yearEarlier(to) };
}

/** Whether a day is the same calendar day as one a year later. */
export function isCounterpart(day: string): boolean {
  return !day.endsWith('-02-29');
}

/** Splits a date range into months; `isWhole` marks complete ones. */
export function monthsOf({ from, to }: DateRange): (DateRange & { month: string; isWhole: boolean })[] {
  const months = [];
  for (let at = from; at <= to;) {
    const month = at.slice(0, 7);
    const last = lastDayOf(month);
    const end = last < to ? last : to;
    months.push({ month, from: at, to: end, isWhole: at.endsWith('-01') && end === last });
    at = nextDay(last);
  }
  return months;
}
