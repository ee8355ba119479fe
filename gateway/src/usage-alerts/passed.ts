// What of a point's use is worth an alert. Pure, so that the rules can be read in one place.
import { addDays } from '../calendar';
import { median } from '../median';
import type { DateRange } from '../usage/date-range';
import type { Total } from '../usage/monthly-rollup';
import type { UsageAlertChoice } from './usage-alert.entity';

/** Later data are no news. */
const NEWS_DAYS = 7;
const SAME_WEEKDAYS = 8;
/** A median of fewer of them says nothing. */
const FEWEST_WEEKDAYS = 4;
const UNUSUAL = 1.5;
/** Where hardly anything is used, half as much again is a lamp. */
const LEAST_ABOVE_WH = 1000;

/** A month that passed the limit. */
export interface MonthPassed {
  kind: 'MONTH';
  subject: string;
  /** The first day of the month, and the last one that is measured. */
  from: string;
  to: string;
  wh: number;
  limitKwh: number;
}

/** A day that used far more than its weekdays before. */
export interface UnusualDay {
  kind: 'DAY';
  subject: string;
  day: string;
  wh: number;
  usualWh: number;
}
export type Passed = MonthPassed | UnusualDay;

type Choice = Pick<UsageAlertChoice, 'monthlyKwh' | 'unusualDay' | 'since'>;
type DayTotal = (day: string) => Total | undefined;

/** The days that the rules read. */
export function daysToRead(today: string): DateRange {
  return { from: addDays(today, -NEWS_DAYS - 7 * SAME_WEEKDAYS), to: today };
}

/** Everything worth an alert as of today, whether told already or not. */
export function passedOf(total: DayTotal, choice: Choice, today: string): Passed[] {
  const passed: Passed[] = [];
  if (choice.monthlyKwh !== null)
    for (const month of new Set([addDays(today, -NEWS_DAYS).slice(0, 7), today.slice(0, 7)])) {
      const one = monthPassed(total, month, choice.monthlyKwh, today);
      if (one) passed.push(one);
    }
  if (!choice.unusualDay) return passed;
  for (let day = addDays(today, -NEWS_DAYS); day <= today; day = addDays(day, 1)) {
    const one = day < choice.since ? null : unusual(total, day);
    if (one) passed.push(one);
  }
  return passed;
}

function monthPassed(total: DayTotal, month: string, limitKwh: number, today: string): MonthPassed | null {
  const from = `${month}-01`;
  let [wh, to] = [0, ''];
  for (let day = from; day.startsWith(month) && day <= today; day = addDays(day, 1)) {
    const found = total(day);
    if (!found?.measured) continue;
    wh += found.wh;
    to = day;
  }
  if (wh <= limitKwh * 1000) return null;
  return { kind: 'MONTH', subject: `MONTH ${month} ${limitKwh}`, from, to, wh, limitKwh };
}

function unusual(total: DayTotal, day: string): UnusualDay | null {
  const wh = actual(total(day));
  if (wh === null) return null;
  const before = Array.from({ length: SAME_WEEKDAYS }, (_, n) => actual(total(addDays(day, -7 * (n + 1)))));
  const known = before.filter((one) => one !== null);
  if (known.length < FEWEST_WEEKDAYS) return null;
  const usualWh = median(known)!;
  if (wh <= usualWh * UNUSUAL || wh - usualWh < LEAST_ABOVE_WH) return null;
  return { kind: 'DAY', subject: `DAY ${day}`, day, wh, usualWh };
}

/** Watt-hours of a day whose every interval was measured; null for any other. */
function actual(total: Total | undefined): number | null {
  return total?.complete && !total.estimated ? total.wh : null;
}
