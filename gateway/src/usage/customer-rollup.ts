// Months of all points of a customer together, so that 500 points are read as fast as one.
import { grouped } from '../database/grouped';
import { unpackDays, type Total } from './monthly-rollup';
import { packNumbers, unpackNumbers } from './varint';

/** A day or a month of all points: the sums, and days of points. */
interface PointDays {
  wh: number;
  /** Points at which anything was measured; `complete` and `estimated` count points too. */
  measured: number;
  complete: number;
  estimated: number;
}

/** A month of a customer in one direction, as it is stored. */
export interface CustomerMonthTotal extends Total {
  customerId: string;
  direction: string;
  /** 2026-03 */
  month: string;
  /** Packed by `packPointDays`. */
  days: Buffer;
}

/** How one point's month changed; packed days, as `monthly-rollup.ts` packs them. */
export interface MonthChange {
  customerId: string;
  direction: string;
  month: string;
  before: Uint8Array | null;
  after: Uint8Array | null;
}

export const customerMonthKey = (of: { customerId: string; direction: string; month: string }): string =>
  `${of.customerId} ${of.direction} ${of.month}`;

/**
 * Adds up what points changed.
 * @param stored packed days of the months by `customerMonthKey`, before the changes
 */
export function changedMonths(
  changes: readonly MonthChange[],
  stored: ReadonlyMap<string, Uint8Array>,
): CustomerMonthTotal[] {
  return [...grouped(changes, customerMonthKey)].map(([key, some]) => {
    const days = unpackPointDays(stored.get(key));
    for (const { before, after } of some) {
      add(days, before, -1);
      add(days, after, 1);
    }
    const { customerId, direction, month } = some[0]!;
    return { customerId, direction, month, ...sumOf(days), days: packPointDays(days) };
  });
}

/** The days of a customer's month: `measured` is 1 where any point was. */
export function unpackCustomerDays(packed: Uint8Array): Total[] {
  return unpackPointDays(packed).map((day) => ({ ...day, measured: Math.min(day.measured, 1) }));
}

function add(days: PointDays[], packed: Uint8Array | null, sign: 1 | -1): void {
  if (!packed) return;
  unpackDays(packed).forEach((total, n) => {
    while (days.length <= n) days.push({ wh: 0, measured: 0, complete: 0, estimated: 0 });
    const day = days[n]!;
    day.wh += sign * total.wh;
    day.measured += sign * total.measured;
    day.complete += sign * total.complete;
    day.estimated += sign * total.estimated;
  });
}

/** Days in which any point was measured; complete and estimated days of points. */
function sumOf(days: readonly PointDays[]): Total {
  const sum = { wh: 0, measured: 0, complete: 0, estimated: 0 };
  for (const { wh, measured, complete, estimated } of days) {
    sum.wh += wh;
    if (measured > 0) sum.measured++;
    sum.complete += complete;
    sum.estimated += estimated;
  }
  return sum;
}

/** Four numbers a day, from the first of the month on. */
function packPointDays(days: readonly PointDays[]): Buffer {
  return packNumbers(
    days.flatMap(({ wh, measured, complete, estimated }) => [wh, measured, complete, estimated]),
  );
}

function unpackPointDays(packed: Uint8Array | undefined): PointDays[] {
  const numbers = packed ? unpackNumbers(packed) : [];
  return Array.from({ length: numbers.length / 4 }, (_, day) => {
    const [wh, measured, complete, estimated] = numbers.slice(day * 4, day * 4 + 4) as [
      number,
      number,
      number,
      number,
    ];
    return { wh, measured, complete, estimated };
  });
}
