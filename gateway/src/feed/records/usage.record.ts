import { z } from 'zod';
import { hoursOf, isCalendarDay } from '../../calendar';
import { keyOf } from '../../database/columns';
import { day, name, oneOf } from '../fields/fields';
import { checkPpe } from '../fields/formal';
import { memoize } from '../../memoize';
import type { Direction } from '../../usage/usage.input';
import { DayPacker, type PackedDay } from '../../usage/packed-day';
import type { Parsed, RecordKind } from './record';
import type { Fault } from '../fault';

/** At most seven digits before the point: no customer uses more in an interval. */
const VALUE = /^\d{1,7}(?:\.(\d{1,3}))?$/;

/** Watt-hours of all intervals of a day; a dash where nothing was measured. */
const values = z.string().transform((text, context): PackedDay => {
  const found = readValues(text) ?? readValues(text.split(/\s+/).join(' '));
  if (found) return found;
  const all = text.split(/\s+/);
  const n = all.findIndex((value) => value !== '-' && !VALUE.test(value));
  const value = all[n]!;
  const what = /^-\d/.test(value) ? 'is negative' : 'is no number of kWh with at most three decimals';
  context.addIssue(`value ${n + 1} (${value.slice(0, 20)}) ${what}`);
  return z.NEVER;
});

const packer = new DayPacker();
const [SPACE, DASH, POINT, ZERO, NINE] = [0x20, 0x2d, 0x2e, 0x30, 0x39];

/**
 * Reads values with single spaces between them, sign by sign: a large feed has hundreds of millions.
 * @returns null where one is no value, or other blanks stand between them
 */
function readValues(text: string): PackedDay | null {
  for (let at = 0; at <= text.length; at++) {
    let sign = text.charCodeAt(at);
    if (sign === DASH) {
      packer.add(null);
      sign = text.charCodeAt(++at);
    } else {
      const first = at;
      let wh = 0;
      for (; sign >= ZERO && sign <= NINE; sign = text.charCodeAt(++at)) wh = wh * 10 + sign - ZERO;
      if (at === first || at > first + 7) return reset();
      let decimals = 0;
      if (sign === POINT) {
        for (sign = text.charCodeAt(++at); sign >= ZERO && sign <= NINE; sign = text.charCodeAt(++at)) {
          wh = wh * 10 + sign - ZERO;
          decimals++;
        }
        if (decimals === 0 || decimals > 3) return reset();
      }
      for (; decimals < 3; decimals++) wh *= 10;
      packer.add(wh);
    }
    if (at < text.length && sign !== SPACE) return reset();
  }
  return packer.take();
}

function reset(): null {
  packer.take();
  return null;
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
  const found = line.values.intervals;
  if (found !== expected)
    context.addIssue({
      code: 'custom',
      path: ['values'],
      message: `this day has ${expected} values of ${line.minutes} minutes, and there are ${found}`,
    });
  return line;
});

/** One point, day and direction. Packed by the thread that reads: a list of numbers is slow to hand over. */
export interface UsageRecord extends PackedDay {
  ppe: string;
  pointId: string;
  day: string;
  direction: `${Direction}`;
  minutes: number;
  estimated: boolean;
}

const PLAIN_PPE = /^\d{18}$/;

/** Lines of one point mostly follow each other. */
const pointIdOf = memoize((ppe) => keyOf(ppe));

export const usageRecords: RecordKind<UsageRecord> = {
  fields: Object.keys(cells.shape),
  columns: Object.keys(cells.shape),
  parse(value): Parsed<UsageRecord> {
    const warnings: Fault[] = [];
    const line = plainLine(value as Written) ?? schema.safeParse(value);
    if (!line.success) return { error: line.error };
    const { date, quality, direction, minutes, values } = line.data;
    const { packed, wh, highestWh, intervals, measured } = values;
    const ppe = checkPpe(line.data.ppe, warnings);
    // Spelled out, because spreading objects takes as long as reading the values.
    const record: UsageRecord = {
      ppe,
      pointId: pointIdOf(ppe),
      day: date,
      direction,
      minutes,
      estimated: quality === 'ESTIMATED',
      packed,
      wh,
      highestWh,
      intervals,
      measured,
    };
    // Usage arrives in parts, and of two lines for one day the later one counts: see the README's paragraph
    // on usage.
    return { key: null, warnings, record };
  },
};

type Written = Partial<Record<keyof z.input<typeof cells>, string>>;
type Line = { success: true; data: z.output<typeof cells> };

const MINUTES: Readonly<Record<string, number>> = { '15': 15, '30': 30, '60': 60 };
const hoursOfDay = memoize((date) =>
  isCalendarDay(date) && date > '1900' && date < '3000' ? hoursOf(date) : 0,
);

/**
 * Reads a line in which everything is as it should be, without the schema's checks, which take most of a large
 * import's time.
 * @returns null for any other line: the schema then says what it is, or what is wrong with it
 */
function plainLine({ ppe, date, direction, minutes, quality, values }: Written): Line | null {
  if (!ppe || !PLAIN_PPE.test(ppe) || !date || !minutes || !values) return null;
  if (direction !== 'CONSUMPTION' && direction !== 'PRODUCTION') return null;
  if (quality !== 'MEASURED' && quality !== 'ESTIMATED') return null;
  const length = MINUTES[minutes];
  const hours = hoursOfDay(date);
  if (!length || !hours) return null;
  const day = readValues(values);
  if (!day || day.intervals !== (hours * 60) / length) return null;
  return { success: true, data: { ppe, date, direction, minutes: length, quality, values: day } };
}
