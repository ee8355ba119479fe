import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** Files that customers upload for requests and replies; their bytes are in the storage. */
export const attachments: Step = {
  name: 'Attachments1760000016000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'attachments',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.id('userId'),
          c.text('name', 255),
          c.text('mimeType', 80),
          c.int('size'),
          c.text('state', 10),
          nullable(c.id('ticketId')),
          nullable(c.id('replyId')),
          c.int('position'),
          c.instant('createdAt'),
          nullable(c.instant('expiresAt')),
          nullable(c.instant('nextScanAt')),
        ],
        indices: [
          { name: 'attachments_ticket', columnNames: ['customerId', 'ticketId'] },
          // What the worker looks at, of all customers.
          { name: 'attachments_expired', columnNames: ['expiresAt'] },
          { name: 'attachments_unscanned', columnNames: ['nextScanAt'] },
        ],
      }),
      {
        attachments_state: "state IN ('UPLOADING','WAITING','READY','UNSAFE','REMOVED')",
        attachments_size: 'size >= 0',
        // Whatever a request holds stays, and everything else ends.
        attachments_held: '(ticketId IS NULL) = (expiresAt IS NOT NULL)',
      },
    );
  },
};
