import { nextDay, yearEarlier } from '../calendar';
import { isCounterpart, monthsOf, yearBefore, type DateRange } from './date-range';
import type { Total } from './monthly-rollup';

const NOTHING: Readonly<Total> = { wh: 0, measured: 0, complete: 0, estimated: 0 };

/** Sums over months and days, from either source. */
export interface Sums {
  month(month: string): Total | undefined;
  day(day: string): Total | undefined;
}

/** Sums over ranges: from the totals of months where those do, from days where they must. */
export class Totals {
  /** @param byDay the months in which a sum of the whole would not do */
  constructor(
    private readonly sums: Sums,
    private readonly byDay: (month: string) => boolean,
  ) {}

  sum(range: DateRange): Total {
    if (range.from === range.to) return this.sums.day(range.from) ?? NOTHING;
    const sum = { ...NOTHING };
    for (const { month, from, to } of monthsOf(range)) {
      if (!this.byDay(month)) add(sum, this.sums.month(month));
      else for (let day = from; day <= to; day = nextDay(day)) add(sum, this.sums.day(day));
    }
    return sum;
  }

  /** The same calendar days a year earlier. */
  sumBefore(range: DateRange): Total {
    if (range.from === range.to) return this.sums.day(yearEarlier(range.from)) ?? NOTHING;
    const sum = { ...NOTHING };
    for (const { month, from, to } of monthsOf(yearBefore(range))) {
      if (!this.byDay(month)) add(sum, this.sums.month(month));
      else
        for (let day = from; day <= to; day = nextDay(day))
          if (isCounterpart(day)) add(sum, this.sums.day(day));
    }
    return sum;
  }

  /** By how many percent use changed, over the days both years have. */
  change(range: DateRange): number | null {
    let [now, then] = [0, 0];
    for (const part of monthsOf(range)) {
      const before = monthsOf(yearBefore(part))[0]!;
      if (!this.byDay(part.month) && !this.byDay(before.month)) {
        const [a, b] = [this.sums.month(part.month), this.sums.month(before.month)];
        if (!a?.measured || !b?.measured) continue;
        now += a.wh;
        then += b.wh;
        continue;
      }
      const counted = new Set<string>();
      for (let day = part.from; day <= part.to; day = nextDay(day)) {
        const other = yearEarlier(day);
        const [a, b] = [this.sums.day(day), this.sums.day(other)];
        if (!a?.measured || !b?.measured) continue;
        now += a.wh;
        if (!counted.has(other)) then += b.wh;
        counted.add(other);
      }
    }
    return then === 0 ? null : Math.round(((now - then) / then) * 1000) / 10 + 0;
  }
}

function add(sum: Total, more: Total | undefined): void {
  if (!more) return;
  sum.wh += more.wh;
  sum.measured += more.measured;
  sum.complete += more.complete;
  sum.estimated += more.estimated;
}

/** Null where nothing was measured: a gap is not a zero. */
export function kwh(total: Pick<Total, 'wh' | 'measured'> | null): number | null {
  return total && total.measured > 0 ? total.wh / 1000 : null;
}
