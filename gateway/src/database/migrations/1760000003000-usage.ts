import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** What was used: a row a point, day and direction, and the months beside it. */
export const usage: Step = {
  name: 'Usage1760000003000',
  async up(runner, dialect) {
    const under = [key(c.id('customerId')), key(c.id('pointId')), key(c.text('direction', 11))];
    const direction = "direction IN ('CONSUMPTION','PRODUCTION')";
    await dialect.createTable(
      runner,
      new Table({
        name: 'usage_days',
        columns: [
          ...under,
          key(c.day('day')),
          c.int('minutes'),
          c.yes('estimated'),
          c.whole('wh'),
          c.int('measured'),
          c.int('complete'),
          { name: 'packed', type: 'blob' },
        ],
      }),
      { usage_days_direction: direction, usage_days_minutes: 'minutes IN (15,30,60)' },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'usage_months',
        columns: [
          ...under,
          key(c.text('month', 7)),
          c.whole('wh'),
          c.int('measured'),
          c.int('complete'),
          c.int('estimated'),
          nullable(c.day('firstDay')),
          nullable(c.day('lastDay')),
        ],
        // A point whose contracts changed: has anybody use there?
        indices: [{ name: 'usage_months_point', columnNames: ['pointId'] }],
      }),
      { usage_months_direction: direction },
    );
  },
};
