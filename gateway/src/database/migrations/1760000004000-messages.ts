import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** What the retailer told customers, and who has read it. */
export const messages: Step = {
  name: 'Messages1760000004000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'messages',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.text('kind', 16),
          c.text('subject', 256),
          c.long('body'),
          c.instant('sentAt'),
          c.text('channel', 8),
          c.text('recipient', 254),
          nullable(c.id('invoiceId')),
          nullable(c.text('ticketNumber', 64)),
          c.long('searchText'),
          c.text('recordHash', 16),
        ],
        indices: [
          { name: 'messages_newest', columnNames: ['customerId', 'sentAt', 'id'] },
          // The feed and read marks name a message without its customer.
          { name: 'messages_id', columnNames: ['id'], isUnique: true },
        ],
      }),
      {
        messages_kind:
          "kind IN ('INVOICE_ISSUED','PAYMENT_DUE_SOON','PAYMENT_OVERDUE','PAYMENT_RECEIVED','DUNNING','ACCOUNT','TICKET_REPLY','ANNOUNCEMENT')",
        messages_channel: "channel IN ('EMAIL','SMS','PORTAL')",
      },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'message_mails',
        columns: [key(c.id('customerId')), key(c.id('messageId')), key(c.id('mailId'))],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'message_reads',
        columns: [key(c.id('customerId')), key(c.id('userId')), key(c.id('messageId')), c.instant('readAt')],
      }),
    );
  },
};
