import { z } from 'zod';
import { hoursOf } from '../../calendar';
import { keyOf } from '../../database/columns';
import { day, name, oneOf } from '../fields/fields';
import { checkPpe } from '../fields/formal';
import type { Direction } from '../../usage/usage.input';
import type { Parsed, RecordKind } from './record';
import type { Fault } from '../fault';

/** Upper bound of one interval: no customer uses a GWh. */
const VALUE = /^\d{1,7}(?:\.(\d{1,3}))?$/;

/** Watt-hours of all intervals of a day; a dash where nothing was measured. */
const values = z.string().transform((text, context): (number | null)[] => {
  const found: (number | null)[] = [];
  for (const value of text.split(/\s+/)) {
    if (value === '-') {
      found.push(null);
      continue;
    }
    const match = VALUE.exec(value);
    if (!match) {
      const what = /^-\d/.test(value) ? 'is negative' : 'is no number of kWh with at most three decimals';
      context.addIssue(`value ${found.length + 1} (${value.slice(0, 20)}) ${what}`);
      return z.NEVER;
    }
    found.push(Math.round(Number(value) * 1000));
  }
  return found;
});

const cells = z.object({
  ppe: name(40),
  date: day,
  direction: oneOf<`${Direction}`>(
    { CONSUMPTION: true, PRODUCTION: true },
    'CONSUMPTION or PRODUCTION is expected',
  ),
  minutes: z.enum(['15', '30', '60'], '15, 30 or 60 is expected').transform(Number),
  quality: z.enum(['MEASURED', 'ESTIMATED'], 'MEASURED or ESTIMATED is expected'),
  values,
});

// A transform, because it runs only after all cells are valid; a refinement would also run on invalid days.
const schema = cells.transform((line, context) => {
  const expected = (hoursOf(line.date) * 60) / line.minutes;
  const found = line.values.length;
  if (found !== expected)
    context.addIssue({
      code: 'custom',
      path: ['values'],
      message: `this day has ${expected} values of ${line.minutes} minutes, and there are ${found}`,
    });
  return line;
});

/** One point, day and direction. */
export interface UsageRecord {
  ppe: string;
  pointId: string;
  day: string;
  direction: `${Direction}`;
  minutes: number;
  estimated: boolean;
  values: (number | null)[];
}

export const usageRecords: RecordKind<UsageRecord> = {
  fields: Object.keys(cells.shape),
  columns: Object.keys(cells.shape),
  parse(value): Parsed<UsageRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const { date, quality, ...line } = result.data;
    const warnings: Fault[] = [];
    const ppe = checkPpe(line.ppe, warnings);
    return {
      // Usage arrives in parts, and of two lines for one day the later one counts: see the README's paragraph
      // on usage.
      key: null,
      warnings,
      record: { ...line, ppe, pointId: keyOf(ppe), day: date, estimated: quality === 'ESTIMATED' },
    };
  },
};
