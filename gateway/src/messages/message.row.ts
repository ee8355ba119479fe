// The thread that reads the feed loads this file. It imports only types from the entity, which would load
// TypeORM and GraphQL.
import { recordHash as hashOf, type RowOf } from '../database/bulk-rows';
import { sqlInstant } from '../database/columns';
import { searchable } from '../database/search-text';
import type { Channel, Message, MessageKind } from './message.entity';

/** Fits MySQL's 64 kB of text for any characters. */
const LONGEST_SEARCH = 20_000;

/** Half of a character, left by a cut. */
const HALF = /[\ud800-\udbff]$/;

/** A message as the table keeps it. */
export interface MessageToWrite {
  /** For the report. */
  customerNumber: string;
  customerId: string;
  row: MessageRow;
}

/** Each user has their own read marks. */
export type MessageRow = RowOf<Message, 'readAt'>;

/** Packs a message into a row. */
export function messageRow(m: {
  id: string;
  customerId: string;
  customerNumber: string;
  kind: `${MessageKind}`;
  subject: string;
  body: string;
  sentAt: Date;
  channel: `${Channel}`;
  recipient?: string | null;
  invoiceId?: string | null;
  ticketNumber?: string | null;
}): MessageToWrite {
  const described: Omit<MessageRow, 'customerId' | 'id' | 'recordHash'> = {
    kind: m.kind,
    subject: m.subject,
    body: m.body,
    sentAt: sqlInstant(m.sentAt),
    channel: m.channel,
    recipient: m.recipient?.trim() ?? '',
    invoiceId: m.invoiceId ?? null,
    ticketNumber: m.ticketNumber ?? null,
    searchText: searchable(`${m.subject}\n${m.body}`).slice(0, LONGEST_SEARCH).replace(HALF, ''),
  };
  const { customerId, customerNumber, id } = m;
  // Hashed in the order above.
  const recordHash = hashOf(Object.values(described));
  return { customerNumber, customerId, row: { customerId, id, ...described, recordHash } };
}
