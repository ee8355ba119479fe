import { MOST_DAYS_BEFORE } from './kind-rules';

/** Steps on and after the due date, the same for everyone. */
const STEPS_AFTER = [0, 1, 7, 14];
/** A step that was missed is made up for within these days. Older debts are billing's matter. */
const CATCH_UP_DAYS = 7;

/** The days from the due date between which a document may have a step. */
export const FIRST_DAY = -MOST_DAYS_BEFORE;
export const LAST_DAY = STEPS_AFTER.at(-1)! + CATCH_UP_DAYS;

/**
 * The latest step that has come, in days from the due date. Earlier ones that were missed are left out: two reminders of
 * one document on a day would only annoy.
 * @param days from the due date until today; negative before it
 * @param daysBefore as the customer chose
 */
export function latestStep(days: number, daysBefore: readonly number[]): number | null {
  if (days > LAST_DAY) return null;
  const come = [...daysBefore.map((day) => -day), ...STEPS_AFTER].filter((step) => step <= days);
  return come.length > 0 ? Math.max(...come) : null;
}

export type ReminderTemplate = 'dueSoon' | 'dueToday' | 'overdue';

/** What is said `days` from the due date. */
export function templateOn(days: number): ReminderTemplate {
  if (days < 0) return 'dueSoon';
  return days === 0 ? 'dueToday' : 'overdue';
}
