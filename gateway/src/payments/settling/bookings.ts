import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { lockCustomer } from '../../customers/customer-lock';
import { paymentIn } from '../payment.service';
import type { Payment } from '../payment.entity';
import { postBooked, type Movement } from './postings';
import { chunks, marks, padded } from '../../database/sql-lists';

/** A settlement line that names a payment: billing's figures include it. */
export interface Booking {
  customerId: string;
  invoiceId: string;
  orderId: string;
  /** The line names the order and also changes `outstanding`: the figure includes all payments up to now. */
  restates: boolean;
}

/**
 * NEW and KNOWN are stored. UNKNOWN is stored too, since a restored backup may bring the order back.
 * FOREIGN is another customer's payment and is not stored.
 */
export type BookingOutcome = 'NEW' | 'KNOWN' | 'UNKNOWN' | 'FOREIGN';

const COLUMNS = ['customerId', 'orderId', 'invoiceId', 'takenAt', 'appliedAt'];
const KEY = COLUMNS.slice(0, 3);
const PAGE = 200;
const TOGETHER = 50;

/**
 * Records which payments billing has booked. A booking may precede the operator's notification.
 * Lines of one payment's documents may come in different feeds.
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
        `SELECT orderId, customerId FROM payments WHERE orderId IN (${marks(orders)})`,
        padded(orders),
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
      const isKnown = known.has(nameOf(booking));
      if (!isKnown || booking.restates) fresh.set(nameOf(booking), booking);
      if (isKnown) return 'KNOWN';
      return owner === undefined ? 'UNKNOWN' : 'NEW';
    });
    const sorted = [...fresh].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, booking]) => booking);
    const takenAt = sqlInstant(this.now());
    for (const some of chunks(sorted))
      await manager.query(
        this.database.dialect.upsert('payment_bookings', COLUMNS, KEY, some.length),
        some.flatMap((b) => [b.customerId, b.orderId, b.invoiceId, takenAt, null]),
      );
    return outcomes;
  }

  /**
   * Reverses postings of booked payments. It runs after all lines of a feed, which come in any order.
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

  private async takeBack(
    manager: EntityManager,
    key: { customerId: string; orderId: string; id: string },
  ): Promise<void> {
    await lockCustomer(this.database, manager, key.customerId);
    const payment = await paymentIn(manager, key);
    if (payment) await takeBackBooked(manager, payment, this.now());
  }
}

/**
 * Reverses postings that billing's figures now include, for a payment that billing booked. It reverses
 * amounts of three kinds.
 * First, on documents whose lines name the order, or that ask for nothing any more.
 * Second, all amounts, where the line of a document outside the payment names the order.
 * Third, a second transaction's amount, if it was posted before billing's latest line.
 * Amounts on other documents wait for their lines, so that no customer is asked to pay twice.
 * Without postings the booking waits for the operator's notification.
 */
export async function takeBackBooked(manager: EntityManager, payment: Payment, now: Date): Promise<void> {
  const { customerId, id, orderId } = payment;
  const [said] = await manager.query<{ elsewhere: number }[]>(
    `SELECT COUNT(*) - COUNT(it.invoiceId) AS elsewhere FROM payment_bookings b
     LEFT JOIN payment_items it ON it.customerId = b.customerId AND it.paymentId = ? AND it.invoiceId = b.invoiceId
     WHERE b.customerId = ? AND b.orderId = ?`,
    [id, customerId, orderId],
  );
  const posted = await manager.query<(Movement & { isThere: unknown; isTakenBack: unknown })[]>(
    `SELECT a.id, a.remoteId, a.invoiceId, a.amount, back.id IS NOT NULL AS isTakenBack,
       CASE WHEN a.invoiceId IS NULL THEN a.at <= (SELECT MAX(s.takenAt) FROM payment_bookings s WHERE s.customerId = a.customerId AND s.orderId = ?)
         ELSE i.outstanding <= 0 OR EXISTS (SELECT 1 FROM payment_bookings n WHERE n.customerId = a.customerId AND n.orderId = ? AND n.invoiceId = a.invoiceId) END AS isThere
     FROM postings a
     LEFT JOIN postings back ON back.customerId = a.customerId AND back.reverses = a.id
     LEFT JOIN invoices i ON i.customerId = a.customerId AND i.id = a.invoiceId
     WHERE a.customerId = ? AND a.paymentId = ? AND a.kind = 'ACCEPTED' ORDER BY a.invoiceId`,
    [orderId, orderId, customerId, id],
  );
  const waiting = posted.filter(({ isTakenBack }) => !Number(isTakenBack));
  const booked = waiting.filter(({ isThere }) => Number(isThere) || Number(said!.elsewhere) > 0);
  await postBooked(manager, payment, booked, now);
  const isLeft = waiting.some((one) => one.invoiceId !== null && !booked.includes(one));
  if (posted.length === 0 || isLeft) return;
  await manager.query(
    'UPDATE payment_bookings SET appliedAt = ? WHERE customerId = ? AND orderId = ? AND appliedAt IS NULL',
    [sqlInstant(now), customerId, orderId],
  );
}

function nameOf({ customerId, orderId, invoiceId }: Booking): string {
  return `${customerId} ${orderId} ${invoiceId}`;
}
