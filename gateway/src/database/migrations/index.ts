import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Dialect } from '../dialect';
import type { Step } from './step';

/** The name of a step's file begins with the moment it was written. */
const STEP_FILE = /^\d{13}-[\w-]+\.[jt]s$/;
const load = createRequire(__filename);

/** Every migration of this folder in order. The list derives from the files, so that none can be forgotten. */
export const STEPS: Step[] = readdirSync(__dirname)
  .filter((file) => STEP_FILE.test(file))
  .sort()
  .map((file) => stepOf(load(path.join(__dirname, file)) as Record<string, Step>));

function stepOf(exports: Record<string, Step>): Step {
  const [step] = Object.values(exports);
  return step!;
}

/** The steps as TypeORM wants them: classes that know the dialect. */
export function MIGRATIONS(dialect: Dialect): (new () => MigrationInterface)[] {
  return STEPS.map(
    (step) =>
      class implements MigrationInterface {
        name = step.name;
        up(runner: QueryRunner): Promise<void> {
          return step.up(runner, dialect);
        }
        down(): Promise<void> {
          throw new Error('Steps only go forward: restore a backup instead');
        }
      },
  );
}
