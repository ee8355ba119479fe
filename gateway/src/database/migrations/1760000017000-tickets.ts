import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';
import { addColumn, addIndex } from './restartable';

/** What customers ask for, the answers to it, drafts, and which of it the retailer has fetched by `export`. */
export const tickets: Step = {
  name: 'Tickets1760000017000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'tickets',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.text('number', 64),
          c.id('userId'),
          c.text('topic', 16),
          c.text('subject', 200),
          c.long('body'),
          c.text('status', 16),
          nullable(c.text('resolution', 8)),
          nullable(c.long('note')),
          nullable(c.id('invoiceId')),
          nullable(c.id('consumptionPointId')),
          nullable(c.text('callBackPhone', 20)),
          nullable(c.day('callBackDate')),
          nullable(c.text('callBackFrom', 5)),
          nullable(c.text('callBackTo', 5)),
          nullable(c.day('answerDueDate')),
          c.instant('createdAt'),
          c.id('inputHash'),
          nullable(c.text('recordHash', 16)),
          nullable(c.int('exportBatch')),
        ],
        indices: [
          { name: 'tickets_newest', columnNames: ['customerId', 'createdAt', 'id'] },
          // The feed names a ticket without its customer.
          { name: 'tickets_number', columnNames: ['number'], isUnique: true },
          { name: 'tickets_export', columnNames: ['exportBatch'] },
        ],
      }),
      {
        tickets_topic:
          "topic IN ('INVOICE','PAYMENT','USAGE','CONTRACT','DATA_CHANGE','SERVICE_ORDER','METER_READING','COMPLAINT','CALL_BACK','OTHER')",
        tickets_status: "status IN ('RECEIVED','IN_PROGRESS','ANSWERED','CLOSED')",
        tickets_resolution: "resolution IN ('DONE','REFUSED')",
      },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'ticket_replies',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.id('ticketId'),
          nullable(c.id('userId')),
          c.long('body'),
          c.yes('fromCustomer'),
          c.instant('createdAt'),
          c.id('inputHash'),
          nullable(c.int('exportBatch')),
        ],
        indices: [
          { name: 'ticket_replies_thread', columnNames: ['customerId', 'ticketId', 'createdAt', 'id'] },
          // Answers of the retailer are never exported.
          { name: 'ticket_replies_export', columnNames: ['exportBatch', 'fromCustomer'] },
        ],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'ticket_drafts',
        columns: [
          key(c.id('customerId')),
          key(c.id('userId')),
          key(c.id('ticketId')),
          nullable(c.text('topic', 16)),
          c.long('subject'),
          c.long('body'),
          nullable(c.id('invoiceId')),
          nullable(c.id('consumptionPointId')),
          nullable(c.long('callBack')),
          c.long('attachmentIds'),
          c.instant('savedAt'),
        ],
        // Old ones of all customers are deleted.
        indices: [{ name: 'ticket_drafts_saved', columnNames: ['savedAt'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({ name: 'export_batches', columns: [key(c.text('name', 16)), c.int('last')] }),
    );
    await addColumn(runner, 'attachments', 'exportBatch', 'int NULL');
    await addIndex(runner, 'attachments', 'attachments_export', ['exportBatch']);
    await addColumn(runner, 'payment_notices', 'exportBatch', 'int NULL');
    await addIndex(runner, 'payment_notices', 'payment_notices_export', ['exportBatch', 'status']);
  },
};
