// Use by the day, month or year, from what months keep.
import { countDays, nextDay, warsawMidnight } from '../calendar';
import { daysUnder } from './contracts';
import type { UsageRollup } from './monthly-rollup';
import { monthsOf, dateRangesOf, yearBefore, type DateRange } from './date-range';
import { kwh, Totals } from './totals';
import { Resolution, type Usage, type UsageInput, type UsageInterval } from './usage.input';
import type { CoveredPoint, CoveredPoints } from './usage.rows';

/** One point, or several under contracts of the same days. */
type Covered = Omit<CoveredPoint, 'id'> & Partial<Pick<CoveredPoints, 'points'>>;

/** @param points whose days should exist: completeness is computed from them */
export function usageOf(
  rollup: UsageRollup,
  points: readonly Covered[],
  input: UsageInput,
  now: Date,
): Usage {
  const compare = input.comparePreviousYear;
  const totals = totalsOf(rollup, input);
  const expected = expectedDays(points, input);
  const intervals = dateRangesOf(input).map((range): UsageInterval => {
    const total = totals.sum(range);
    const wanted = expected(range);
    const end = warsawMidnight(nextDay(range.to));
    return {
      start: warsawMidnight(range.from),
      end,
      kwh: kwh(total),
      previousKwh: compare ? kwh(totals.sumBefore(range)) : null,
      estimated: total.estimated > 0,
      // Past days without a contract need no data.
      complete:
        wanted === 0 && total.measured === 0 ? end <= now : total.measured > 0 && total.complete >= wanted,
    };
  });
  return {
    intervals,
    totalKwh: totals.sum(input).wh / 1000,
    previousTotalKwh: compare ? kwh(totals.sumBefore(input)) : null,
    changePercent: compare ? totals.change(input) : null,
    missing: intervals.filter(({ end, complete }) => end <= now && !complete).length,
    finest: null,
  };
}

/** How many days of a span ought to have data, all points together. */
function expectedDays(covered: readonly Covered[], asked: DateRange): (range: DateRange) => number {
  // Mostly each contract covers the whole range.
  const all = countDays(asked.from, asked.to);
  if (covered.every((one) => daysUnder(one, asked) === all)) {
    const points = covered.reduce((sum, one) => sum + (one.points ?? 1), 0);
    return ({ from, to }) => points * countDays(from, to);
  }
  return (range) => covered.reduce((sum, one) => sum + daysUnder(one, range) * (one.points ?? 1), 0);
}

function totalsOf(rollup: UsageRollup, { from, to, resolution, comparePreviousYear }: UsageInput): Totals {
  if (resolution === Resolution.DAY) return new Totals(rollup, () => true);
  const inDays = monthsInDays(rollup, { from, to }, comparePreviousYear);
  return new Totals(rollup, (month) => inDays.has(month));
}

/**
 * Months that need single days: partial ones, Februaries of unequal length, and those where one year lacks
 * days that the other has.
 * Mostly none.
 */
function monthsInDays(rollup: UsageRollup, asked: DateRange, compare: boolean): Set<string> {
  const inDays = new Set<string>();
  const measured = (month: string) => rollup.month(month)?.measured ?? 0;
  const isKnown = (month: string) => measured(month) + (rollup.month(month)?.estimated ?? 0) > 0;
  const isWhole = (part: DateRange & { month: string }) =>
    measured(part.month) === countDays(part.from, part.to);
  const pairs = monthsOf(asked).map((now) => ({ now, then: monthsOf(yearBefore(now))[0]! }));
  for (const { now, then } of pairs) {
    if (!now.isWhole && isKnown(now.month)) inDays.add(now.month);
    if (!compare) continue;
    if (!then.isWhole && isKnown(then.month)) inDays.add(then.month);
    const both = measured(now.month) > 0 && measured(then.month) > 0;
    if (both && !(isWhole(now) && isWhole(then))) inDays.add(now.month);
  }
  if (!compare) return inDays;
  // The comparison is by day, so one of two compared months brings the other, which brings its own
  // counterpart.
  for (let size = -1; size !== inDays.size;) {
    size = inDays.size;
    for (const { now, then } of pairs) {
      if (!inDays.has(now.month) && !inDays.has(then.month)) continue;
      inDays.add(now.month).add(then.month);
    }
  }
  return inDays;
}
