import type { EntityManager } from 'typeorm';
import { changedRows } from '../../database/changes';
import type { Payment } from '../payment.entity';
import { chunks, marks, padded } from '../../database/sql-lists';

/**
 * Holds documents for a payment, all or none. Documents that another payment holds, or that are paid or
 * covered, do not count.
 * Since `heldBy` is one column, no two payments can hold a document.
 * @returns whether all of them were free
 */
export async function takeDocuments(
  manager: EntityManager,
  { customerId, id }: Pick<Payment, 'customerId' | 'id'>,
  invoiceIds: readonly string[],
): Promise<boolean> {
  let taken = 0;
  for (const some of chunks([...invoiceIds].sort()))
    taken += await changedRows(
      manager,
      `UPDATE invoices SET heldBy = ? WHERE customerId = ? AND id IN (${marks(some)}) AND heldBy IS NULL AND outstanding > covered`,
      [id, customerId, ...padded(some)],
    );
  return taken === invoiceIds.length;
}

/** Releases the documents of a payment. Those that another payment holds by now stay held. */
export async function freeDocuments(
  manager: EntityManager,
  { customerId, id }: Pick<Payment, 'customerId' | 'id'>,
): Promise<void> {
  const rows = await manager.query<{ invoiceId: string }[]>(
    'SELECT invoiceId FROM payment_items WHERE customerId = ? AND paymentId = ? ORDER BY invoiceId',
    [customerId, id],
  );
  for (const some of chunks(rows.map(({ invoiceId }) => invoiceId)))
    await manager.query(
      `UPDATE invoices SET heldBy = NULL WHERE customerId = ? AND id IN (${marks(some)}) AND heldBy = ?`,
      [customerId, ...padded(some), id],
    );
}
