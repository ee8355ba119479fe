import { setImmediate as nextTurn } from 'node:timers/promises';
import { countDays, previousDay } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import type { Database } from '../database/database';
import { monthsOf, type DateRange } from '../usage/date-range';
import { UsageRollup } from '../usage/monthly-rollup';
import { usageOf } from '../usage/months';
import { Direction, Resolution, type UsageInput } from '../usage/usage.input';
import { UsageRows, type CoveredPoint } from '../usage/usage.rows';
import type { ExportQuery } from './export-query';
import { addDays, addIntervals, emptySeries, type Series } from './series';

/** What an export reads: a point in a direction, with the days that have data or should have. */
export interface Part extends DateRange {
  point: ConsumptionPoint;
  direction: Direction;
}

const MINUTES: Partial<Record<Resolution, number>> = { QUARTER_HOUR: 15, HOUR: 60 };
const PER_DAY: Record<Resolution, number> = {
  QUARTER_HOUR: 96,
  HOUR: 24,
  DAY: 1,
  MONTH: 1 / 30,
  YEAR: 1 / 365,
};

/** Reads use for exports, a month of a point at a time. */
export class ExportReader {
  private readonly rows: UsageRows;

  constructor(
    database: Database,
    private readonly points: ConsumptionPointService,
    private readonly now: () => Date,
  ) {
    this.rows = new UsageRows(database);
  }

  /**
   * The parts of an export, in the order of the points' PPE codes.
   * @returns null where the customer lacks one of the points
   */
  async parts(customerId: string, query: ExportQuery): Promise<Part[] | null> {
    const all = await this.points.all(customerId);
    const points = query.points.length === 0 ? all : all.filter(({ id }) => query.points.includes(id));
    if (points.length < query.points.length) return null;
    const periods = await this.rows.periods(
      customerId,
      points.map(({ id }) => id),
    );
    const contracts = new Map(
      (await this.rows.covered(customerId, points)).map((contract) => [contract.id, contract]),
    );
    return points.flatMap((point) =>
      query.directions
        // Only points that feed energy in can lack such data.
        .filter((direction) => direction === Direction.CONSUMPTION || point.producer)
        .flatMap((direction) => {
          const days = together(query, periods.get(point.id), contractOf(contracts.get(point.id)!));
          return days ? [{ point, direction, ...days }] : [];
        }),
    );
  }

  /** About how many intervals the parts have. */
  count(parts: readonly Part[], resolution: Resolution): number {
    const days = parts.reduce((sum, { from, to }) => sum + countDays(from, to), 0);
    return Math.ceil(days * PER_DAY[resolution]);
  }

  /** A part's intervals: a month at a time, or all at once where months keep the sums. */
  async *series(part: Part, resolution: Resolution): AsyncGenerator<Series> {
    const minutes = MINUTES[resolution];
    if (minutes === undefined) {
      yield await this.sums(part, resolution);
      return;
    }
    const { point, direction } = part;
    const scope = { customerId: point.customerId, pointIds: [point.id], direction };
    for (const month of monthsOf(part)) {
      const series = emptySeries(point, direction);
      addDays(series, await this.rows.whole(scope, [month]), month, minutes);
      yield series;
      // Where the reader is fast and the database answers at once, other requests would wait for the whole export.
      await nextTurn();
    }
  }

  /** Watt-hours before a part's first day: where a meter that began with the data would stand. */
  async before(part: Part): Promise<number> {
    const { point, from } = part;
    const first = (await this.rows.periods(point.customerId, [point.id])).get(point.id)?.from ?? from;
    if (first >= from) return 0;
    const { wh } = await this.sums({ ...part, from: first, to: previousDay(from) }, Resolution.YEAR);
    return wh.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  }

  private async sums(part: Part, resolution: Resolution): Promise<Series> {
    const { point, direction, from, to } = part;
    const scope = { customerId: point.customerId, pointIds: [point.id], direction };
    const rollup = new UsageRollup(await this.rows.months(scope, [{ from, to }]));
    const input: UsageInput = { from, to, resolution, direction, comparePreviousYear: false };
    const series = emptySeries(point, direction);
    addIntervals(series, usageOf(rollup, [point], input, this.now()).intervals);
    return series;
  }
}

function contractOf({ contractFrom, contractTo }: CoveredPoint): DateRange {
  return { from: contractFrom ?? '0001-01-01', to: contractTo ?? '9999-12-31' };
}

/** The days that all ranges have. */
function together(...ranges: (DateRange | undefined)[]): DateRange | null {
  let [from, to] = ['0000-01-01', '9999-12-31'];
  for (const range of ranges) {
    if (!range) return null;
    if (range.from > from) from = range.from;
    if (range.to < to) to = range.to;
  }
  return from > to ? null : { from, to };
}
