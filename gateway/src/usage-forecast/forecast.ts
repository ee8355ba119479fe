import { addDays, lastDayOf, nextDay, previousDay } from '../calendar';
import { median } from '../median';
import type { DateRange } from '../usage/date-range';
import type { Total } from '../usage/monthly-rollup';
import { byLastYear, byWeekday, type KnownDay, type Method } from './expected-days';
import type { UsageForecast } from './usage-forecast.entity';

const METHODS: readonly Method[] = [byWeekday, byLastYear];
const PAST_MONTHS = 12;
/** A median of fewer says nothing. */
const FEWEST_MONTHS = 3;
/** Data older than this are no ground for a forecast. */
const STALE_DAYS = 10;

/** What was measured on a day, if anything. */
type DayTotal = (day: string) => Total | undefined;

/** The days that a forecast of today's month reads. */
export function daysToRead(today: string): DateRange {
  const from = `${monthBefore(today.slice(0, 7), PAST_MONTHS + 14)}-01`;
  return { from, to: lastDayOf(today.slice(0, 7)) };
}

/**
 * The month of today, from days measured until now.
 * @param contract days without a contract use nothing
 * @returns null where the last weeks are hardly measured, or no contract covers today
 */
export function forecastOf(total: DayTotal, contract: DateRange, today: string): UsageForecast | null {
  if (today < contract.from || today > contract.to) return null;
  const known: KnownDay = (day) => {
    const found = total(day);
    return found?.complete ? found.wh : null;
  };
  const asOf = lastKnown(known, today);
  if (asOf === null) return null;
  const month = today.slice(0, 7);
  const dayNumber = asOf < `${month}-01` ? 0 : Number(asOf.slice(8));
  const tried = METHODS.map((method) => ({
    method,
    errors: errorsOf(known, contract, month, dayNumber, method),
  }));
  tried.sort((a, b) => (median(a.errors) ?? Infinity) - (median(b.errors) ?? Infinity));
  for (const { method, errors } of tried) {
    const expected = expectedOf(total, contract, month, asOf, method);
    if (expected === null) continue;
    const error = errors.length < FEWEST_MONTHS ? null : median(errors);
    return {
      month,
      soFarKwh: sum(daysOf(month), (day) => total(day)?.wh ?? 0) / 1000,
      expectedKwh: Math.round(expected) / 1000,
      typicalErrorPercent: error === null ? null : Math.round(error * 1000) / 10,
    };
  }
  return null;
}

/** By how much, as a part of the whole, forecasts of past months would have been off on the same day of the month. */
function errorsOf(
  known: KnownDay,
  contract: DateRange,
  month: string,
  dayNumber: number,
  method: Method,
): number[] {
  const errors: number[] = [];
  for (let n = 1; n <= PAST_MONTHS; n++) {
    const past = monthBefore(month, n);
    const days = daysOf(past);
    const actual = days.map(known);
    if (days[0]! < contract.from || actual.includes(null)) continue;
    const asOf = addDays(days[0]!, Math.min(dayNumber, days.length) - 1);
    // What came later was not known then.
    const then: DayTotal = (day) => {
      const wh = day > asOf ? null : known(day);
      return wh === null ? undefined : { wh, measured: 1, complete: 1, estimated: 0 };
    };
    const expected = expectedOf(then, contract, past, asOf, method);
    const whole = sum(actual, (wh) => wh!);
    if (expected !== null && whole > 0) errors.push(Math.abs(expected - whole) / whole);
  }
  return errors;
}

/** Watt-hours of a month: what is measured, and the rest as expected. Null where a day cannot be expected. */
function expectedOf(
  total: DayTotal,
  contract: DateRange,
  month: string,
  asOf: string,
  method: Method,
): number | null {
  const expect = method((day) => {
    const found = total(day);
    return day <= asOf && found?.complete ? found.wh : null;
  }, asOf);
  let whole = 0;
  for (const day of daysOf(month)) {
    if (day < contract.from || day > contract.to) continue;
    const found = total(day);
    if (found?.complete) {
      whole += found.wh;
      continue;
    }
    const rest = expect(day);
    if (rest === null) return null;
    whole += Math.max(rest, found?.wh ?? 0);
  }
  return whole;
}

function lastKnown(known: KnownDay, today: string): string | null {
  let day = today;
  for (let n = 0; n <= STALE_DAYS; n++, day = previousDay(day)) if (known(day) !== null) return day;
  return null;
}

function daysOf(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = nextDay(day)) days.push(day);
  return days;
}

function monthBefore(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const at = year * 12 + number - 1 - count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
