import type { Logger } from 'pino';
import { warsawClock } from '../calendar';
import { changedRows } from '../database/changes';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { PeriodicTask } from '../runtime/periodic-task';
import { newId } from '../runtime/tokens';
import { ReminderRun } from './reminder.entity';
import type { RemindersService } from './reminders.service';

const POLL_EVERY_MS = 60_000;
const LEASE_MS = 5 * 60_000;
const FROM = '09';
const UNTIL = '21';
const RUNS = tableOf(ReminderRun);
const NEVER = '1970-01-01 00:00:00.000';

/**
 * Makes the reminders of each day at nine o'clock in Poland, or as soon after it as a worker runs. The day's row is
 * claimed, so that several workers do not do it side by side.
 */
export class DailyReminders extends PeriodicTask {
  private lastDay = '';

  constructor(
    private readonly parts: {
      database: Database;
      log: Logger;
      now: () => Date;
      reminders: RemindersService;
    },
  ) {
    super(parts.log, POLL_EVERY_MS, () => this.runDue());
  }

  /** @returns whether this worker made the day's reminders */
  async runDue(): Promise<boolean> {
    const { now, log, reminders } = this.parts;
    const [day, time] = warsawClock(now()).split(' ') as [string, string];
    if (time < FROM || time >= UNTIL || day === this.lastDay) return false;
    const claim = newId();
    if (!(await this.claim(day, claim))) return false;
    const made = await reminders.run(day, () => this.renew(day, claim));
    await this.change(day, claim, 'doneAt = ?', sqlInstant(now()));
    this.lastDay = day;
    log.info({ day, ...made }, 'reminders made');
    return true;
  }

  private async claim(day: string, claim: string): Promise<boolean> {
    const { database, now } = this.parts;
    const at = now();
    return database.transaction(
      async (manager) => {
        const row = { day, claim: '', leaseUntil: NEVER, doneAt: null };
        await database.rows.insertMissing(manager, RUNS, [row]);
        const claimed = await changedRows(
          manager,
          'UPDATE reminder_runs SET claim = ?, leaseUntil = ? WHERE day = ? AND doneAt IS NULL AND leaseUntil <= ?',
          [claim, sqlInstant(new Date(at.getTime() + LEASE_MS)), day, sqlInstant(at)],
        );
        return claimed === 1;
      },
      { isPatient: true },
    );
  }

  private async renew(day: string, claim: string): Promise<void> {
    const until = new Date(this.parts.now().getTime() + LEASE_MS);
    await this.change(day, claim, 'leaseUntil = ?', sqlInstant(until));
  }

  private async change(day: string, claim: string, set: string, value: string): Promise<void> {
    await this.parts.database.change(
      `UPDATE reminder_runs SET ${set} WHERE day = ? AND claim = ?`,
      [value, day, claim],
      { isPatient: true },
    );
  }
}
