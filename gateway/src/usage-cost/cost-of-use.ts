// What intervals of use cost: documents count with their own figures, all other days with prices.
import { clockHours, lastDayOf } from '../calendar';
import { grouped } from '../database/grouped';
import type { ZonedTariff } from '../tariffs/zones';
import type { DayRow } from '../usage/usage.rows';
import { daysOf, type CostPlan } from './cost-plan';
import type { Prices } from './document-prices';
import { figuresOf } from './document-figures';
import { GROSZ, roundedParts } from './exact-amount';
import type { CostPoint, Priced, PriceSearch } from './price-search';
import { zonedUse, type Intervals, type ZonedUse } from './zoned-use';

/** Cost of intervals, in grosze. */
export interface IntervalCosts {
  variable: (number | null)[];
  fixed: number[];
  total: number;
  /** Whose prices were used, the newest document. */
  priced: Priced | null;
}

/**
 * @param rows days of the points; others than planned are left out
 * @returns null where prices of something measured are unknown
 */
export function costOf(
  points: readonly (CostPoint & ZonedTariff)[],
  { plan, prices, rows }: { plan: CostPlan; prices: PriceSearch; rows: readonly DayRow[] },
  intervals: Intervals,
  minutes: number | null,
): IntervalCosts | null {
  const sums = new Sums(intervals);
  plan.documents.forEach((documents, n) => {
    for (const { lines, gross } of documents) sums.bill(n, figuresOf(lines, gross));
  });
  const byPoint = grouped(rows, ({ pointId }) => pointId);
  for (const point of points) {
    const days = new Map<string, Priced | null>();
    for (const day of daysOf(plan.estimated.get(point.id) ?? [])) days.set(day, prices.on(day, point));
    const own = (byPoint.get(point.id) ?? []).filter(({ day }) => days.has(day));
    if (own.some(({ day }) => days.get(day) === null)) return null;
    for (const some of grouped(own, ({ day }) => days.get(day)!.key).values()) {
      const priced = days.get(some[0]!.day)!;
      sums.use(zonedUse(some, point, intervals), priced.prices);
      sums.note(priced);
    }
    const { from, to } = plan.charged.get(point.id)!;
    for (const [day, priced] of days)
      if (priced && from <= day && day <= to) sums.day(day, priced.prices.perMonth, minutes);
  }
  return sums.rounded();
}

/** Sums of intervals, exact until all are known. */
class Sums {
  private readonly variable: bigint[];
  private readonly fixed: bigint[];
  private readonly isKnown: boolean[];
  private priced: Priced | null = null;

  constructor(private readonly intervals: Intervals) {
    this.variable = Array<bigint>(intervals.count).fill(0n);
    this.fixed = Array<bigint>(intervals.count).fill(0n);
    this.isKnown = Array<boolean>(intervals.count).fill(false);
  }

  bill(at: number, { variable, fixed }: { variable: number; fixed: number }): void {
    this.variable[at]! += BigInt(variable) * GROSZ;
    this.fixed[at]! += BigInt(fixed) * GROSZ;
    this.isKnown[at] = true;
  }

  use(uses: readonly (ZonedUse | undefined)[], prices: Prices): void {
    uses.forEach((use, at) => {
      if (!use) return;
      this.variable[at]! += amountOf(use, prices);
      this.isKnown[at] = true;
    });
  }

  note(priced: Priced): void {
    if (!this.priced || priced.document.to > this.priced.document.to) this.priced = priced;
  }

  /** A day's part of its month; the parts of all days are the month exactly. */
  day(day: string, perMonth: bigint, minutes: number | null): void {
    const [n, days] = [BigInt(day.slice(8)), BigInt(lastDayOf(day.slice(0, 7)).slice(8))];
    const part = (perMonth * n) / days - (perMonth * (n - 1n)) / days;
    if (minutes === null) {
      this.fixed[this.intervals.at(day, 0)!]! += part;
      return;
    }
    const count = (clockHours(day).length * 60) / minutes;
    for (let m = 0; m < count; m++) {
      const some = (part * BigInt(m + 1)) / BigInt(count) - (part * BigInt(m)) / BigInt(count);
      this.fixed[this.intervals.at(day, m * minutes)!]! += some;
    }
  }

  /** Rounded once: the parts of all intervals add up to the rounded total. */
  rounded(): IntervalCosts {
    const parts = roundedParts(this.variable.flatMap((variable, n) => [variable, this.fixed[n]!]));
    return {
      variable: this.variable.map((_, n) => (this.isKnown[n] ? parts[2 * n]! : null)),
      fixed: this.fixed.map((_, n) => parts[2 * n + 1]!),
      total: parts.reduce((sum, part) => sum + part, 0),
      priced: this.priced,
    };
  }
}

/** What use costs at prices: those of its zone, of every zone, and of the hours of the capacity fee. */
export function amountOf({ wh, capacityWh }: ZonedUse, { perWh, capacityPerWh }: Prices): bigint {
  let sum = BigInt(capacityWh) * capacityPerWh;
  for (const [zone, some] of wh) {
    const own = zone === '' ? 0n : (perWh.get(zone) ?? 0n);
    sum += BigInt(some) * (own + (perWh.get('') ?? 0n));
  }
  return sum;
}
