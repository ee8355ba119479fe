import { Table, type QueryRunner } from 'typeorm';
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

interface Day {
  customerId: string;
  pointId: string;
  direction: string;
  day: string;
  wh: number;
  measured: number;
  complete: number;
  estimated: number;
}
type Month = Record<(typeof COLUMNS)[number], string | number | Buffer | null>;

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
    )) as Pick<Day, 'customerId' | 'pointId'>[];
    for (const { customerId, pointId } of points) {
      const days = (await runner.query(
        `SELECT customerId, pointId, direction, day, wh, measured, complete, estimated FROM usage_days
         WHERE customerId = ? AND pointId = ?`,
        [customerId, pointId],
      )) as Day[];
      await insert(runner, monthsOf(days));
    }
  },
};

async function insert(runner: QueryRunner, months: readonly Month[]): Promise<void> {
  await runner.query(
    `INSERT INTO usage_months (${COLUMNS.join()}) VALUES ${placeholders(COLUMNS.length, months.length)}`,
    months.flatMap((month) => COLUMNS.map((column) => month[column])),
  );
}

// What follows is how months were packed when this step was written, and stays so: builds that pack them in another way bring a step of their own.

/** Of one point. */
function monthsOf(days: readonly Day[]): Month[] {
  const months = new Map<string, Day[]>();
  for (const day of days) {
    const key = `${day.direction} ${day.day.slice(0, 7)}`;
    months.set(key, [...(months.get(key) ?? []), day]);
  }
  return [...months.values()].map((of) => {
    const { customerId, pointId, direction, day } = of[0]!;
    const sum = (what: 'wh' | 'measured' | 'complete' | 'estimated') =>
      of.reduce((total, one) => total + one[what], 0);
    const measured = of.filter((one) => one.measured).map((one) => one.day);
    measured.sort();
    return {
      customerId,
      pointId,
      direction,
      month: day.slice(0, 7),
      wh: sum('wh'),
      measured: sum('measured'),
      complete: sum('complete'),
      estimated: sum('estimated'),
      firstDay: measured[0] ?? null,
      lastDay: measured.at(-1) ?? null,
      days: packed(of),
    };
  });
}

/** A code for each day of the month, 0 where there is none; seven bits a byte, the lowest first. */
function packed(days: readonly Day[]): Buffer {
  const codes: number[] = [];
  for (const { day, wh, estimated, complete, measured } of days)
    codes[Number(day.slice(8)) - 1] = wh * 8 + estimated * 4 + complete * 2 + measured;
  const bytes: number[] = [];
  for (let code of Array.from(codes, (one) => one ?? 0)) {
    for (; code >= 128; code = Math.floor(code / 128)) bytes.push((code % 128) + 128);
    bytes.push(code);
  }
  return Buffer.from(bytes);
}
