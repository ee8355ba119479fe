import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';
import { addColumn } from './restartable';

/** What the billing feed remembers: which feeds were taken, who takes one now, and what each record looked like. */
export const feed: Step = {
  name: 'Feed1760000002000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'feeds',
        columns: [
          key(c.int('id')),
          nullable(c.text('feedId', 128)),
          c.text('fingerprint', 43),
          nullable(c.instant('asOf')),
          c.instant('dataAsOf'),
          c.instant('takenAt'),
          c.int('taken'),
          c.int('unchanged'),
          c.int('refused'),
          c.int('warnings'),
        ],
        indices: [
          { name: 'feeds_feed_id', columnNames: ['feedId'], isUnique: true },
          { name: 'feeds_data_as_of', columnNames: ['dataAsOf'] },
          { name: 'feeds_as_of', columnNames: ['asOf'] },
        ],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'feed_locks',
        columns: [
          key(c.int('id')),
          c.text('holder', 22),
          c.text('host', 255),
          c.int('pid'),
          c.whole('beat'),
          c.instant('since'),
        ],
      }),
    );
    for (const table of ['customers', 'consumption_points', 'invoices'])
      await addColumn(runner, table, 'recordHash', "varchar(16) NOT NULL DEFAULT ''");
    for (const table of ['customers', 'consumption_points'])
      await addColumn(runner, table, 'xmlFrom', "varchar(40) NOT NULL DEFAULT ''");
  },
};
