import type { EntityManager } from 'typeorm';

/**
 * Closes a request of which nothing is open any more, in the transaction that ended its last field. It is done where a
 * field of it is.
 * @param note on why it ended; null keeps the retailer's
 */
export async function closeTicketIfEnded(
  manager: EntityManager,
  { customerId, ticketId }: { customerId: string; ticketId: string },
  note: string | null,
): Promise<void> {
  const ofTicket = 'FROM contact_changes k WHERE k.customerId = ? AND k.ticketId = ? AND k.outcome';
  const key = [customerId, ticketId];
  await manager.query(
    `UPDATE tickets SET status = 'CLOSED', note = COALESCE(?, note),
       resolution = CASE WHEN EXISTS (SELECT 1 ${ofTicket} = 'DONE') THEN 'DONE' END
     WHERE customerId = ? AND id = ? AND resolution IS NULL AND status <> 'CLOSED'
       AND NOT EXISTS (SELECT 1 ${ofTicket} IS NULL)`,
    [note, ...key, ...key, ...key],
  );
}
