import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';

/**
 * Locks the customer's row: what starts, ends or books a payment, or writes a ticket, takes this lock first.
 * Transactions then cannot deadlock, and what they read stays true until they end.
 */
export async function lockCustomer(
  database: Database,
  manager: EntityManager,
  customerId: string,
): Promise<void> {
  await manager.query(`SELECT id FROM customers WHERE id = ? ${database.dialect.forUpdate}`, [customerId]);
}
