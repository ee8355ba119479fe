import type { QueryRunner } from 'typeorm';
import type { Dialect } from '../dialect';

/** One step of the schema's history, written once for every database. Never edited once merged. */
export interface Step {
  /** Class-like name ending in the time it was written, by which TypeORM orders and remembers steps. */
  name: string;
  /**
   * Can run again after an interruption anywhere: tables by `dialect.createTable`, other changes by
   * `restartable.ts`.
   * Statements that move rows find out what remains. `migrations.test.ts` interrupts every migration after
   * each statement.
   */
  up(runner: QueryRunner, dialect: Dialect): Promise<void>;
}
