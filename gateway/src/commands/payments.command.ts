import pino from 'pino';
import { readConfig } from '../config';
import { openDatabase } from '../app/open-database';
import { NotificationQuarantine } from '../payments/settling/notification-quarantine';

const USAGE = 'Usage: npm run payments -- quarantine';

/** `aside` is the command's old name, which scripts may still use. */
const NAMES = ['quarantine', 'aside'];

/**
 * `npm run payments -- quarantine`: lists rejected notifications, one JSON object a line, the oldest first.
 * @returns exit code: 0 done, 2 wrong use
 */
export async function runPayments(argv: string[]): Promise<number> {
  if (argv.length !== 1 || !NAMES.includes(argv[0]!)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const database = await openDatabase(readConfig().databaseUrl);
  try {
    const quarantined = await new NotificationQuarantine(
      database,
      pino({ level: 'silent' }),
      () => new Date(),
    ).list();
    for (const notice of quarantined) process.stdout.write(`${JSON.stringify(notice)}\n`);
    process.stderr.write(`${quarantined.length} in quarantine.\n`);
    return 0;
  } finally {
    await database.close();
  }
}
