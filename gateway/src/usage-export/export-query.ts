import { z } from 'zod';
import { isCalendarDay } from '../calendar';
import { Direction, Resolution } from '../usage/usage.input';

/** A parameter that may occur several times, once, or not at all. */
const many = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (value === undefined ? [] : ([value].flat() as unknown[])), z.array(one));
// Both databases can store the days of these years.
const day = z.string().refine((value) => isCalendarDay(value) && value >= '1900' && value < '3000');
const id = z.string().min(1).max(64);

const parameters = z
  .strictObject({
    /** Points by id; all of the customer without it. */
    point: many(id),
    /** Whose points; the session's current customer without it. */
    customerId: id.optional(),
    /** First and last day. */
    from: day,
    to: day,
    direction: many(z.enum(Direction)),
    resolution: z.enum(Resolution).default(Resolution.HOUR),
    /** The decimal mark of CSV files; a comma makes semicolons separate the cells. */
    decimal: z.enum(['comma', 'point']).default('point'),
  })
  .refine(({ from, to }) => from <= to);

export interface ExportQuery {
  points: string[];
  customerId: string | undefined;
  from: string;
  to: string;
  /** Energy taken from the grid alone unless the address says otherwise. */
  directions: Direction[];
  resolution: Resolution;
  hasDecimalComma: boolean;
}

/** Parses an address's query; null when it is invalid. */
export function readExportQuery(query: unknown): ExportQuery | null {
  const parsed = parameters.safeParse(query);
  if (!parsed.success) return null;
  const { point, direction, decimal, from, to, resolution, customerId } = parsed.data;
  return {
    points: [...new Set(point)],
    customerId,
    from,
    to,
    directions: direction.length > 0 ? [...new Set(direction)] : [Direction.CONSUMPTION],
    resolution,
    hasDecimalComma: decimal === 'comma',
  };
}
