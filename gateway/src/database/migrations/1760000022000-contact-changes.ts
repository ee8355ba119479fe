import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import { addColumn } from './restartable';
import type { Step } from './step';

/** Changes of contact data that users asked for, and the address on which an access rests because of one. */
export const contactChanges: Step = {
  name: 'ContactChanges1760000022000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'contact_changes',
        columns: [
          key(c.id('customerId')),
          key(c.id('ticketId')),
          key(c.text('field', 24)),
          c.id('userId'),
          c.long('value'),
          c.text('comparable', 254),
          nullable(c.long('previous')),
          c.instant('leavesAt'),
          nullable(c.text('cancelHash', 43)),
          nullable(c.text('outcome', 9)),
          nullable(c.instant('sentAt')),
          nullable(c.int('exportBatch')),
        ],
        indices: [
          // A request by the mailed link knows only the token.
          { name: 'contact_changes_link', columnNames: ['cancelHash'] },
          { name: 'contact_changes_export', columnNames: ['exportBatch', 'outcome', 'leavesAt'] },
        ],
      }),
      {
        contact_changes_field: "field IN ('EMAIL','PHONE','CORRESPONDENCE_ADDRESS')",
        contact_changes_outcome: "outcome IN ('DONE','CANCELLED','REPLACED')",
      },
    );
    await addColumn(runner, 'accesses', 'requestedEmail', 'varchar(254) NULL');
    await addColumn(runner, 'suspended_accesses', 'requestedEmail', 'varchar(254) NULL');
  },
};
