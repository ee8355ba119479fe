import type { Database } from '../database/database';
import { ConsumptionPoint } from './consumption-point.entity';

/** Reads points; every query starts with the customer under whose contract they are. */
export class ConsumptionPointService {
  constructor(private readonly database: Database) {}

  async all(customerId: string): Promise<ConsumptionPoint[]> {
    const rows = await this.database.query<ConsumptionPoint>(
      'SELECT * FROM consumption_points WHERE customerId = ? ORDER BY ppe',
      [customerId],
    );
    return rows.map(hydratePoint);
  }

  async find(customerId: string, id: string): Promise<ConsumptionPoint | null> {
    const [row] = await this.database.query<ConsumptionPoint>(
      'SELECT * FROM consumption_points WHERE customerId = ? AND id = ?',
      [customerId, id],
    );
    return row ? hydratePoint(row) : null;
  }
}

/** SQLite and MySQL both give yes and no as 1 and 0. */
export function hydratePoint(row: ConsumptionPoint): ConsumptionPoint {
  return Object.assign(new ConsumptionPoint(), row, { producer: Boolean(row.producer) });
}
