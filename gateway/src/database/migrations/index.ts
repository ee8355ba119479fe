import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Dialect } from '../dialect';
import { billing } from './1760000000000-billing';
import { users } from './1760000001000-users';
import { feed } from './1760000002000-feed';
import { keptDays } from './1760000005500-kept-days';
import { messages } from './1760000004000-messages';
import { notificationQuarantine } from './1760000015000-notification-quarantine';
import { payments } from './1760000006000-payments';
import { printedFacts } from './1760000013000-printed-facts';
import { printedRecords } from './1760000014000-printed-records';
import { slices } from './1760000010000-slices';
import { usedLinks } from './1760000011000-used-links';
import { suspendedAccesses } from './1760000012000-suspended-accesses';
import { usage } from './1760000003000-usage';
import type { Step } from './step';

/** In the order in which they are taken. */
export const STEPS: Step[] = [
  billing,
  users,
  feed,
  usage,
  messages,
  keptDays,
  payments,
  slices,
  usedLinks,
  suspendedAccesses,
  printedFacts,
  printedRecords,
  notificationQuarantine,
];

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
