import type { QueryRunner } from 'typeorm';
import type { Dialect } from '../dialect';

/** One step of the schema's history, written once for every database. Never edited once merged. */
export interface Step {
  /** Class-like name ending in the time it was written, by which TypeORM orders and remembers steps. */
  name: string;
  /**
   * Can be run again from wherever it was broken off: tables by `dialect.createTable`, the rest by `restartable.ts`, rows by statements that find out
   * what is left to do. `migrations.test.ts` breaks every step off behind each of its statements.
   */
  up(runner: QueryRunner, dialect: Dialect): Promise<void>;
}
