import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import { addIndex } from './restartable';
import type { Step } from './step';

/** Which reminders of a document were made, and an index by which a day's run finds documents of all customers. */
export const reminders: Step = {
  name: 'Reminders1760000018500',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'reminders',
        columns: [key(c.id('customerId')), key(c.id('invoiceId')), key(c.int('step'))],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'reminder_runs',
        columns: [
          key(c.day('day')),
          c.text('claim', 22),
          c.instant('leaseUntil'),
          nullable(c.instant('doneAt')),
        ],
      }),
    );
    // With `outstanding` in it, paid documents are passed over without reading their rows.
    await addIndex(runner, 'invoices', 'invoices_due', ['dueDate', 'customerId', 'id', 'outstanding']);
  },
};
