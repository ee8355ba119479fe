import type { Database } from '../database/database';
import type { MonthRow } from './monthly-rollup';
import { endedBy } from './contracts';
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

/** Points under contracts of the same days. */
export interface CoveredPoints extends Omit<CoveredPoint, 'id'> {
  points: number;
}

/** Roll-ups of all points of a customer together. */
export interface CustomerRollup {
  covers: CoveredPoints[];
  months: MonthRow[];
}

/** The first day of the next contract for a point `p`. */
const NEXT_FROM = `SELECT MIN(o.contractFrom) FROM consumption_points o
  WHERE o.ppe = p.ppe AND o.contractFrom > COALESCE(p.contractFrom, '0001-01-01')`;

const ROLLUP_COLUMNS = 'm.month, m.wh, m.measured, m.complete, m.estimated, m.days';

/** Reads roll-ups by prepared statements, one for each number of points. */
export class UsageRows {
  constructor(private readonly database: Database) {}

  /** Months of points that are known. */
  async months(scope: Scope, ranges: readonly DateRange[]): Promise<(MonthRow & { pointId: string })[]> {
    if (scope.pointIds.length === 0) return [];
    return this.database.query(
      `SELECT m.pointId, ${ROLLUP_COLUMNS} FROM usage_months m
       WHERE m.customerId = ? AND m.pointId IN (${marks(scope.pointIds)}) AND m.direction = ? AND (${monthsIn(ranges)})`,
      [scope.customerId, ...padded(scope.pointIds), scope.direction, ...bounds(ranges)],
    );
  }

  /** The months of all points of a customer together, and which days should have data: one statement. */
  async monthsOfCustomer(
    customerId: string,
    direction: Direction,
    ranges: readonly DateRange[],
  ): Promise<CustomerRollup> {
    // Only points that feed energy in can lack such data.
    const producers = direction === Direction.PRODUCTION ? ' AND p.producer = 1' : '';
    const rows = await this.database.query<
      (CoveredPoints & { month: null; nextFrom: string | null }) | MonthRow
    >(
      `SELECT NULL AS month, COUNT(*) AS points, contractFrom, contractTo, nextFrom,
         NULL AS wh, NULL AS measured, NULL AS complete, NULL AS estimated, NULL AS days
       FROM (SELECT p.contractFrom, p.contractTo, (${NEXT_FROM}) AS nextFrom
             FROM consumption_points p WHERE p.customerId = ?${producers}) c
       GROUP BY contractFrom, contractTo, nextFrom
       UNION ALL
       SELECT m.month, NULL, NULL, NULL, NULL, m.wh, m.measured, m.complete, m.estimated, m.days
       FROM usage_customer_months m WHERE m.customerId = ? AND m.direction = ? AND (${monthsIn(ranges)})`,
      [customerId, customerId, direction, ...bounds(ranges)],
    );
    const covers: CoveredPoints[] = [];
    const months: MonthRow[] = [];
    for (const row of rows)
      if (row.month === null) covers.push(endedBy(row, row.nextFrom));
      else months.push(row);
    return { covers, months };
  }

  /** Points of one customer with their contracts ended where the next customer's begins. */
  async covered<P extends CoveredPoint>(customerId: string, points: readonly P[]): Promise<P[]> {
    const ids = points.map(({ id }) => id);
    const rows = await this.database.query<{ id: string; nextFrom: string | null }>(
      `SELECT p.id, (${NEXT_FROM}) AS nextFrom FROM consumption_points p
       WHERE p.customerId = ? AND p.id IN (${marks(ids)})`,
      [customerId, ...padded(ids)],
    );
    const next = new Map(rows.map(({ id, nextFrom }) => [id, nextFrom]));
    return points.map((point) => endedBy(point, next.get(point.id) ?? null));
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
