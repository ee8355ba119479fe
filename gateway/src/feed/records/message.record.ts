import { z } from 'zod';
import { recordHash } from '../../database/bulk-rows';
import { keyOf } from '../../database/columns';
import type { Channel, MessageKind } from '../../messages/message.entity';
import { messageRow, type MessageToWrite } from '../../messages/message.row';
import type { LanguageCode } from '../../texts/language';
import { storableMoment, name, oneOf, optional, text } from '../fields/fields';
import type { Parsed, RecordKind } from './record';

/** Only the portal makes alerts. */
const kind = oneOf<`${Exclude<MessageKind, MessageKind.USAGE_ALERT>}`>({
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
const language = oneOf<LanguageCode>({ PL: true, EN: true, UK: true });
/** Fits MySQL's 64 kB of text for any characters. */
const LONGEST_BODY = 16_000;

const schema = z.object({
  id: name(128),
  customerNumber: name(64),
  kind,
  subject: name(256),
  body: text(LONGEST_BODY),
  language: optional(language),
  sentAt: storableMoment,
  channel,
  recipient: optional(text(254)),
  invoiceNumber: optional(name(256)),
  ticketNumber: optional(name(64)),
  marketing: z.boolean('true or false is expected').nullish(),
});

/** What the retailer sent itself can only be shown here, and other kinds need no consent. */
const NO_MARKETING = new z.ZodError([
  {
    code: 'custom',
    path: ['marketing'],
    input: true,
    message: 'marketing is an ANNOUNCEMENT with the channel PORTAL',
  },
]);

export const messageRecords: RecordKind<MessageToWrite> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<MessageToWrite> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const m = result.data;
    if (m.marketing && (m.kind !== 'ANNOUNCEMENT' || m.channel !== 'PORTAL')) return { error: NO_MARKETING };
    const record = messageRow({
      ...m,
      id: keyOf('message', m.id),
      customerId: keyOf(m.customerNumber),
      invoiceId: m.invoiceNumber ? keyOf(m.invoiceNumber) : null,
      isMarketing: m.marketing ?? false,
    });
    record.row.recordHash = hashOf(record);
    return { key: record.row.id, record, warnings: [] };
  },
};

function hashOf({ row, isMarketing }: MessageToWrite): string {
  const { kind, subject, body, sentAt, channel, recipient, invoiceId, ticketNumber, searchText } = row;
  // Another order would make the next import write all messages again.
  const hashed = [kind, subject, body, sentAt, channel, recipient, invoiceId, ticketNumber, searchText];
  // A message without a language keeps the hash it had before there was one.
  if (row.language) hashed.push(row.language);
  if (isMarketing) hashed.push('marketing');
  return recordHash(hashed);
}
