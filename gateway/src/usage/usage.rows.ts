import type { Database } from '../database/database';
import type { Span } from './spans';

/** Sums of a day or a month, of one point or of several together. */
export interface Total {
  wh: number;
  /** Days in which anything was measured; of several points, the best one's. */
  measured: number;
  /** Days of a point in which nothing is missing, and which were estimated. */
  complete: number;
  estimated: number;
}

/** Whose use is read: points of one customer, in one direction. */
export interface Scope {
  customerId: string;
  pointIds: readonly string[];
  direction: string;
}

/** A day of one point with all its intervals. */
export interface DayRow {
  day: string;
  minutes: number;
  estimated: number;
  packed: Uint8Array;
}

/** Reads kept totals by prepared statements, as many at once as there are spans. */
export class UsageRows {
  constructor(private readonly database: Database) {}

  days(scope: Scope, spans: readonly Span[]): Promise<Map<string, Total>> {
    return this.totals('usage_days', 'day', scope, spans);
  }

  months(scope: Scope, spans: readonly Span[]): Promise<Map<string, Total>> {
    const months = spans.map(({ from, to }) => ({ from: from.slice(0, 7), to: to.slice(0, 7) }));
    return this.totals('usage_months', 'month', scope, months);
  }

  whole(scope: Scope, spans: readonly Span[]): Promise<DayRow[]> {
    const { sql, values } = where('day', scope, spans);
    return this.database.query<DayRow>(
      `SELECT day, minutes, estimated, packed FROM usage_days ${sql}`,
      values,
    );
  }

  /** First and last day with any data, by point. */
  async periods(customerId: string, pointIds: readonly string[]): Promise<Map<string, Span>> {
    const ids = filled(pointIds);
    const rows = await this.database.query<{ pointId: string; first: string | null; last: string | null }>(
      `SELECT pointId, MIN(firstDay) AS first, MAX(lastDay) AS last FROM usage_months
       WHERE customerId = ? AND pointId IN (${ids.map(() => '?').join()}) GROUP BY pointId`,
      [customerId, ...ids],
    );
    return new Map(
      rows.flatMap(({ pointId, first, last }) =>
        first && last ? [[pointId, { from: first, to: last }]] : [],
      ),
    );
  }

  private async totals(
    table: string,
    unit: 'day' | 'month',
    scope: Scope,
    spans: readonly Span[],
  ): Promise<Map<string, Total>> {
    if (scope.pointIds.length === 0 || spans.length === 0) return new Map();
    const { sql, values } = where(unit, scope, spans);
    const rows = await this.database.query<Total & { unit: string }>(
      scope.pointIds.length === 1
        ? `SELECT ${unit} AS unit, wh, measured, complete, estimated FROM ${table} ${sql}`
        : `SELECT ${unit} AS unit, SUM(wh) AS wh, MAX(measured) AS measured, SUM(complete) AS complete,
           SUM(estimated) AS estimated FROM ${table} ${sql} GROUP BY ${unit}`,
      values,
    );
    // MySQL gives sums as text.
    return new Map(
      rows.map((row) => [
        row.unit,
        {
          wh: Number(row.wh),
          measured: Number(row.measured),
          complete: Number(row.complete),
          estimated: Number(row.estimated),
        },
      ]),
    );
  }
}

function where(unit: string, { customerId, pointIds, direction }: Scope, spans: readonly Span[]) {
  const ids = filled(pointIds);
  const ranges = filled(spans);
  const between = ranges.map(() => `${unit} BETWEEN ? AND ?`).join(' OR ');
  return {
    sql: `WHERE customerId = ? AND pointId IN (${ids.map(() => '?').join()}) AND direction = ? AND (${between})`,
    values: [customerId, ...ids, direction, ...ranges.flatMap(({ from, to }) => [from, to])],
  };
}

/** Filled up to a power of two by repeating the last one, so that a few statements stay prepared. */
function filled<T>(list: readonly T[]): T[] {
  const count = list.length === 0 ? 0 : 2 ** Math.ceil(Math.log2(list.length));
  return [...list, ...Array<T>(count - list.length).fill(list.at(-1)!)];
}
