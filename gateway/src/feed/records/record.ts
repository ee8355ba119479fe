import type { z } from 'zod';
import type { Fault } from '../fault';

/** A record understood, or zod's word on why not. `key` is what may come only once in a file. */
export type Parsed<R> = { key: string | null; record: R; warnings: Fault[] } | { error: z.ZodError };

/** How the lines of one file are understood. */
export interface RecordKind<R> {
  /** Names of all fields; others are pointed out once a file. */
  fields: readonly string[];
  /** A CSV file with these columns in this order; without it, lines are JSON. */
  columns?: readonly string[];
  parse(value: unknown): Parsed<R>;
}

/** The result of writing a record. */
export type Outcome = 'taken' | 'unchanged' | TakenWith | Fault;

/** Taken, with something that only the tables could tell. */
export interface TakenWith {
  warnings: Fault[];
}
