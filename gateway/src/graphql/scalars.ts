import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isCalendarDay } from '../calendar';
import { memoize } from '../memoize';
import { formatMoney, parseMoney } from '../money';

function refuse(what: string): never {
  // The value is not repeated: it may be a secret in the wrong field.
  throw new GraphQLError(`${what} expected`);
}

function textOf(node: ValueNode, what: string): string {
  return node.kind === Kind.STRING ? node.value : refuse(what);
}

function money(value: unknown): number {
  const grosze = typeof value === 'string' ? parseMoney(value) : null;
  return grosze ?? refuse('an amount such as "12.50"');
}

function calendarDay(value: unknown): string {
  return typeof value === 'string' && isCalendarDay(value) ? value : refuse('a day such as 2026-03-29');
}

function moment(value: unknown): Date {
  const date = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  return Number.isNaN(date.getTime()) ? refuse('an instant such as 2026-03-29T01:00:00Z') : date;
}

/** Leaves out milliseconds that are zero. Memoized: every customer's year of usage has the same midnights. */
const formatMoment = memoize((milliseconds: number) => {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
});

export const Money = new GraphQLScalarType<number, string>({
  name: 'Money',
  description:
    'Polish złoty with exactly two decimals, as a string: "-12.50". Stored and computed as whole grosze.',
  serialize: (value) => formatMoney(value as number),
  parseValue: money,
  parseLiteral: (node) => money(textOf(node, 'an amount')),
});

export const CalendarDay = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Calendar day in Poland (Europe/Warsaw): 2026-03-29.',
  serialize: (value) => value as string,
  parseValue: calendarDay,
  parseLiteral: (node) => calendarDay(textOf(node, 'a day')),
});

export const Moment = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'Instant in UTC: 2026-03-29T01:00:00Z.',
  serialize: (value) => formatMoment((value as Date).getTime()),
  parseValue: moment,
  parseLiteral: (node) => moment(textOf(node, 'an instant')),
});
