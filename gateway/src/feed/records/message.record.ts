import { z } from 'zod';
import { keyOf, sqlInstant } from '../../database/columns';
import { searchable } from '../../database/search-text';
import type { Channel, MessageKind } from '../../messages/message.entity';
import { keptMoment, name, optional, text } from './fields';
import type { Parsed, RecordKind } from './record';
import { recordHash, type Value } from '../../database/bulk-rows';

// Written out: the entity would bring TypeORM and GraphQL into the thread that reads records.
const KINDS = [
  'INVOICE_ISSUED',
  'PAYMENT_DUE_SOON',
  'PAYMENT_OVERDUE',
  'PAYMENT_RECEIVED',
  'DUNNING',
  'ACCOUNT',
  'TICKET_REPLY',
  'ANNOUNCEMENT',
] as const satisfies readonly `${MessageKind}`[];
const CHANNELS = ['EMAIL', 'SMS', 'PORTAL'] as const satisfies readonly `${Channel}`[];
/** Fits MySQL's 64 kB of text whatever the letters; so does what is searched. */
const LONGEST_BODY = 16_000;
const LONGEST_SEARCH = 20_000;

/** Half of a character, left by a cut. */
const HALF = /[\ud800-\udbff]$/;

const schema = z.object({
  id: name(128),
  customerNumber: name(64),
  kind: z.enum(KINDS, `one of ${KINDS.join(', ')} is expected`),
  subject: name(256),
  body: text(LONGEST_BODY),
  sentAt: keptMoment,
  channel: z.enum(CHANNELS, `one of ${CHANNELS.join(', ')} is expected`),
  recipient: optional(text(254)),
  invoiceNumber: optional(name(256)),
  ticketNumber: optional(name(64)),
});

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

export const messageRecords: RecordKind<MessageToWrite> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<MessageToWrite> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const m = result.data;
    const record = messageRow({
      ...m,
      id: keyOf('message', m.id),
      customerId: keyOf(m.customerNumber),
      invoiceId: m.invoiceNumber ? keyOf(m.invoiceNumber) : null,
    });
    return { key: record.id, record, warnings: [] };
  },
};

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
