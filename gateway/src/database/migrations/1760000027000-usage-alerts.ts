import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** Customers are told of use that passes what they set. */
export const usageAlerts: Step = {
  name: 'UsageAlerts1760000027000',
  async up(runner, dialect) {
    const ofPoint = [key(c.id('customerId')), key(c.id('pointId'))];
    await dialect.createTable(
      runner,
      new Table({
        name: 'usage_alerts',
        columns: [...ofPoint, nullable(c.int('monthlyKwh')), c.yes('unusualDay'), c.day('since')],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({ name: 'usage_alerts_made', columns: [...ofPoint, key(c.text('subject', 32))] }),
    );
    // Messages get a further kind. The kinds are an enum of the code, and a new check would read every message.
    await dialect.dropCheck(runner, 'messages', 'messages_kind');
  },
};
