import { z } from 'zod';
import { keyOf } from '../../database/columns';
import type { Channel, MessageKind } from '../../messages/message.entity';
import { messageRow, type MessageToWrite } from '../../messages/message.row';
import { keptMoment, name, optional, text } from './fields';
import type { Parsed, RecordKind } from './record';

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
/** Fits MySQL's 64 kB of text whatever the letters. */
const LONGEST_BODY = 16_000;

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
    return { key: record.row.id, record, warnings: [] };
  },
};
