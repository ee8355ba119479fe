import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { lockCustomer } from './customer-lock';
import { chunks } from './holds';
import { paymentIn } from './payment.service';
import { postBooked } from './postings';

/** A line of settlements that names a payment: it says that billing has it in its own figures. */
export interface Booking {
  customerId: string;
  invoiceId: string;
  orderId: string;
}

/** NEW and KNOWN are kept; UNKNOWN too, for an order that comes back with a restored backup; FOREIGN is another customer's payment, and is not. */
export type BookingOutcome = 'NEW' | 'KNOWN' | 'UNKNOWN' | 'FOREIGN';

const COLUMNS = ['customerId', 'orderId', 'invoiceId', 'takenAt'];
const KEY = COLUMNS.slice(0, 3);
const PAGE = 200;
const TOGETHER = 50;

/**
 * Which payments billing has booked. A booking may come before the operator's word does. It takes back all that is posted for the payment, once, since from
 * then on billing's own figures say it; money for the order that comes later (a second transaction) stays until a line of another document names the order.
 */
export class Bookings {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Notes bookings in the transaction that writes their lines. In the order of `bookings`. */
  async note(manager: EntityManager, bookings: readonly Booking[]): Promise<BookingOutcome[]> {
    const owners = new Map<string, string>();
    const known = new Set<string>();
    for (const some of chunks(bookings, 64)) {
      const orders = some.map(({ orderId }) => orderId);
      for (const row of await manager.query<{ orderId: string; customerId: string }[]>(
        `SELECT orderId, customerId FROM payments WHERE orderId IN (${orders.map(() => '?').join(',')})`,
        orders,
      ))
        owners.set(row.orderId, row.customerId);
      const one = '(customerId = ? AND orderId = ? AND invoiceId = ?)';
      for (const row of await manager.query<Booking[]>(
        `SELECT customerId, orderId, invoiceId FROM payment_bookings WHERE ${some.map(() => one).join(' OR ')}`,
        some.flatMap((b) => [b.customerId, b.orderId, b.invoiceId]),
      ))
        known.add(nameOf(row));
    }
    const fresh = new Map<string, Booking>();
    const outcomes = bookings.map((booking): BookingOutcome => {
      const owner = owners.get(booking.orderId);
      if (owner !== undefined && owner !== booking.customerId) return 'FOREIGN';
      if (known.has(nameOf(booking))) return 'KNOWN';
      fresh.set(nameOf(booking), booking);
      return owner === undefined ? 'UNKNOWN' : 'NEW';
    });
    const sorted = [...fresh].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, booking]) => booking);
    const takenAt = sqlInstant(this.now());
    for (const some of chunks(sorted))
      await manager.query(
        this.database.dialect.upsert('payment_bookings', COLUMNS, KEY, some.length, COLUMNS),
        some.flatMap((b) => [b.customerId, b.orderId, b.invoiceId, takenAt]),
      );
    return outcomes;
  }

  /**
   * Takes back what was posted for booked payments. After all lines of a feed, so that a payment of several documents is never taken from one whose line
   * has not been read: nobody is asked to pay again what only another line says is paid.
   * @param guard called in each transaction
   */
  async settle(guard: (manager: EntityManager) => Promise<void>): Promise<void> {
    for (let last = { customerId: '', orderId: '' }; ;) {
      const page = await this.waiting(last);
      if (page.length === 0) return;
      for (const some of chunks(page, TOGETHER))
        await this.database.transaction(async (manager) => {
          await guard(manager);
          for (const one of some) await this.takeBack(manager, one);
        });
      last = page.at(-1)!;
    }
  }

  private waiting(after: { customerId: string; orderId: string }) {
    return this.database.query<{ customerId: string; orderId: string; id: string }>(
      `SELECT DISTINCT b.customerId, b.orderId, p.id FROM payment_bookings b
       JOIN payments p ON p.customerId = b.customerId AND p.orderId = b.orderId
       WHERE b.appliedAt IS NULL AND (b.customerId > ? OR (b.customerId = ? AND b.orderId > ?))
       ORDER BY b.customerId, b.orderId LIMIT ${PAGE}`,
      [after.customerId, after.customerId, after.orderId],
    );
  }

  /** Nothing posted yet: the booking waits, and the operator's word meets it. */
  private async takeBack(
    manager: EntityManager,
    key: { customerId: string; orderId: string; id: string },
  ): Promise<void> {
    await lockCustomer(this.database, manager, key.customerId);
    const payment = await paymentIn(manager, key);
    const now = this.now();
    if (!payment || !(await postBooked(manager, payment, now))) return;
    await manager.query(
      'UPDATE payment_bookings SET appliedAt = ? WHERE customerId = ? AND orderId = ? AND appliedAt IS NULL',
      [sqlInstant(now), key.customerId, key.orderId],
    );
  }
}

function nameOf({ customerId, orderId, invoiceId }: Booking): string {
  return `${customerId} ${orderId} ${invoiceId}`;
}
