import { parseArgs } from 'node:util';
import { openDatabase } from '../app/open-database';
import { AccessService } from '../auth/access/access.service';
import { isCalendarDay, warsawDay } from '../calendar';
import { readConfig } from '../config';
import { OutboxService } from '../mail/outbox.service';
import { SmsOutbox } from '../sms/sms-outbox';
import { createNotificationServices } from '../notifications/notification.services';

const USAGE = 'Usage: npm run remind -- [--today YYYY-MM-DD]';

/**
 * `npm run remind`: makes the reminders of a day. Running it again changes nothing.
 * @returns exit code: 0 done, 1 failed, 2 wrong use
 */
export async function runRemind(argv: string[]): Promise<number> {
  const today = dayOf(argv);
  if (!today) return say(USAGE, 2);
  const { databaseUrl, retailer, smsUrl } = readConfig();
  const database = await openDatabase(databaseUrl);
  const now = () => new Date();
  try {
    const { reminders } = createNotificationServices({
      ...{ database, now },
      access: new AccessService(database),
      outbox: new OutboxService(database, now),
      sms: new SmsOutbox({ ...{ database, now }, retailer: retailer.name, isOn: smsUrl !== null }),
    });
    const made = await reminders.run(today);
    return say(
      `Reminders of ${today}: ${made.soon} due soon, ${made.today} due today, ${made.overdue} overdue.`,
      0,
    );
  } catch (error) {
    return say(`The run broke off: ${(error as Error).message}. Run it again.`, 1);
  } finally {
    await database.close();
  }
}

function dayOf(argv: string[]): string | null {
  try {
    const { values } = parseArgs({ args: argv, options: { today: { type: 'string' } } });
    const { today = warsawDay() } = values;
    return isCalendarDay(today) ? today : null;
  } catch {
    return null;
  }
}

function say(sentence: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
  return code;
}
