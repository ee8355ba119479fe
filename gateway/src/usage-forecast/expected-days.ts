// What an unmeasured day is expected to be: two ways, each from days that were known at the time.
import { addDays } from '../calendar';

/** Watt-hours of a day that was measured whole; null for any other. */
export type KnownDay = (day: string) => number | null;

/** Watt-hours of a day as expected at the end of another one; null where too little is known. */
export type ExpectedDay = (day: string) => number | null;

/** A way to expect days, from what was known at the end of a day. */
export type Method = (known: KnownDay, asOf: string) => ExpectedDay;

const WEEKS = 4;
const DAYS = 7 * WEEKS;
/** Of the last four weeks, as many days must be known. */
const ENOUGH = 14;
/** Days of a year ago that fall on the same weekday. */
const YEAR = 364;

/** The mean of the last four same weekdays. */
export const byWeekday: Method = (known, asOf) => {
  const last = lastDays(asOf);
  const all = last.flatMap((day) => known(day) ?? []);
  if (all.length < ENOUGH) return () => null;
  const same = new Map<number, number>();
  for (let weekday = 0; weekday < 7; weekday++)
    same.set(
      weekday,
      mean(last.filter((_, n) => n % 7 === weekday).flatMap((day) => known(day) ?? [])) ?? mean(all)!,
    );
  // The first of the last days is day 0 of the week that `same` counts in.
  return (day) => same.get(weekdayFrom(last[0]!, day))!;
};

/** The same weekday a year ago, times how the last four weeks compare with theirs. */
export const byLastYear: Method = (known, asOf) => {
  let [now, then, pairs] = [0, 0, 0];
  for (const day of lastDays(asOf)) {
    const [a, b] = [known(day), known(addDays(day, -YEAR))];
    if (a === null || b === null) continue;
    now += a;
    then += b;
    pairs++;
  }
  if (pairs < ENOUGH || then === 0) return () => null;
  return (day) => {
    const before = known(addDays(day, -YEAR));
    return before === null ? null : (before * now) / then;
  };
};

function lastDays(asOf: string): string[] {
  return Array.from({ length: DAYS }, (_, n) => addDays(asOf, n + 1 - DAYS));
}

function weekdayFrom(first: string, day: string): number {
  const days = (Date.parse(day) - Date.parse(first)) / 86_400_000;
  return ((days % 7) + 7) % 7;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
