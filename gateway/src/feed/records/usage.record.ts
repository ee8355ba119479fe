import { z } from 'zod';
import { hoursOf } from '../../calendar';
import { keyOf } from '../../database/columns';
import { day, name, oneOf } from '../fields/fields';
import { checkPpe } from '../fields/formal';
import { memoize } from '../../memoize';
import type { Direction } from '../../usage/usage.input';
import { packValues } from '../../usage/varint';
import type { Parsed, RecordKind } from './record';
import type { Fault } from '../fault';

/** At most seven digits before the point: no customer uses more in an interval. */
const VALUE = /^\d{1,7}(?:\.(\d{1,3}))?$/;

/** Watt-hours of all intervals of a day; a dash where nothing was measured. */
const values = z.string().transform((text, context): (number | null)[] => {
  const found = readValues(text) ?? readValues(text.split(/\s+/).join(' '));
  if (found) return found;
  const all = text.split(/\s+/);
  const n = all.findIndex((value) => value !== '-' && !VALUE.test(value));
  const value = all[n]!;
  const what = /^-\d/.test(value) ? 'is negative' : 'is no number of kWh with at most three decimals';
  context.addIssue(`value ${n + 1} (${value.slice(0, 20)}) ${what}`);
  return z.NEVER;
});

const [SPACE, DASH, POINT, ZERO, NINE] = [...' -.09'].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];

/**
 * Reads values with single spaces between them, sign by sign: a large feed has hundreds of millions.
 * @returns null where one is no value, or other blanks stand between them
 */
function readValues(text: string): (number | null)[] | null {
  const found: (number | null)[] = [];
  for (let at = 0; at <= text.length; at++) {
    let sign = text.charCodeAt(at);
    if (sign === DASH) {
      found.push(null);
      sign = text.charCodeAt(++at);
    } else {
      const first = at;
      let wh = 0;
      for (; sign >= ZERO && sign <= NINE; sign = text.charCodeAt(++at)) wh = wh * 10 + sign - ZERO;
      if (at === first || at > first + 7) return null;
      let decimals = 0;
      if (sign === POINT) {
        for (sign = text.charCodeAt(++at); sign >= ZERO && sign <= NINE; sign = text.charCodeAt(++at)) {
          wh = wh * 10 + sign - ZERO;
          decimals++;
        }
        if (decimals === 0 || decimals > 3) return null;
      }
      for (; decimals < 3; decimals++) wh *= 10;
      found.push(wh);
    }
    if (at < text.length && sign !== SPACE) return null;
  }
  return found;
}

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

/** One point, day and direction. Packed by the thread that reads: an array of numbers is slow to hand over. */
export interface UsageRecord {
  ppe: string;
  pointId: string;
  day: string;
  direction: `${Direction}`;
  minutes: number;
  estimated: boolean;
  /** All intervals in order: see varint.ts. */
  packed: Uint8Array;
  /** Sum of the measured ones, in watt-hours, and the highest of them. */
  wh: number;
  highestWh: number;
  /** How many were measured, and whether that is all of them. */
  measured: number;
  isComplete: boolean;
}

/** What a record says of a day's intervals, in watt-hours; null where nothing was measured. */
export function packedDay(
  intervals: readonly (number | null)[],
): Pick<UsageRecord, 'packed' | 'wh' | 'highestWh' | 'measured' | 'isComplete'> {
  let [wh, highestWh, measured] = [0, 0, 0];
  for (const value of intervals) {
    if (value === null) continue;
    wh += value;
    measured++;
    if (value > highestWh) highestWh = value;
  }
  return {
    packed: packValues(intervals),
    wh,
    highestWh,
    measured,
    isComplete: measured === intervals.length,
  };
}

/** Lines of one point mostly follow each other. */
const pointIdOf = memoize((ppe) => keyOf(ppe));

export const usageRecords: RecordKind<UsageRecord> = {
  fields: Object.keys(cells.shape),
  columns: Object.keys(cells.shape),
  parse(value): Parsed<UsageRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const { date, quality, direction, minutes } = result.data;
    const warnings: Fault[] = [];
    const ppe = checkPpe(result.data.ppe, warnings);
    const estimated = quality === 'ESTIMATED';
    return {
      // Usage arrives in parts, and of two lines for one day the later one counts: see the README's paragraph
      // on usage.
      key: null,
      warnings,
      record: {
        ...{ ppe, pointId: pointIdOf(ppe), day: date, direction, minutes, estimated },
        ...packedDay(result.data.values),
      },
    };
  },
};
