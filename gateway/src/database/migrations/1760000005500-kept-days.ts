import { Table, type QueryRunner } from 'typeorm';
import { monthsOfDays, type DayTotal, type MonthTotal } from '../../usage/kept';
import { column as c, key, nullable } from '../columns';
import { placeholders } from '../dialect';
import type { Step } from './step';

const COLUMNS = [
  'customerId',
  'pointId',
  'direction',
  'month',
  'wh',
  'measured',
  'complete',
  'estimated',
  'firstDay',
  'lastDay',
  'days',
] as const;

/** Months keep the sums of their days too. All they say follows from the days, so they are simply made anew. */
export const keptDays: Step = {
  name: 'KeptDays1760000005500',
  async up(runner, dialect) {
    // Without days they are the months of before.
    if (!(await runner.hasColumn('usage_months', 'days'))) await runner.dropTable('usage_months', true);
    await dialect.createTable(
      runner,
      new Table({
        name: 'usage_months',
        columns: [
          key(c.id('customerId')),
          key(c.id('pointId')),
          key(c.text('direction', 11)),
          key(c.text('month', 7)),
          c.whole('wh'),
          c.int('measured'),
          c.int('complete'),
          c.int('estimated'),
          nullable(c.day('firstDay')),
          nullable(c.day('lastDay')),
          { name: 'days', type: 'blob' },
        ],
        indices: [{ name: 'usage_months_point', columnNames: ['pointId'] }],
      }),
      { usage_months_direction: "direction IN ('CONSUMPTION','PRODUCTION')" },
    );
    // All months of a point are written by one statement: a point has none of them, or all.
    const points = (await runner.query(
      `SELECT DISTINCT customerId, pointId FROM usage_days d WHERE NOT EXISTS
         (SELECT 1 FROM usage_months m WHERE m.customerId = d.customerId AND m.pointId = d.pointId)`,
    )) as DayTotal[];
    for (const { customerId, pointId } of points) {
      const days = (await runner.query(
        `SELECT customerId, pointId, direction, day, wh, measured, complete, estimated FROM usage_days
         WHERE customerId = ? AND pointId = ?`,
        [customerId, pointId],
      )) as DayTotal[];
      await insert(runner, monthsOfDays(days));
    }
  },
};

async function insert(runner: QueryRunner, months: readonly MonthTotal[]): Promise<void> {
  await runner.query(
    `INSERT INTO usage_months (${COLUMNS.join()}) VALUES ${placeholders(COLUMNS.length, months.length)}`,
    months.flatMap((month) => COLUMNS.map((column) => month[column])),
  );
}
