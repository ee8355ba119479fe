// The thread that reads the feed loads this file. It imports only types from the entity, which would load
// TypeORM and GraphQL.
import type { RowOf } from '../database/bulk-rows';
import { sqlInstant } from '../database/columns';
import { searchable } from '../database/search-text';
import type { LanguageCode } from '../texts/language';
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
  /** Mailed and sent as SMS only to customers that consented. */
  isMarketing: boolean;
}

/** Each user has their own read marks. */
export type MessageRow = RowOf<Message, 'readAt'>;

/** Packs a message into a row. Its record hash is left to records: messages of our own have none. */
export function messageRow(m: {
  id: string;
  customerId: string;
  customerNumber: string;
  kind: `${MessageKind}`;
  subject: string;
  body: string;
  /** Null where it is unknown. */
  language?: LanguageCode | null;
  sentAt: Date;
  channel: `${Channel}`;
  recipient?: string | null;
  invoiceId?: string | null;
  ticketNumber?: string | null;
  isMarketing?: boolean;
}): MessageToWrite {
  const { id, customerId, customerNumber, kind, subject, body, language = null, channel } = m;
  const { invoiceId = null, ticketNumber = null, isMarketing = false } = m;
  const sentAt = sqlInstant(m.sentAt);
  const recipient = m.recipient?.trim() ?? '';
  const searchText = searchable(`${subject}\n${body}`).slice(0, LONGEST_SEARCH).replace(HALF, '');
  const said = { kind, subject, body, language, sentAt, channel, recipient, invoiceId, ticketNumber };
  const row = { customerId, id, ...said, searchText, recordHash: '' };
  return { customerNumber, customerId, row, isMarketing };
}
