import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import { NotFound } from '../errors';
import { ProblemCode } from '../problems';

/** A document and how much of it is paid. */
export interface Share {
  invoiceId: string;
  amount: number;
}

/** What a payment is to pay, or why it can't. */
export type Choice = { shares: Share[]; amount: number; numbers: string[] } | { problem: ProblemCode };

interface OpenDocument {
  id: string;
  number: string;
  dueDate: string | null;
  issueDate: string;
  outstanding: number;
  covered: number;
  heldBy: string | null;
}

const COLUMNS = 'id, number, dueDate, issueDate, outstanding, covered, heldBy';

/**
 * What the server makes of the documents asked for: the customer names documents, never sums. To be called with the customer locked; the documents read
 * are locked too, so billing's import can't change them before the payment is written.
 */
export class Chooser {
  constructor(private readonly database: Database) {}

  /**
   * All that is left of each of these documents.
   * @throws NotFound when one of them is not the customer's.
   */
  async documents(manager: EntityManager, customerId: string, ids: readonly string[]): Promise<Choice> {
    const found = await this.read(manager, `AND id IN (${ids.map(() => '?').join(',')})`, [
      customerId,
      ...ids,
    ]);
    if (found.length < ids.length) throw new NotFound();
    if (found.some((document) => left(document) <= 0)) return { problem: ProblemCode.ALREADY_PAID };
    const byId = new Map(found.map((document) => [document.id, document]));
    return this.choice(ids.map((id) => byId.get(id)!));
  }

  /** The whole balance: documents oldest due first, as far as it goes, the last perhaps in part. */
  async wholeBalance(manager: EntityManager, customerId: string): Promise<Choice> {
    const open = await this.read(manager, 'AND outstanding > covered', [customerId]);
    const balance = await this.balance(manager, customerId);
    if (balance <= 0) return { problem: ProblemCode.NOTHING_TO_PAY };
    return this.choice(open.sort(oldestDueFirst), balance);
  }

  private choice(documents: readonly OpenDocument[], upTo = Number.MAX_SAFE_INTEGER): Choice {
    const shares: Share[] = [];
    const numbers: string[] = [];
    let amount = 0;
    for (const document of documents) {
      const share = Math.min(left(document), upTo - amount);
      if (share <= 0) break;
      if (document.heldBy !== null) return { problem: ProblemCode.PAYMENT_IN_PROGRESS };
      shares.push({ invoiceId: document.id, amount: share });
      numbers.push(document.number);
      amount += share;
    }
    return { shares, amount, numbers };
  }

  private async read(
    manager: EntityManager,
    which: string,
    parameters: readonly string[],
  ): Promise<OpenDocument[]> {
    const rows = await manager.query<OpenDocument[]>(
      `SELECT ${COLUMNS} FROM invoices WHERE customerId = ? ${which} ORDER BY id ${this.database.dialect.forUpdate}`,
      [...parameters],
    );
    return rows.map((row) => ({
      ...row,
      outstanding: Number(row.outstanding),
      covered: Number(row.covered),
    }));
  }

  /** `Balance.amount`: what all documents ask for, less what was paid and is tied to none of them or not booked yet. */
  private async balance(manager: EntityManager, customerId: string): Promise<number> {
    const [row] = await manager.query<Record<'documents' | 'overpayment' | 'pendingPayments', unknown>[]>(
      `SELECT c.overpayment, c.pendingPayments,
         (SELECT COALESCE(SUM(i.outstanding), 0) FROM invoices i WHERE i.customerId = c.id AND i.outstanding <> 0) AS documents
       FROM customers c WHERE c.id = ?`,
      [customerId],
    );
    if (!row) throw new NotFound();
    return Number(row.documents) - Number(row.overpayment) - Number(row.pendingPayments);
  }
}

/** What a document still asks for once payments not booked yet are subtracted. */
function left({ outstanding, covered }: OpenDocument): number {
  return outstanding - covered;
}

function oldestDueFirst(a: OpenDocument, b: OpenDocument): number {
  const place = ({ dueDate, issueDate, id }: OpenDocument) => `${dueDate ?? '9999-12-31'} ${issueDate} ${id}`;
  return place(a) < place(b) ? -1 : 1;
}
