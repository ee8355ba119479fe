import { hash } from 'node:crypto';
import type { TableColumnOptions, ValueTransformer } from 'typeorm';

/**
 * Derives a key from billing's names, the same on every machine and in every run. A feed imported twice
 * replaces its own rows.
 * 132 bits of SHA-256 over the parts, in 22 letters.
 */
export function keyOf(...parts: string[]): string {
  return hash('sha256', parts.join('\u0000'), 'base64url').slice(0, 22);
}

/** What keys are made of, in the order in which databases sort them. */
const LETTERS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** Keys from one on and below another. */
export interface KeyRange {
  from: string;
  below: string;
}

/** Divides all keys into about equal parts, in their order; `count` divides 64. */
export function keyRanges(count: number): KeyRange[] {
  const size = LETTERS.length / count;
  return Array.from({ length: count }, (_, n) => ({
    from: n === 0 ? '' : LETTERS[n * size]!,
    below: LETTERS[(n + 1) * size] ?? '~',
  }));
}

/** Shapes of columns, so that migrations name a meaning rather than a type. */
export const column = {
  id: (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '22' }),
  text: (name: string, length: number): TableColumnOptions => ({
    name,
    type: 'varchar',
    length: String(length),
  }),
  long: (name: string): TableColumnOptions => ({ name, type: 'text' }),
  /** Whole grosze or watt-hours; up to 2^53. */
  whole: (name: string): TableColumnOptions => ({ name, type: 'bigint' }),
  int: (name: string): TableColumnOptions => ({ name, type: 'int' }),
  day: (name: string): TableColumnOptions => ({ name, type: 'date' }),
  /** UTC, to the millisecond. */
  instant: (name: string): TableColumnOptions => ({ name, type: 'datetime', precision: 3 }),
  yes: (name: string): TableColumnOptions => ({ name, type: 'boolean', default: 0 }),
};
export const nullable = (options: TableColumnOptions): TableColumnOptions => ({
  ...options,
  isNullable: true,
});
export const key = (options: TableColumnOptions): TableColumnOptions => ({ ...options, isPrimary: true });

/** TypeORM returns bigint columns as strings; our values always fit a number. */
export const wholeNumber: ValueTransformer = {
  from: (value: unknown) => (value === null || value === undefined ? value : Number(value)),
  to: (value: unknown) => value,
};

/** An instant of a raw row: a Date on MySQL, text on SQLite. */
export function instant(value: unknown): Date {
  return value instanceof Date ? value : new Date(`${String(value).replace(' ', 'T')}Z`);
}

/** An instant as a parameter of raw SQL, the way TypeORM writes it on both. */
export function sqlInstant(value: Date): string {
  return value.toISOString().replace('T', ' ').replace('Z', '');
}
