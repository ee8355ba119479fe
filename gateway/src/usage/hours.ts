import { clockHours, hoursOf, nextDay, warsawMidnight, yearEarlier } from '../calendar';
import { InvalidInput } from '../errors';
import { kwh, Totals } from './totals';
import { unpackValues } from './varint';
import { Resolution, type Usage, type UsageInput, type UsageInterval } from './usage.input';
import { daysUnder } from './contracts';
import type { Total } from './monthly-rollup';
import type { CoveredPoint, DayRow } from './usage.rows';
import { grouped } from '../database/grouped';

/** One interval, all points together. */
interface Slot {
  wh: number;
  measured: number;
  complete: number;
  estimated: boolean;
}

/**
 * Use by the hour or its quarter, from the days' packed values.
 * @param found the days asked for and, when they are compared, those a year before
 * @throws InvalidInput where the data are coarser
 */
export function hourlyUsage(
  found: readonly DayRow[],
  points: readonly CoveredPoint[],
  input: UsageInput,
  now: Date,
): Usage {
  const compare = input.comparePreviousYear;
  const perHour = input.resolution === Resolution.QUARTER_HOUR ? 4 : 1;
  const minutes = Math.max(...found.filter(({ day }) => day >= input.from).map((row) => row.minutes), 0);
  if (minutes > 60 / perHour)
    throw new InvalidInput(`The data are measured every ${minutes} minutes. Ask for ${Resolution.HOUR}.`);

  const byDay = grouped(found, ({ day }) => day);
  const slotsOf = (day: string) => slots(day, byDay.get(day) ?? [], perHour);

  const intervals: UsageInterval[] = [];
  let missing = 0;
  for (let day = input.from; day <= input.to; day = nextDay(day)) {
    const start = warsawMidnight(day).getTime();
    const isOver = warsawMidnight(nextDay(day)) <= now;
    const before = compare ? besideClock(day, yearEarlier(day), slotsOf(yearEarlier(day)), perHour) : [];
    const wanted = points.reduce((sum, point) => sum + daysUnder(point, { from: day, to: day }), 0);
    const isComplete = (slot: Slot) =>
      wanted === 0 && slot.measured === 0 ? isOver : slot.measured > 0 && slot.complete >= wanted;
    slotsOf(day).forEach((slot, n) => {
      const complete = isComplete(slot);
      // Meters are read after midnight: an hour of today is late, not missing.
      if (isOver && !complete) missing++;
      intervals.push({
        start: new Date(start + (n * 3_600_000) / perHour),
        end: new Date(start + ((n + 1) * 3_600_000) / perHour),
        kwh: kwh(slot),
        previousKwh: kwh(before[n] ?? null),
        estimated: slot.estimated,
        complete,
      });
    });
  }
  const days = totalsOf(found);
  const totals = new Totals({ month: () => undefined, day: (day) => days.get(day) }, () => true);
  return {
    intervals,
    totalKwh: totals.sum(input).wh / 1000,
    previousTotalKwh: compare ? kwh(totals.sumBefore(input)) : null,
    changePercent: compare ? totals.change(input) : null,
    missing,
    finest: minutes === 0 ? null : minutes > 15 ? Resolution.HOUR : Resolution.QUARTER_HOUR,
  };
}

function slots(day: string, rows: readonly DayRow[], perHour: number): Slot[] {
  const slots = Array.from({ length: hoursOf(day) * perHour }, (): Slot => ({
    wh: 0,
    measured: 0,
    complete: 0,
    estimated: false,
  }));
  for (const { minutes, packed, estimated } of rows) {
    const each = 60 / perHour / minutes;
    // Last year's data may be coarser than requested and lack this interval.
    if (each < 1) continue;
    const values = unpackValues(packed);
    slots.forEach((slot, n) => {
      const own = values.slice(n * each, (n + 1) * each).filter((value) => value !== null);
      for (const value of own) slot.wh += value;
      if (own.length > 0) slot.measured++;
      if (own.length === each) slot.complete++;
      slot.estimated ||= Boolean(estimated);
    });
  }
  return slots;
}

/**
 * Pairs the intervals of a day a year earlier with those at the same local time, so that all add up to their day.
 * On the spring day, 2:00 pairs with 3:00. Two earlier hours from 2:00 share the one of an ordinary day.
 * Where this day has two such hours, one stays empty.
 */
function besideClock(
  day: string,
  earlier: string,
  before: readonly Slot[],
  perHour: number,
): (Slot | null)[] {
  const places = clock(day, perHour);
  if (before.length === places.length) return [...before];
  const beside: (Slot | null)[] = places.map(() => null);
  clock(earlier, perHour).forEach((place, n) => {
    const index = places.indexOf(place);
    const at = index === -1 ? places.indexOf(place + perHour) : index;
    beside[at] = together(beside[at] ?? null, before[n]!);
  });
  return beside;
}

function together(a: Slot | null, b: Slot): Slot {
  return a ? { ...a, wh: a.wh + b.wh, measured: a.measured + b.measured } : b;
}

/** Where on the clock each interval of a day begins: on the days the clocks change, two is missing or there twice. */
function clock(day: string, perHour: number): number[] {
  return clockHours(day).flatMap((hour) => Array.from({ length: perHour }, (_, n) => hour * perHour + n));
}

function totalsOf(rows: readonly DayRow[]): Map<string, Total> {
  const totals = new Map<string, Total>();
  for (const { day, packed, estimated } of rows) {
    const total = totals.get(day) ?? { wh: 0, measured: 0, complete: 0, estimated: 0 };
    for (const value of unpackValues(packed)) {
      if (value === null) continue;
      total.wh += value;
      total.measured = 1;
    }
    total.estimated += Number(estimated);
    totals.set(day, total);
  }
  return totals;
}
