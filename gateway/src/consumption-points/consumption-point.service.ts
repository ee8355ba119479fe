import type { EntityManager } from 'typeorm';
import type { Role } from '../auth/user.entity';
import type { Database, Deadline } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import type { CustomerKey } from '../graphql/customer-loader';
import { ConsumptionPoint } from './consumption-point.entity';
import { naturalKey } from './natural-order';
import { addressLabel } from './point-label';

/** A point that a user may see, and what else they may do there. */
export interface AccessiblePoint {
  point: ConsumptionPoint;
  role: Role;
  /** As billing wrote it. */
  email: string;
}

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

  /**
   * A point of any customer the user has access to. Two of them may have contracts for the same place: then the
   * session's current customer is meant.
   */
  async accessible(
    { userId, customerId }: { userId: string; customerId: string },
    id: string,
  ): Promise<AccessiblePoint | null> {
    const [row] = await this.database.query<ConsumptionPoint & { role: Role; email: string }>(
      `SELECT p.*, a.role AS role, u.written AS email FROM accesses a
       JOIN users u ON u.id = a.userId JOIN consumption_points p ON p.customerId = a.customerId AND p.id = ?
       WHERE a.userId = ? ORDER BY CASE WHEN a.customerId = ? THEN 0 ELSE 1 END, a.customerId LIMIT 1`,
      [id, userId, customerId],
    );
    if (!row) return null;
    const { role, email, ...point } = row;
    return { point: hydratePoint(point), role, email };
  }

  /** Gives a point the customer's own name; null takes it back. */
  label(
    { customerId, id }: ConsumptionPoint,
    label: string | null,
    { until }: Deadline,
  ): Promise<ConsumptionPoint> {
    return this.database.transaction((manager) => this.labelIn(manager, { customerId, id }, label), {
      subject: customerId,
      until,
    });
  }

  private async labelIn(
    manager: EntityManager,
    { customerId, id }: CustomerKey,
    label: string | null,
  ): Promise<ConsumptionPoint> {
    // Locked, because a feed may be about to change the address.
    const [row] = await manager.query<[ConsumptionPoint]>(
      `SELECT * FROM consumption_points WHERE customerId = ? AND id = ? ${this.database.dialect.forUpdate}`,
      [customerId, id],
    );
    const address = addressLabel(row);
    // A label that repeats the address would stay behind when billing corrects the address.
    const ownLabel = label === address ? null : label;
    await manager.query(
      'UPDATE consumption_points SET ownLabel = ?, sortKey = ? WHERE customerId = ? AND id = ?',
      [...[ownLabel, naturalKey(ownLabel ?? address)], ...[customerId, id]],
    );
    return hydratePoint({ ...row, ownLabel });
  }

  /** Points of one customer by id. */
  async byIds(customerId: string, ids: readonly string[]): Promise<Map<string, ConsumptionPoint>> {
    const rows = await this.database.query<ConsumptionPoint>(
      `SELECT * FROM consumption_points WHERE customerId = ? AND id IN (${marks(ids)})`,
      [customerId, ...padded(ids)],
    );
    return new Map(rows.map((row) => [row.id, hydratePoint(row)]));
  }
}

/** SQLite and MySQL both give yes and no as 1 and 0. */
export function hydratePoint(row: ConsumptionPoint): ConsumptionPoint {
  return Object.assign(new ConsumptionPoint(), row, { producer: Boolean(row.producer) });
}
