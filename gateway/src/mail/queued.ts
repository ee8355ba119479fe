import { instant } from '../database/columns';
import type { Database } from '../database/database';
import type { Queued } from '../runtime/metrics';

/** How many rows of an outbox are queued, and for how long the oldest has been. */
export async function queued(database: Database, table: 'mails' | 'sms', now: Date): Promise<Queued> {
  const [row] = await database.query<{ n: unknown; oldest: unknown }>(
    `SELECT COUNT(*) AS n, MIN(createdAt) AS oldest FROM ${table} WHERE state = 'QUEUED'`,
  );
  const oldestSeconds = row!.oldest === null ? 0 : (now.getTime() - instant(row!.oldest).getTime()) / 1000;
  return { count: Number(row!.n), oldestSeconds };
}
