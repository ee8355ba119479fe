import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import { addColumn } from './restartable';
import type { Step } from './step';

/** SMS, how mails and SMS failed, and addresses that no longer take mail. */
export const sms: Step = {
  name: 'Sms1760000019000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'sms',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.text('recipient', 16),
          c.text('template', 32),
          c.text('language', 2),
          nullable(c.long('content')),
          c.text('state', 9),
          c.int('attempts'),
          c.int('round'),
          c.int('parts'),
          nullable(c.id('claim')),
          c.yes('isUncertain'),
          nullable(c.text('reason', 64)),
          c.instant('createdAt'),
          c.instant('dueAt'),
          nullable(c.instant('firstTriedAt')),
          nullable(c.instant('failedAt')),
        ],
        indices: [
          // The worker and the operator's reports name an SMS without its customer.
          { name: 'sms_id', columnNames: ['id'], isUnique: true },
          { name: 'sms_due', columnNames: ['state', 'dueAt'] },
        ],
      }),
      { sms_state: "state IN ('QUEUED','SENDING','SENT','DELIVERED','FAILED','UNKNOWN')" },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'message_sms',
        columns: [key(c.id('customerId')), key(c.id('messageId')), key(c.id('smsId'))],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({ name: 'sms_days', columns: [key(c.text('day', 10)), c.int('parts')] }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'bounced_addresses',
        columns: [key(c.text('email', 254)), c.text('status', 16), c.instant('bouncedAt')],
      }),
    );
    await addColumn(runner, 'mails', 'reason', 'varchar(64)');
    await addColumn(runner, 'mails', 'failedAt', 'datetime(3)');
    await addColumn(runner, 'mails', 'retriedAt', 'datetime(3)');
  },
};
