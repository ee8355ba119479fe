import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';
import { addColumn, addIndex, dropIndex } from './restartable';

/** What customers pay in the portal, and the ledger of what the operator accepted and billing booked. */
export const payments: Step = {
  name: 'Payments1760000006000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'payments',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.text('orderId', 32),
          c.id('inputHash'),
          c.id('userId'),
          c.whole('amount'),
          c.text('status', 16),
          nullable(c.text('failure', 64)),
          nullable(c.text('gatewayId', 16)),
          nullable(c.text('remoteId', 64)),
          nullable(c.text('redirectUrl', 512)),
          c.instant('createdAt'),
          c.instant('validUntil'),
          nullable(c.instant('finishedAt')),
          c.text('rate', 16),
          c.text('rateTable', 40),
          c.day('rateDate'),
          c.whole('limitGrosze'),
          nullable(c.instant('nextCheckAt')),
          c.int('checks'),
        ],
        indices: [
          { name: 'payments_order', columnNames: ['orderId'], isUnique: true },
          // The history, newest first, and its cursor.
          { name: 'payments_newest', columnNames: ['customerId', 'createdAt', 'id'] },
          // What the worker looks at; finished payments have no next check.
          { name: 'payments_due', columnNames: ['nextCheckAt'] },
        ],
      }),
      {
        payments_status: "status IN ('CREATED','PENDING','SUCCEEDED','FAILED','EXPIRED','CANCELLED')",
        payments_amount: 'amount > 0',
      },
    );
    const underPayment = [key(c.id('customerId')), key(c.id('paymentId'))];
    await dialect.createTable(
      runner,
      new Table({
        name: 'payment_items',
        columns: [...underPayment, key(c.id('invoiceId')), c.whole('amount')],
        indices: [{ name: 'payment_items_invoice', columnNames: ['customerId', 'invoiceId'] }],
      }),
      { payment_items_amount: 'amount > 0' },
    );
    // What the operator said of each of an order's transactions, the first time it said so.
    await dialect.createTable(
      runner,
      new Table({
        name: 'payment_notices',
        columns: [
          ...underPayment,
          key(c.text('remoteId', 64)),
          key(c.text('status', 64)),
          nullable(c.text('details', 64)),
          nullable(c.text('gatewayId', 16)),
          c.whole('amount'),
          c.whole('charged'),
          nullable(c.instant('paidAt')),
          c.instant('receivedAt'),
        ],
        indices: [{ name: 'payment_notices_received', columnNames: ['receivedAt'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'postings',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.id('paymentId'),
          c.text('remoteId', 64),
          nullable(c.id('invoiceId')),
          c.text('kind', 8),
          c.whole('amount'),
          nullable(c.id('reverses')),
          c.instant('at'),
        ],
        indices: [
          { name: 'postings_payment', columnNames: ['customerId', 'paymentId'] },
          // A posting is taken back once, when billing books it.
          { name: 'postings_reverses', columnNames: ['customerId', 'reverses'], isUnique: true },
        ],
      }),
      {
        postings_kind:
          "(kind = 'ACCEPTED' AND amount > 0 AND reverses IS NULL) OR (kind = 'BOOKED' AND amount < 0 AND reverses IS NOT NULL)",
      },
    );
    // Payments that billing says it has booked, with the document whose line says so: the line may come before the operator's word.
    await dialect.createTable(
      runner,
      new Table({
        name: 'payment_bookings',
        columns: [
          key(c.id('customerId')),
          key(c.text('orderId', 64)),
          key(c.id('invoiceId')),
          c.instant('takenAt'),
          nullable(c.instant('appliedAt')),
        ],
        indices: [{ name: 'payment_bookings_applied', columnNames: ['appliedAt'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'payments_aside',
        columns: [
          key(c.id('id')),
          c.text('reason', 16),
          c.text('serviceId', 16),
          c.text('orderId', 64),
          c.text('remoteId', 64),
          c.text('amount', 32),
          c.text('startAmount', 32),
          c.text('currency', 8),
          c.text('status', 64),
          c.text('paymentDate', 16),
          c.instant('receivedAt'),
        ],
        indices: [{ name: 'payments_aside_reason', columnNames: ['reason', 'receivedAt'] }],
      }),
    );
    // Of payments that succeeded and are not booked yet: how much of this document they cover, and how much there is of them in all.
    await addColumn(runner, 'invoices', 'covered', 'bigint NOT NULL DEFAULT 0');
    await addColumn(runner, 'customers', 'pendingPayments', 'bigint NOT NULL DEFAULT 0');
    // The open payment that the document is in: there is one at most, because there is one column.
    await addColumn(runner, 'invoices', 'heldBy', 'varchar(22) NULL');
    // The balance is answered from the index alone, so the index needs what it subtracts.
    await addIndex(runner, 'invoices', 'invoices_owed', ['customerId', 'outstanding', 'dueDate', 'covered']);
    await dropIndex(runner, 'invoices', 'invoices_open');
  },
};
