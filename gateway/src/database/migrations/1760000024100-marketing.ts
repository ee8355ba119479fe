import { Table } from 'typeorm';
import { column as c, key } from '../columns';
import type { Step } from './step';

/** Marketing that is being handed over right now. */
export const marketing: Step = {
  name: 'Marketing1760000024100',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'marketing_handovers',
        columns: [key(c.id('customerId')), key(c.text('kind', 16)), key(c.id('id')), c.instant('aliveUntil')],
      }),
    );
  },
};
