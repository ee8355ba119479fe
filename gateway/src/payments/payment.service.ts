import type { EntityManager } from 'typeorm';
import { instant, sqlInstant } from '../database/columns';
import { grouped } from '../database/grouped';
import type { Database } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import { behind, orderBy, type SortKey } from '../database/sorting';
import { connectionOf, rowsOfPage, totalOf } from '../graphql/connection';
import type { Page } from '../graphql/page';
import { OLDEST_DUE_FIRST } from '../invoices/invoice.query';
import type { Payment, PaymentItemRow } from './payment.entity';
import { PaymentConnection, PaymentEdge } from './payment.input';
import { hydratePayment, PAYMENT_COLUMNS, type PaymentRow } from './payment.rows';

const NEWEST: SortKey[] = [
  { expression: 'p.createdAt', descending: true },
  { expression: 'p.id', descending: true },
];
const SHAPE = {
  connection: PaymentConnection,
  edge: PaymentEdge,
  node: hydratePayment,
  position: (row: PaymentRow) => [sqlInstant(instant(row.createdAt)), row.id as string],
};

/** Reads payments; every query begins with the customer they belong to. */
export class PaymentService {
  constructor(private readonly database: Database) {}

  /**
   * One page, newest first, and the count of all, in one statement.
   * @throws InvalidInput for `first` outside 1..100 or a cursor of another list.
   */
  async page(customerId: string, page: Page): Promise<PaymentConnection> {
    const asked = rowsOfPage(`payments:${customerId}`, page, NEWEST.length);
    const from = behind(NEWEST, asked.after);
    const rows = await this.database.query<PaymentRow & { total: number }>(
      `SELECT ${PAYMENT_COLUMNS}, (SELECT COUNT(*) FROM payments WHERE customerId = ?) AS total
       FROM payments p WHERE p.customerId = ? AND ${from.text} ORDER BY ${orderBy(NEWEST)} LIMIT ?`,
      [customerId, customerId, ...from.values, asked.limit],
    );
    const total = await totalOf(rows, asked, () => this.count(customerId));
    return connectionOf(asked, rows, total, SHAPE);
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
    return grouped(
      rows,
      (row) => row.paymentId,
      (row) => ({ ...row, amount: Number(row.amount) }),
    );
  }

  /** Payments that documents of one customer are in, newest first. */
  async ofInvoices(customerId: string, invoiceIds: readonly string[]): Promise<Map<string, Payment[]>> {
    const rows = await this.database.query<PaymentRow & { invoiceId: string }>(
      `SELECT it.invoiceId, ${PAYMENT_COLUMNS} FROM payment_items it
       JOIN payments p ON p.customerId = it.customerId AND p.id = it.paymentId
       WHERE it.customerId = ? AND it.invoiceId IN (${marks(invoiceIds)}) ORDER BY p.createdAt DESC, p.id DESC`,
      [customerId, ...padded(invoiceIds)],
    );
    return grouped(
      rows,
      ({ invoiceId }) => invoiceId,
      ({ invoiceId: _, ...row }) => hydratePayment(row),
    );
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
  /** Amount that the payment pays of it. */
  amount: number;
  /** What it still asks for, before this payment. */
  left: number;
}

/**
 * The documents of a payment inside a transaction, oldest due first.
 * Also tells whether billing booked the payment before the operator's notification.
 */
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
