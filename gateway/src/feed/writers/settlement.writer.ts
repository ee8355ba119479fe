import type { EntityManager } from 'typeorm';
import type { Booking, BookingOutcome, Bookings } from '../../payments/settling/bookings';
import { CORRECTION } from '../records/invoice.row';
import type { Outcome } from '../records/record';
import type { Fault } from '../fault';
import type { Rows } from '../../database/bulk-rows';
import type { SettlementRecord } from '../records/settlement.record';
import { grouped } from '../../database/grouped';
import { chunks } from '../../database/sql-lists';

interface Known {
  customerId: string;
  id: string;
  kind: string;
  outstanding: number | string;
}

/** Sets what documents still ask for, and notes which payments are booked. */
export class SettlementWriter {
  constructor(
    private readonly rows: Rows,
    private readonly bookings: Bookings,
  ) {}

  async write(manager: EntityManager, settlements: readonly SettlementRecord[]): Promise<Outcome[]> {
    const found = await this.rows.selectIn<Known>(
      manager,
      'SELECT customerId, id, kind, outstanding FROM invoices WHERE id IN',
      settlements.flatMap((s) => s.invoiceIds),
    );
    const known = grouped(found, (row) => row.id);
    const changed = new Map<string, Known>();
    const booked = new Map<number, Booking[]>();
    const outcomes = settlements.map((settlement, n): Outcome => {
      const { invoiceNumber, isCorrection } = settlement;
      const documents = settlement.invoiceIds
        .flatMap((id) => known.get(id) ?? [])
        .filter((d) => settlement.customerId === null || d.customerId === settlement.customerId)
        .filter((d) => isCorrection === null || (d.kind === CORRECTION) === isCorrection);
      const [document] = documents;
      if (!document)
        return {
          field: 'invoiceNumber',
          value: invoiceNumber,
          reason: settlement.customerId
            ? 'This customer has no such document.'
            : 'There is no such document with this number.',
        };
      if (documents.length > 1)
        return { field: 'invoiceNumber', value: invoiceNumber, reason: whichOf(documents) };
      const { customerId, id: invoiceId } = document;
      const restates = Number(document.outstanding) !== settlement.outstanding;
      booked.set(
        n,
        settlement.bookedPayments.map((orderId) => ({ customerId, invoiceId, orderId, restates })),
      );
      if (!restates) return 'unchanged';
      document.outstanding = settlement.outstanding;
      changed.set(`${document.customerId}${document.id}`, document);
      return 'taken';
    });
    await this.update(
      manager,
      [...changed.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, d]) => d),
    );
    return this.withBookings(manager, outcomes, booked);
  }

  /** A line counts as taken when it changes its document or a payment. */
  private async withBookings(
    manager: EntityManager,
    outcomes: Outcome[],
    booked: ReadonlyMap<number, Booking[]>,
  ): Promise<Outcome[]> {
    const all = [...booked.values()].flat();
    if (all.length === 0) return outcomes;
    const noted = (await this.bookings.note(manager, all)).values();
    for (const [n, some] of booked) {
      const said = some.map(({ orderId }) => ({ orderId, what: noted.next().value! }));
      const warnings = said.flatMap(({ orderId, what }) => warningOf(orderId, what));
      if (warnings.length > 0) outcomes[n] = { warnings };
      else if (said.some(({ what }) => what === 'NEW')) outcomes[n] = 'taken';
    }
    return outcomes;
  }

  /** Nobody else writes here while this import holds the lock. */
  private async update(manager: EntityManager, documents: readonly Known[]): Promise<void> {
    for (const group of chunks(documents, 64)) {
      const one = 'customerId = ? AND id = ?';
      await manager.query(
        `UPDATE invoices SET outstanding = CASE ${group.map(() => `WHEN ${one} THEN ?`).join(' ')} ELSE outstanding END WHERE ${group.map(() => `(${one})`).join(' OR ')}`,
        [
          ...group.flatMap((d) => [d.customerId, d.id, Number(d.outstanding)]),
          ...group.flatMap((d) => [d.customerId, d.id]),
        ],
      );
    }
  }
}

function whichOf(documents: readonly Known[]): string {
  const customers = new Set(documents.map((d) => d.customerId)).size;
  return customers > 1
    ? `${customers} customers have a document with this number: say which by customerNumber.`
    : 'A document and its correction have this number: say which by kind.';
}

function warningOf(orderId: string, what: BookingOutcome): Fault[] {
  const at = { field: 'bookedPayments', value: orderId };
  if (what === 'UNKNOWN') return [{ ...at, reason: 'No payment with this order number was made here.' }];
  if (what === 'FOREIGN')
    return [{ ...at, reason: 'This payment is another customer’s: not taken as booked.' }];
  return [];
}
