import type { EntityManager } from 'typeorm';
import { keyOf, sqlInstant } from '../../database/columns';
import { placeholders } from '../../database/dialect';
import type { Payment } from '../payment.entity';
import { chunks, marks, padded } from '../../database/sql-lists';

/** A movement of money: to a document, or with null to the customer's overpayment. */
export interface Movement {
  id: string;
  remoteId: string;
  invoiceId: string | null;
  amount: number;
  reverses: string | null;
}

/**
 * Posts what the operator accepted in one transaction. Postings are only added, and the stored sums change in
 * the same transaction.
 * Keys consist of order, transaction and document, so nothing can be posted twice.
 */
export async function postAccepted(
  manager: EntityManager,
  payment: Payment,
  remoteId: string,
  shares: readonly { invoiceId: string | null; amount: number }[],
  at: Date,
): Promise<void> {
  const movements = shares.map(({ invoiceId, amount }) => ({
    id: keyOf('accepted', payment.orderId, remoteId, invoiceId ?? ''),
    remoteId,
    invoiceId,
    amount,
    reverses: null,
  }));
  await move(manager, payment, 'ACCEPTED', movements, at);
}

/** Takes accepted movements back: billing has them in its own figures now. */
export async function postBooked(
  manager: EntityManager,
  payment: Payment,
  accepted: readonly Omit<Movement, 'reverses'>[],
  at: Date,
): Promise<void> {
  const movements = accepted.map(({ id, remoteId, invoiceId, amount }) => ({
    id: keyOf('booked', id),
    remoteId,
    invoiceId,
    amount: -Number(amount),
    reverses: id,
  }));
  await move(manager, payment, 'BOOKED', movements, at);
}

async function move(
  manager: EntityManager,
  payment: Payment,
  kind: 'ACCEPTED' | 'BOOKED',
  movements: readonly Movement[],
  at: Date,
): Promise<void> {
  const { customerId, id: paymentId } = payment;
  if (movements.length === 0) return;
  for (const some of chunks(movements)) {
    await manager.query(
      `INSERT INTO postings (customerId, id, paymentId, remoteId, invoiceId, kind, amount, reverses, at) VALUES ${placeholders(9, some.length)}`,
      some.flatMap((m) => [
        customerId,
        m.id,
        paymentId,
        m.remoteId,
        m.invoiceId,
        kind,
        m.amount,
        m.reverses,
        sqlInstant(at),
      ]),
    );
    await cover(manager, payment, some);
  }
  const sum = movements.reduce((total, { amount }) => total + amount, 0);
  await manager.query('UPDATE customers SET pendingPayments = pendingPayments + ? WHERE id = ?', [
    sum,
    customerId,
  ]);
}

/** `covered` of a document is the sum of its postings. Posting also releases the document's hold. */
async function cover(
  manager: EntityManager,
  { customerId, id: paymentId }: Payment,
  movements: readonly Movement[],
): Promise<void> {
  const sums = new Map<string, number>();
  for (const { invoiceId, amount } of movements)
    if (invoiceId !== null) sums.set(invoiceId, (sums.get(invoiceId) ?? 0) + amount);
  const documents = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  if (documents.length === 0) return;
  const ids = documents.map(([id]) => id);
  await manager.query(
    `UPDATE invoices SET covered = covered + CASE id ${documents.map(() => 'WHEN ? THEN ?').join(' ')} ELSE 0 END,
       heldBy = CASE WHEN heldBy = ? THEN NULL ELSE heldBy END
     WHERE customerId = ? AND id IN (${marks(ids)})`,
    [...documents.flat(), paymentId, customerId, ...padded(ids)],
  );
}
