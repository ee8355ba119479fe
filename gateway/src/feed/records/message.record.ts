import { z } from 'zod';
import { keyOf } from '../../database/columns';
import type { Channel, MessageKind } from '../../messages/message.entity';
import { messageRow, type MessageToWrite } from '../../messages/message.row';
import { storableMoment, name, oneOf, optional, text } from '../fields/fields';
import type { Parsed, RecordKind } from './record';

const kind = oneOf<`${MessageKind}`>({
  INVOICE_ISSUED: true,
  PAYMENT_DUE_SOON: true,
  PAYMENT_OVERDUE: true,
  PAYMENT_RECEIVED: true,
  DUNNING: true,
  ACCOUNT: true,
  TICKET_REPLY: true,
  ANNOUNCEMENT: true,
});
const channel = oneOf<`${Channel}`>({ EMAIL: true, SMS: true, PORTAL: true });
/** Fits MySQL's 64 kB of text for any characters. */
const LONGEST_BODY = 16_000;

const schema = z.object({
  id: name(128),
  customerNumber: name(64),
  kind,
  subject: name(256),
  body: text(LONGEST_BODY),
  sentAt: storableMoment,
  channel,
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
