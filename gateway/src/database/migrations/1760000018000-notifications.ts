import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** What customers chose to be told by mail and SMS. */
export const notifications: Step = {
  name: 'Notifications1760000018000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'notification_settings',
        columns: [
          key(c.id('customerId')),
          key(c.text('kind', 16)),
          c.yes('email'),
          c.yes('sms'),
          nullable(c.text('daysBefore', 16)),
          c.yes('attachPdf'),
        ],
      }),
    );
  },
};
