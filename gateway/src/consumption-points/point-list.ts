import type { Database } from '../database/database';
import { behind, orderBy, type SortKey } from '../database/sorting';
import { connectionOf, type RowsOfPage, rowsOfPage, totalOf } from '../graphql/connection';
import type { ConsumptionPoint } from './consumption-point.entity';
import { ConsumptionPointConnection, ConsumptionPointEdge, type PointPage } from './consumption-point.input';
import { hydratePoint } from './consumption-point.service';
import { fits } from './point-search';

/** Their index gives the order, so a page of 300 points costs no more than one of three. */
const SORT_KEYS: SortKey[] = [
  { expression: 'p.sortKey', descending: false },
  { expression: 'p.id', descending: false },
];
const SHAPE = {
  connection: ConsumptionPointConnection,
  edge: ConsumptionPointEdge,
  node: hydratePoint,
  position: ({ sortKey, id }: ConsumptionPoint) => [sortKey, id],
};

/** Lists a customer's points page by page, by label. */
export class PointList {
  constructor(private readonly database: Database) {}

  /** @throws InvalidInput for `first` outside 1..100, a long search or a cursor of another list */
  async page(customerId: string, page: PointPage): Promise<ConsumptionPointConnection> {
    const search = page.search?.trim() ?? '';
    const asked = rowsOfPage(`points:${customerId}:${search}`, page, SORT_KEYS.length, search);
    if (search) return this.found(customerId, search, asked);
    const from = behind(SORT_KEYS, asked.after);
    const rows = await this.database.query<ConsumptionPoint & { total: number }>(
      `SELECT p.*, (SELECT COUNT(*) FROM consumption_points WHERE customerId = ?) AS total
       FROM consumption_points p WHERE p.customerId = ? AND ${from.text} ORDER BY ${orderBy(SORT_KEYS)} LIMIT ?`,
      [customerId, customerId, ...from.values, asked.limit],
    );
    return connectionOf(asked, rows, await totalOf(rows, asked, () => this.count(customerId)), SHAPE);
  }

  /** Words are compared here: no statement finds a number that was copied with blanks, or a name without accents. */
  private async found(
    customerId: string,
    search: string,
    asked: RowsOfPage,
  ): Promise<ConsumptionPointConnection> {
    const from = behind(SORT_KEYS, asked.after);
    const rows = await this.database.query<ConsumptionPoint & { isBehind: number }>(
      `SELECT p.*, CASE WHEN ${from.text} THEN 1 ELSE 0 END AS isBehind
       FROM consumption_points p WHERE p.customerId = ? ORDER BY ${orderBy(SORT_KEYS)}`,
      [...from.values, customerId],
    );
    const fitting = rows.filter(fits(search));
    const behindCursor = fitting.filter(({ isBehind }) => Number(isBehind) === 1);
    return connectionOf(asked, behindCursor.slice(0, asked.limit), fitting.length, SHAPE);
  }

  private async count(customerId: string): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      'SELECT COUNT(*) AS n FROM consumption_points WHERE customerId = ?',
      [customerId],
    );
    return Number(row!.n);
  }
}
