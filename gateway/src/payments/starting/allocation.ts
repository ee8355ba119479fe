import type { EntityManager } from 'typeorm';
import type { Database } from '../../database/database';
import { NotFound } from '../../errors';
import { amountOf } from '../../invoices/balance';
import { OLDEST_DUE_FIRST } from '../../invoices/invoice.query';
import { ProblemCode } from '../../graphql/problems';
import { marks, padded } from '../../database/sql-lists';

/** A document and the amount to pay of it. */
export interface Allocation {
  invoiceId: string;
  amount: number;
}

/** What a payment is to pay, or why it can't. */
export type AllocationResult =
  { allocations: Allocation[]; amount: number; numbers: string[] } | { problem: ProblemCode };

interface OpenDocument {
  id: string;
  number: string;
  outstanding: number;
  covered: number;
  heldBy: string | null;
}

const COLUMNS = 'i.id, i.number, i.outstanding, i.covered, i.heldBy';

/**
 * Turns requested documents into amounts: a customer names documents, never sums. The caller holds the customer's lock.
 * The documents read are locked too, so that billing's import cannot change them before the payment is written.
 */
export class Allocator {
  constructor(private readonly database: Database) {}

  /**
   * Allocates the whole remaining sum of each of these documents.
   * @throws NotFound when one of them is not the customer's
   */
  async documents(
    manager: EntityManager,
    customerId: string,
    ids: readonly string[],
  ): Promise<AllocationResult> {
    const found = await this.read(manager, `AND i.id IN (${marks(ids)})`, [customerId, ...padded(ids)]);
    if (found.length < ids.length) throw new NotFound();
    if (found.some((document) => left(document) <= 0)) return { problem: ProblemCode.ALREADY_PAID };
    return this.allocate(found);
  }

  /** The whole balance: documents oldest due first, as far as it goes, the last perhaps in part. */
  async wholeBalance(manager: EntityManager, customerId: string): Promise<AllocationResult> {
    const open = await this.read(manager, 'AND i.outstanding > i.covered', [customerId]);
    const balance = await this.balance(manager, customerId);
    if (balance <= 0) return { problem: ProblemCode.NOTHING_TO_PAY };
    return this.allocate(open, balance);
  }

  private allocate(documents: readonly OpenDocument[], upTo = Number.MAX_SAFE_INTEGER): AllocationResult {
    const allocations: Allocation[] = [];
    const numbers: string[] = [];
    let amount = 0;
    for (const document of documents) {
      const allocated = Math.min(left(document), upTo - amount);
      if (allocated <= 0) break;
      if (document.heldBy !== null) return { problem: ProblemCode.PAYMENT_IN_PROGRESS };
      allocations.push({ invoiceId: document.id, amount: allocated });
      numbers.push(document.number);
      amount += allocated;
    }
    return { allocations, amount, numbers };
  }

  /** Oldest due first. */
  private async read(
    manager: EntityManager,
    which: string,
    parameters: readonly string[],
  ): Promise<OpenDocument[]> {
    const rows = await manager.query<OpenDocument[]>(
      `SELECT ${COLUMNS} FROM invoices i WHERE i.customerId = ? ${which} ORDER BY ${OLDEST_DUE_FIRST} ${this.database.dialect.forUpdate}`,
      [...parameters],
    );
    return rows.map((row) => ({
      ...row,
      outstanding: Number(row.outstanding),
      covered: Number(row.covered),
    }));
  }

  /** `Balance.amount`, as it is inside the transaction. */
  private async balance(manager: EntityManager, customerId: string): Promise<number> {
    const [row] = await manager.query<Record<'documents' | 'overpayment' | 'pendingPayments', unknown>[]>(
      `SELECT c.overpayment, c.pendingPayments,
         (SELECT COALESCE(SUM(i.outstanding), 0) FROM invoices i WHERE i.customerId = c.id AND i.outstanding <> 0) AS documents
       FROM customers c WHERE c.id = ?`,
      [customerId],
    );
    if (!row) throw new NotFound();
    return amountOf(row);
  }
}

/** What a document still asks for once payments not booked yet are subtracted. */
function left({ outstanding, covered }: OpenDocument): number {
  return outstanding - covered;
}
