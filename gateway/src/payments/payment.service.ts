import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import { InvalidInput } from '../errors';
import { decodeCursor, encodeCursor } from '../graphql/cursor';
import { PageInfo, type Page } from '../graphql/page';
import { OLDEST_DUE_FIRST } from '../invoices/invoice.query';
import type { Payment, PaymentItemRow } from './payment.entity';
import { PaymentConnection } from './payment.input';
import { hydratePayment, PAYMENT_COLUMNS, type PaymentRow } from './payment.rows';

/** Reads payments; every query begins with the customer they belong to. */
export class PaymentService {
  constructor(private readonly database: Database) {}

  /**
   * One page, newest first, and the count of all, in one statement.
   * @throws InvalidInput for `first` outside 1..100 or a cursor of another list.
   */
  async page(customerId: string, { first, after }: Page): Promise<PaymentConnection> {
    if (first < 1 || first > 100) throw new InvalidInput('first must be between 1 and 100.');
    const list = `payments:${customerId}`;
    const [createdAt, id] = after ? decodeCursor(list, after, 2) : [];
    const behind = after ? ' AND (p.createdAt < ? OR (p.createdAt = ? AND p.id < ?))' : '';
    const rows = await this.database.query<PaymentRow & { total: number }>(
      `SELECT ${PAYMENT_COLUMNS}, (SELECT COUNT(*) FROM payments WHERE customerId = ?) AS total
       FROM payments p WHERE p.customerId = ?${behind} ORDER BY p.createdAt DESC, p.id DESC LIMIT ?`,
      [customerId, customerId, ...(after ? [createdAt, createdAt, id] : []), first + 1],
    );
    const edges = rows.slice(0, first).map((row) => {
      const node = hydratePayment(row);
      return { node, cursor: encodeCursor(list, [sqlInstant(node.createdAt), node.id]) };
    });
    return Object.assign(new PaymentConnection(), {
      edges,
      pageInfo: new PageInfo(rows.length > first, edges.at(-1)),
      totalCount: rows[0] ? Number(rows[0].total) : after ? await this.count(customerId) : 0,
    });
  }

  /** The customer's payment, or null: not there and not theirs are the same. */
  async find(customerId: string, id: string): Promise<Payment | null> {
    const [row] = await this.database.query<PaymentRow>(
      `SELECT ${PAYMENT_COLUMNS} FROM payments p WHERE p.customerId = ? AND p.id = ?`,
      [customerId, id],
    );
    return row ? hydratePayment(row) : null;
  }

  /** A payment of any customer the user has access to, with what the user may do there. */
  async accessible(userId: string, id: string): Promise<{ payment: Payment; role: string } | null> {
    const [row] = await this.database.query<PaymentRow & { role: string }>(
      `SELECT ${PAYMENT_COLUMNS}, a.role AS role FROM accesses a
       JOIN payments p ON p.customerId = a.customerId AND p.id = ? WHERE a.userId = ?`,
      [id, userId],
    );
    return row ? { payment: hydratePayment(row), role: row.role } : null;
  }

  /** What payments of one customer pay, oldest due first. */
  async items(customerId: string, ids: readonly string[]): Promise<Map<string, PaymentItemRow[]>> {
    const rows = await this.database.query<PaymentItemRow>(
      `SELECT it.customerId, it.paymentId, it.invoiceId, it.amount FROM payment_items it
       JOIN invoices i ON i.customerId = it.customerId AND i.id = it.invoiceId
       WHERE it.customerId = ? AND it.paymentId IN (${marks(ids)})
       ORDER BY ${OLDEST_DUE_FIRST}`,
      [customerId, ...padded(ids)],
    );
    const items = rows.map((row) => ({ ...row, amount: Number(row.amount) }));
    return grouped(items, (item) => item.paymentId);
  }

  /** Payments that documents of one customer are in, newest first. */
  async ofInvoices(customerId: string, invoiceIds: readonly string[]): Promise<Map<string, Payment[]>> {
    const rows = await this.database.query<PaymentRow & { invoiceId: string }>(
      `SELECT it.invoiceId, ${PAYMENT_COLUMNS} FROM payment_items it
       JOIN payments p ON p.customerId = it.customerId AND p.id = it.paymentId
       WHERE it.customerId = ? AND it.invoiceId IN (${marks(invoiceIds)}) ORDER BY p.createdAt DESC, p.id DESC`,
      [customerId, ...padded(invoiceIds)],
    );
    const found = new Map<string, Payment[]>();
    for (const { invoiceId, ...row } of rows) {
      const payments = found.get(invoiceId) ?? [];
      found.set(invoiceId, [...payments, hydratePayment(row)]);
    }
    return found;
  }

  /** Payments that are open, newest first, of any number of customers; in the order of `customerIds`. */
  async open(customerIds: readonly string[]): Promise<Payment[][]> {
    const rows = await this.database.query<PaymentRow>(
      `SELECT ${PAYMENT_COLUMNS} FROM payments p
       WHERE p.customerId IN (${marks(customerIds)}) AND p.status IN ('CREATED', 'PENDING') ORDER BY p.createdAt DESC, p.id DESC`,
      padded(customerIds),
    );
    const found = grouped(rows.map(hydratePayment), ({ customerId }) => customerId);
    return customerIds.map((id) => found.get(id) ?? []);
  }

  private async count(customerId: string): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      'SELECT COUNT(*) AS n FROM payments WHERE customerId = ?',
      [customerId],
    );
    return Number(row!.n);
  }
}

/**
 * Reads a payment and locks it with its customer until the transaction ends. One statement, since
 * notifications come by the hundred.
 */
export async function lockedPayment(
  database: Database,
  manager: EntityManager,
  { customerId, id }: { customerId: string; id: string },
): Promise<Payment | null> {
  const [row] = await manager.query<PaymentRow[]>(
    `SELECT ${PAYMENT_COLUMNS} FROM customers c JOIN payments p ON p.customerId = c.id AND p.id = ? WHERE c.id = ? ${database.dialect.forUpdate}`,
    [id, customerId],
  );
  return row ? hydratePayment(row) : null;
}

/** A payment as it is inside a transaction. */
export async function paymentIn(
  manager: EntityManager,
  { customerId, id }: { customerId: string; id: string },
): Promise<Payment | null> {
  const [row] = await manager.query<PaymentRow[]>(
    `SELECT ${PAYMENT_COLUMNS} FROM payments p WHERE p.customerId = ? AND p.id = ?`,
    [customerId, id],
  );
  return row ? hydratePayment(row) : null;
}

/** A document in a payment as the ledger needs it. */
export interface PaidDocument {
  invoiceId: string;
  number: string;
  /** What the payment pays of it. */
  amount: number;
  /** What it still asks for, before this payment. */
  left: number;
}

/** The documents of a payment inside a transaction, oldest due first, and whether billing has booked it before we heard of it. */
export async function documentsIn(
  manager: EntityManager,
  { customerId, id, orderId }: Pick<Payment, 'customerId' | 'id' | 'orderId'>,
): Promise<{ documents: PaidDocument[]; isBooked: boolean }> {
  const rows = await manager.query<Record<keyof PaidDocument | 'bookings', unknown>[]>(
    `SELECT it.invoiceId, it.amount, i.number, i.outstanding - i.covered AS \`left\`,
       (SELECT COUNT(*) FROM payment_bookings b WHERE b.customerId = it.customerId AND b.orderId = ? AND b.appliedAt IS NULL) AS bookings
     FROM payment_items it JOIN invoices i ON i.customerId = it.customerId AND i.id = it.invoiceId
     WHERE it.customerId = ? AND it.paymentId = ? ORDER BY ${OLDEST_DUE_FIRST}`,
    [orderId, customerId, id],
  );
  const documents = rows.map((row) => ({
    invoiceId: row.invoiceId as string,
    number: row.number as string,
    amount: Number(row.amount),
    left: Math.max(Number(row.left), 0),
  }));
  return { documents, isBooked: Number(rows[0]?.bookings ?? 0) > 0 };
}

function grouped<T>(rows: readonly T[], keyOfRow: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOfRow(row), [...(groups.get(keyOfRow(row)) ?? []), row]);
  return groups;
}
