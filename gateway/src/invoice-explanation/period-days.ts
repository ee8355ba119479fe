import { addDays, nextDay } from '../calendar';
import { Direction, Resolution, type UsageInterval } from '../usage/usage.input';
import type { UsageService } from '../usage/usage.service';
import type { CoveredPoint } from '../usage/usage.rows';

/** Points of one customer and days, both inclusive. */
export interface PointsOfPeriod {
  customerId: string;
  points: readonly CoveredPoint[];
  from: string;
  to: string;
}

/** Days that one question about use may ask for. */
const MOST_DAYS = 366;

/** Consumption of each point, day by day. */
export async function daysOfPeriod(
  usage: UsageService,
  { customerId, points, from, to }: PointsOfPeriod,
): Promise<UsageInterval[][]> {
  const days = points.map((): UsageInterval[] => []);
  for (let start = from; start <= to;) {
    const most = addDays(start, MOST_DAYS - 1);
    const end = most < to ? most : to;
    const found = await usage.ofPoints(customerId, points, {
      from: start,
      to: end,
      resolution: Resolution.DAY,
      direction: Direction.CONSUMPTION,
      comparePreviousYear: false,
    });
    found.forEach((one, n) => {
      if (one instanceof Error) throw one;
      days[n]!.push(...one.intervals);
    });
    start = nextDay(end);
  }
  return days;
}
