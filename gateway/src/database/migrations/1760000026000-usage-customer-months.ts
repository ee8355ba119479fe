import { Table, type QueryRunner } from 'typeorm';
import { column as c, key } from '../columns';
import { placeholders } from '../dialect';
import type { Step } from './step';

const COLUMNS = [
  'customerId',
  'direction',
  'month',
  'wh',
  'measured',
  'complete',
  'estimated',
  'days',
] as const;

type Month = Record<(typeof COLUMNS)[number], string | number | Buffer>;

interface PointMonth {
  direction: string;
  month: string;
  days: Uint8Array;
}

/** Months of all points of a customer together. They follow from the months of the points. */
export const usageCustomerMonths: Step = {
  name: 'UsageCustomerMonths1760000026000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'usage_customer_months',
        columns: [
          key(c.id('customerId')),
          key(c.text('direction', 11)),
          key(c.text('month', 7)),
          c.whole('wh'),
          c.int('measured'),
          c.int('complete'),
          c.int('estimated'),
          { name: 'days', type: 'blob' },
        ],
      }),
      { usage_customer_months_direction: "direction IN ('CONSUMPTION','PRODUCTION')" },
    );
    // All months of a customer are written by one statement: a customer has none of them, or all.
    const customers = (await runner.query(
      `SELECT DISTINCT customerId FROM usage_months m WHERE customerId <> '' AND NOT EXISTS
         (SELECT 1 FROM usage_customer_months c WHERE c.customerId = m.customerId)`,
    )) as { customerId: string }[];
    for (const { customerId } of customers) {
      const months = (await runner.query(
        'SELECT direction, month, days FROM usage_months WHERE customerId = ?',
        [customerId],
      )) as PointMonth[];
      await insert(runner, monthsOf(customerId, months));
    }
  },
};

async function insert(runner: QueryRunner, months: readonly Month[]): Promise<void> {
  await runner.query(
    `INSERT INTO usage_customer_months (${COLUMNS.join()}) VALUES ${placeholders(COLUMNS.length, months.length)}`,
    months.flatMap((month) => COLUMNS.map((column) => month[column])),
  );
}

// What follows is how months were packed when this step was written, and stays so: builds that pack them in another way bring a step of their own.

type Sums = [wh: number, measured: number, complete: number, estimated: number];

function monthsOf(customerId: string, rows: readonly PointMonth[]): Month[] {
  const months = new Map<string, Sums[]>();
  for (const { direction, month, days } of rows) {
    const key = `${direction} ${month}`;
    const sums = months.get(key) ?? [];
    months.set(key, sums);
    numbersOf(days).forEach((code, n) => {
      while (sums.length <= n) sums.push([0, 0, 0, 0]);
      const marks = code % 8;
      const [wh, measured, complete, estimated] = sums[n]!;
      sums[n] = [
        wh + (code - marks) / 8,
        measured + (marks & 1),
        complete + ((marks >> 1) & 1),
        estimated + (marks >> 2),
      ];
    });
  }
  return [...months].map(([key, sums]) => {
    const [direction, month] = key.split(' ') as [string, string];
    const sum = (of: 0 | 2 | 3) => sums.reduce((total, day) => total + day[of], 0);
    return {
      ...{ customerId, direction, month, wh: sum(0), complete: sum(2), estimated: sum(3) },
      measured: sums.filter(([, measured]) => measured > 0).length,
      days: packed(sums.flat()),
    };
  });
}

/** Seven bits a byte, the lowest first. */
function numbersOf(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let [number, unit] = [0, 1];
  for (const byte of bytes) {
    number += (byte % 128) * unit;
    unit *= 128;
    if (byte >= 128) continue;
    numbers.push(number);
    [number, unit] = [0, 1];
  }
  return numbers;
}

function packed(numbers: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (let rest of numbers) {
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}
