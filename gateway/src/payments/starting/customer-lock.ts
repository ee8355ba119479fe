import type { EntityManager } from 'typeorm';
import type { Database } from '../../database/database';

/**
 * One thing at a time happens to a customer's money: whatever starts, ends or books a payment takes the customer's row first. So two of them never wait
 * for each other in a circle, and what is read afterwards stays true until the end of the transaction.
 */
export async function lockCustomer(
  database: Database,
  manager: EntityManager,
  customerId: string,
): Promise<void> {
  await manager.query(`SELECT id FROM customers WHERE id = ? ${database.dialect.forUpdate}`, [customerId]);
}
