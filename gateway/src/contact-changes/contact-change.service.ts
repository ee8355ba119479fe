import { addressLines, type AddressLines, type AddressParts } from '../customers/address-lines';
import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import {
  type ContactChange,
  ContactChangeState,
  ContactField,
  ShownContactChange,
} from './contact-change.entity';

/** How long a request is shown after it ended. */
const RECENT_MS = 90 * 24 * 3_600_000;
const MOST_SHOWN = 50;

type Row = Omit<ContactChange, 'userId' | 'comparable' | 'cancelHash'> & {
  ticketNumber: string;
  requestedAt: unknown;
  status: string;
  resolution: 'DONE' | 'REFUSED' | null;
};

/** Reads what customers asked to change. */
export class ContactChangeService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Open requests and recent ones, newest first. */
  async ofCustomer(customerId: string): Promise<ShownContactChange[]> {
    const recent = sqlInstant(new Date(this.now().getTime() - RECENT_MS));
    const rows = await this.database.query<Row>(
      `SELECT k.customerId, k.ticketId, k.field, k.value, k.previous, k.leavesAt, k.outcome, k.sentAt,
         t.number AS ticketNumber, t.createdAt AS requestedAt, t.status, t.resolution
       FROM contact_changes k JOIN tickets t ON t.customerId = k.customerId AND t.id = k.ticketId
       WHERE k.customerId = ? AND (t.createdAt > ? OR (k.outcome IS NULL AND t.status <> 'CLOSED'))
       ORDER BY t.createdAt DESC, t.id DESC, k.field LIMIT ${MOST_SHOWN}`,
      [customerId, recent],
    );
    return rows.map((row) => this.shown(row));
  }

  private shown(row: Row): ShownContactChange {
    const { customerId, ticketId, ticketNumber, field, value, previous } = row;
    const isAddress = field === ContactField.CORRESPONDENCE_ADDRESS;
    const state = stateOf(row);
    const leavesAt = instant(row.leavesAt);
    const isCancellable = state === ContactChangeState.REQUESTED && leavesAt > this.now();
    return Object.assign(new ShownContactChange(), {
      ...{ customerId, ticketNumber, field, state },
      id: `${ticketId}-${field}`,
      previousValue: isAddress ? null : previous,
      requestedValue: isAddress ? null : value,
      previousAddress: isAddress ? (JSON.parse(previous!) as AddressLines) : null,
      requestedAddress: isAddress ? addressLines(JSON.parse(value) as AddressParts) : null,
      requestedAt: instant(row.requestedAt),
      cancellableUntil: isCancellable ? leavesAt : null,
      sentAt: row.sentAt && instant(row.sentAt),
    });
  }
}

/**
 * What the portal knows by itself comes before what the retailer said of the ticket. One that is merely closed is not
 * done: a customer record with the value would say so.
 */
function stateOf({ outcome, resolution, status, sentAt }: Row): ContactChangeState {
  if (outcome) return ContactChangeState[outcome];
  if (resolution) return ContactChangeState[resolution];
  if (status === 'CLOSED') return ContactChangeState.CLOSED;
  return sentAt === null ? ContactChangeState.REQUESTED : ContactChangeState.SENT;
}
