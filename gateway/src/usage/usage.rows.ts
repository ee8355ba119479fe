import type { Database } from '../database/database';
import type { MonthRow } from './monthly-rollup';
import type { DateRange } from './date-range';
import { Direction } from './usage.input';
import { marks, padded } from '../database/sql-lists';

/** Whose use is read: points of one customer, in one direction. */
export interface Scope {
  customerId: string;
  pointIds: readonly string[];
  direction: Direction;
}

/** A day of one point with all its intervals. */
export interface DayRow {
  pointId: string;
  day: string;
  minutes: number;
  estimated: number;
  packed: Uint8Array;
}

/** The columns of a point that decide which days should have data. */
export interface CoveredPoint {
  id: string;
  contractFrom: string | null;
  contractTo: string | null;
}

/** Roll-ups of some points. */
export interface RollupsOfPoints {
  points: CoveredPoint[];
  months: (MonthRow & { pointId: string })[];
}

const ROLLUP_COLUMNS = 'm.month, m.wh, m.measured, m.complete, m.estimated, m.days';

/** Reads roll-ups by prepared statements, one for each number of points. */
export class UsageRows {
  constructor(private readonly database: Database) {}

  /** Months of points that are known. */
  async months(scope: Scope, ranges: readonly DateRange[]): Promise<RollupsOfPoints['months']> {
    if (scope.pointIds.length === 0) return [];
    return this.database.query(
      `SELECT m.pointId, ${ROLLUP_COLUMNS} FROM usage_months m
       WHERE m.customerId = ? AND m.pointId IN (${marks(scope.pointIds)}) AND m.direction = ? AND (${monthsIn(ranges)})`,
      [scope.customerId, ...padded(scope.pointIds), scope.direction, ...bounds(ranges)],
    );
  }

  /** A customer's points with their months. */
  async monthsOfCustomer(
    customerId: string,
    direction: Direction,
    ranges: readonly DateRange[],
  ): Promise<RollupsOfPoints> {
    // Only points that feed energy in can lack such data.
    const producers = direction === Direction.PRODUCTION ? ' AND p.producer = 1' : '';
    const rows = await this.database.query<CoveredPoint & { pointId: string } & (MonthRow | { month: null })>(
      `SELECT p.id, p.id AS pointId, p.contractFrom, p.contractTo, ${ROLLUP_COLUMNS}
       FROM consumption_points p LEFT JOIN usage_months m ON m.customerId = p.customerId AND m.pointId = p.id
         AND m.direction = ? AND (${monthsIn(ranges)})
       WHERE p.customerId = ?${producers}`,
      [direction, ...bounds(ranges), customerId],
    );
    const points = new Map(rows.map((row) => [row.id, row]));
    return {
      points: [...points.values()],
      months: rows.filter((row): row is typeof row & MonthRow => row.month !== null),
    };
  }

  /** Days with all their intervals. */
  async whole(scope: Scope, ranges: readonly DateRange[]): Promise<DayRow[]> {
    if (scope.pointIds.length === 0) return [];
    const between = ranges.map(() => 'day BETWEEN ? AND ?').join(' OR ');
    return this.database.query<DayRow>(
      `SELECT pointId, day, minutes, estimated, packed FROM usage_days
       WHERE customerId = ? AND pointId IN (${marks(scope.pointIds)}) AND direction = ? AND (${between})`,
      [
        scope.customerId,
        ...padded(scope.pointIds),
        scope.direction,
        ...ranges.flatMap(({ from, to }) => [from, to]),
      ],
    );
  }

  /** First and last day with any data, by point. */
  async periods(customerId: string, pointIds: readonly string[]): Promise<Map<string, DateRange>> {
    const rows = await this.database.query<{ pointId: string; first: string | null; last: string | null }>(
      `SELECT pointId, MIN(firstDay) AS first, MAX(lastDay) AS last FROM usage_months
       WHERE customerId = ? AND pointId IN (${marks(pointIds)}) GROUP BY pointId`,
      [customerId, ...padded(pointIds)],
    );
    return new Map(
      rows.flatMap(({ pointId, first, last }) =>
        first && last ? [[pointId, { from: first, to: last }]] : [],
      ),
    );
  }
}

function monthsIn(ranges: readonly DateRange[]): string {
  return ranges.map(() => 'm.month BETWEEN ? AND ?').join(' OR ');
}

function bounds(ranges: readonly DateRange[]): string[] {
  return ranges.flatMap(({ from, to }) => [from.slice(0, 7), to.slice(0, 7)]);
}
