// Watt-hours by zone and interval, from the days' packed values.
import { hoursOf, nextDay } from '../calendar';
import { capacityHoursOf, zoneNames, zonesOfDay, type ZonedTariff } from '../tariffs/zones';
import { dateRangesOf } from '../usage/date-range';
import { Resolution, type UsageInput } from '../usage/usage.input';
import type { DayRow } from '../usage/usage.rows';
import { unpackValues } from '../usage/varint';

/** Use of one point in one interval. */
export interface ZonedUse {
  /** By zone name; '' where the tariff has no zones. */
  wh: Map<string, number>;
  /** Of these, in the hours of the capacity fee. */
  capacityWh: number;
}

/** Which intervals a day's hours belong to. */
export interface Intervals {
  count: number;
  /** The interval of an hour's part: `minute` after the day's beginning. Undefined outside of what is asked. */
  at(day: string, minute: number): number | undefined;
}

/** Numbers the intervals that usage answers with, in their order. */
export function intervalsOf(input: UsageInput): Intervals {
  const first = new Map<string, number>();
  const minutes = minutesOf(input.resolution);
  let count = 0;
  if (minutes !== null) {
    for (let day = input.from; day <= input.to; day = nextDay(day)) {
      first.set(day, count);
      count += (hoursOf(day) * 60) / minutes;
    }
    return {
      count,
      at(day, minute) {
        const start = first.get(day);
        return start === undefined ? undefined : start + Math.floor(minute / minutes);
      },
    };
  }
  for (const { from, to } of dateRangesOf(input)) {
    for (let day = from; day <= to; day = nextDay(day)) first.set(day, count);
    count++;
  }
  return { count, at: (day) => first.get(day) };
}

/** How long an interval within a day is; null for days and longer. */
export function minutesOf(resolution: Resolution): number | null {
  if (resolution === Resolution.HOUR) return 60;
  return resolution === Resolution.QUARTER_HOUR ? 15 : null;
}

/**
 * Adds up one point's days by interval and zone. Both hours of two in autumn are of the zone of two o'clock.
 * @returns by interval; undefined where nothing was measured
 */
export function zonedUse(
  rows: readonly DayRow[],
  point: ZonedTariff,
  intervals: Intervals,
): (ZonedUse | undefined)[] {
  const uses = Array.from({ length: intervals.count }, (): ZonedUse | undefined => undefined);
  for (const { day, minutes, packed } of rows) {
    const names = zoneNames(day, point);
    const zones = zonesOfDay(day, point);
    const capacity = capacityHoursOf(day);
    // A day is mostly of one interval: its sums are written once and not with each value.
    const sums = new Float64Array(names.length + 1);
    let [open, capacityWh, touched] = [-1, 0, 0];
    const close = () => {
      if (touched > 0) add((uses[open] ??= { wh: new Map(), capacityWh: 0 }), names, sums, capacityWh);
      sums.fill(0);
      [capacityWh, touched] = [0, 0];
    };
    unpackValues(packed).forEach((wh, n) => {
      const at = intervals.at(day, n * minutes);
      if (wh === null || at === undefined) return;
      if (at !== open) close();
      open = at;
      touched++;
      const hour = Math.floor((n * minutes) / 60);
      sums[zones ? zones[hour]! : names.length]! += wh;
      if (capacity[hour]) capacityWh += wh;
    });
    close();
  }
  return uses;
}

function add(use: ZonedUse, names: readonly string[], sums: Float64Array, capacityWh: number): void {
  if (names.length === 0) use.wh.set('', (use.wh.get('') ?? 0) + sums[0]!);
  names.forEach((name, n) => use.wh.set(name, (use.wh.get(name) ?? 0) + sums[n]!));
  use.capacityWh += capacityWh;
}
