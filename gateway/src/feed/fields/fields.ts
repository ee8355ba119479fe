import { parseMoney } from '../../money';
import { isCalendarDay } from '../../calendar';
import { z } from 'zod';
import { memoize } from '../../memoize';

import type { Fault } from '../fault';

/** Shapes of values in NDJSON records, each with a sentence about the expected value. */

/** Text of at most `max` characters; the databases' columns are that long. */
export function text(max: number) {
  return z.string('a text is expected').max(max, `at most ${max} characters fit`);
}

/** Text that names something: blanks around it mean nothing, and it is not empty. */
export function name(max: number) {
  return z
    .string('a text is expected')
    .trim()
    .min(1, 'must not be empty')
    .max(max, `at most ${max} characters fit`);
}

/** The same, where billing writes numbers as numbers. */
export function numberOrText(max: number) {
  return z.union([text(max), z.number().transform(String)], 'a text or a number is expected');
}

/**
 * One value of an enum. A `Record` with all of its values does not compile when one is missing.
 * Importing the enum would load TypeORM and GraphQL into the thread that reads records.
 */
export function oneOf<V extends string>(values: Record<V, true>, expected?: string) {
  const names = Object.keys(values) as V[];
  return z.enum(names, expected ?? `one of ${names.join(', ')} is expected`);
}

export const money = z.string('an amount is expected, a text such as "53.63"').transform((value, context) => {
  const grosze = parseMoney(value);
  if (grosze !== null) return grosze;
  context.addIssue('an amount is expected such as "53.63" or "-12.00"');
  return z.NEVER;
});

// Both databases hold the days of these years. Memoized: a feed has millions of days and hardly a thousand different ones.
const isDay = memoize((value) => isCalendarDay(value) && value >= '1900' && value < '3000');
export const day = z
  .string('a day such as "2026-03-29" is expected')
  .refine(isDay, 'a day such as "2026-03-29" is expected');

export const moment = z.iso
  .datetime({ offset: true, error: 'an instant such as "2026-03-29T08:00:00+02:00" is expected' })
  .transform((value) => new Date(value));

/** The same, within the years that both databases can hold. */
export const storableMoment = moment.refine((at) => {
  const year = at.getUTCFullYear();
  return year >= 1900 && year < 3000;
}, 'an instant such as "2026-03-29T08:00:00+02:00" is expected');

export const country = z
  .string('a country of two letters such as "PL" is expected')
  .regex(/^[A-Z]{2}$/, 'a country of two letters such as "PL" is expected')
  .default('PL');

/** Kilowatt-hours or kilowatts as a number or text with up to three decimals, to whole watts. */
export const thousandths = z
  .union([z.number(), z.string()], 'a number is expected, with at most three decimals')
  .transform((value, context) => {
    const match = /^(-?)(\d{1,12})(?:\.(\d{1,3}))?$/.exec(String(value));
    if (match) return Number(`${match[1]}${match[2]}${(match[3] ?? '').padEnd(3, '0')}`) + 0;
    context.addIssue('a number is expected, with at most three decimals');
    return z.NEVER;
  });

/** What may be left out may also be null. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish();
}

/** Null where a value is missing. */
export function nullable<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null);
}

/**
 * JSON can contain what databases cannot store: NUL, and unpaired surrogates. Both occur only as escapes, so
 * most lines need one check.
 */
export function isStorable(line: string, value: object): boolean {
  return !/\\u(0000|d[89a-f])/i.test(line) || !/\\u(0000|d[89a-f])/i.test(JSON.stringify(value));
}

/** The first fault zod found, for the report. */
export function faultOf(error: z.ZodError, record: unknown): Fault {
  const issue = error.issues[0]!;
  const field = issue.path.map(String).join('.') || null;
  const value = issue.path.reduce<unknown>(
    (at, part) => (at as Record<PropertyKey, unknown>)?.[part],
    record,
  );
  if (value === undefined && field) return { field, reason: `${field} is missing.` };
  return { field, value, reason: `${field ?? 'The record'}: ${issue.message}.` };
}
