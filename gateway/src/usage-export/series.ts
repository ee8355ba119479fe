import { hoursOf, nextDay, warsawMidnight } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { DateRange } from '../usage/date-range';
import type { Direction, UsageInterval } from '../usage/usage.input';
import type { DayRow } from '../usage/usage.rows';
import { unpackValues } from '../usage/varint';

/** What is known of an interval. Something is missing in an incomplete one, and all in a missing one. */
export enum Quality {
  MEASURED,
  ESTIMATED,
  INCOMPLETE,
  MISSING,
}

/** Intervals of one point in one direction, oldest first: the part of an export that is in memory at once. */
export interface Series {
  point: ConsumptionPoint;
  direction: Direction;
  /** When each interval begins and ends, in milliseconds since 1970. */
  starts: number[];
  ends: number[];
  /** Watt-hours; null for a gap. */
  wh: (number | null)[];
  quality: Quality[];
}

/** A series without intervals. */
export function emptySeries(point: ConsumptionPoint, direction: Direction): Series {
  return { point, direction, starts: [], ends: [], wh: [], quality: [] };
}

/**
 * Adds the intervals of some days, at least `minutes` long: where the meter measures coarser, as long as there.
 * @param days the days that should be there; one without data gives gaps
 */
export function addDays(
  series: Series,
  rows: readonly DayRow[],
  { from, to }: DateRange,
  minutes: number,
): void {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  for (let day = from; day <= to; day = nextDay(day)) addDay(series, day, byDay.get(day), minutes);
}

function addDay(series: Series, day: string, row: DayRow | undefined, minutes: number): void {
  const step = Math.max(minutes, row?.minutes ?? minutes);
  const values = row ? unpackValues(row.packed) : [];
  const each = row ? step / row.minutes : 1;
  const count = (hoursOf(day) * 60) / step;
  let at = warsawMidnight(day).getTime();
  for (let n = 0; n < count; n++) {
    let wh: number | null = null;
    let measured = 0;
    for (let part = n * each; part < (n + 1) * each; part++) {
      const value = values[part] ?? null;
      if (value === null) continue;
      wh = (wh ?? 0) + value;
      measured++;
    }
    const quality =
      measured === 0
        ? Quality.MISSING
        : measured < each
          ? Quality.INCOMPLETE
          : row?.estimated
            ? Quality.ESTIMATED
            : Quality.MEASURED;
    series.starts.push(at);
    at += step * 60_000;
    series.ends.push(at);
    series.wh.push(wh);
    series.quality.push(quality);
  }
}

/** Adds intervals of days, months or years. */
export function addIntervals(series: Series, intervals: readonly UsageInterval[]): void {
  for (const { start, end, kwh, estimated, complete } of intervals) {
    series.starts.push(start.getTime());
    series.ends.push(end.getTime());
    series.wh.push(kwh === null ? null : Math.round(kwh * 1000));
    series.quality.push(
      kwh === null
        ? Quality.MISSING
        : !complete
          ? Quality.INCOMPLETE
          : estimated
            ? Quality.ESTIMATED
            : Quality.MEASURED,
    );
  }
}
