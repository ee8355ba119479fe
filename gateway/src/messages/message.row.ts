// Loaded by the thread that reads the feed: types alone are taken from the entity, which would bring TypeORM and GraphQL along.
import { recordHash, type Value } from '../database/bulk-rows';
import { sqlInstant } from '../database/columns';
import { searchable } from '../database/search-text';
import type { Channel, MessageKind } from './message.entity';

/** Fits MySQL's 64 kB of text whatever the letters. */
const LONGEST_SEARCH = 20_000;

/** Half of a character, left by a cut. */
const HALF = /[\ud800-\udbff]$/;

/** A message as the table keeps it. */
export interface MessageToWrite {
  customerId: string;
  /** For the report. */
  customerNumber: string;
  id: string;
  /** Values of MESSAGES from `kind` on, up to the hash. */
  values: Value[];
  hash: string;
}

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
  const values: Value[] = [
    m.kind,
    m.subject,
    m.body,
    sqlInstant(m.sentAt),
    m.channel,
    m.recipient?.trim() ?? '',
    m.invoiceId ?? null,
    m.ticketNumber ?? null,
    searchable(`${m.subject}\n${m.body}`).slice(0, LONGEST_SEARCH).replace(HALF, ''),
  ];
  return {
    customerId: m.customerId,
    customerNumber: m.customerNumber,
    id: m.id,
    values,
    hash: recordHash(values),
  };
}
