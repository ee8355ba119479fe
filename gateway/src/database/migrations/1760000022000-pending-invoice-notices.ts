import { Table } from 'typeorm';
import { column as c, key } from '../columns';
import type { Step } from './step';

/** New documents of an import whose settlements are still to come. */
export const pendingInvoiceNotices: Step = {
  name: 'PendingInvoiceNotices1760000022000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'pending_invoice_notices',
        columns: [key(c.id('customerId')), key(c.id('invoiceId'))],
      }),
    );
  },
};
