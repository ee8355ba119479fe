import pino from 'pino';
import { readConfig } from '../config';
import { Database } from '../database/database';
import { NotificationQuarantine } from './settling/notification-quarantine';

const USAGE = 'Usage: npm run payments -- aside';

/**
 * `npm run payments -- aside`: the notifications that were not believed, one JSON object a line, the oldest first; see the operator's panel for what they
 * are about. Exit code 0 done, 2 wrong use.
 */
export async function runPayments(argv: string[]): Promise<number> {
  if (argv.length !== 1 || argv[0] !== 'aside') {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const database = await Database.open(readConfig().databaseUrl);
  try {
    const quarantined = await new NotificationQuarantine(
      database,
      pino({ level: 'silent' }),
      () => new Date(),
    ).list();
    for (const notice of quarantined) process.stdout.write(`${JSON.stringify(notice)}\n`);
    process.stderr.write(`${quarantined.length} kept aside.\n`);
    return 0;
  } finally {
    await database.close();
  }
}
