import type { Logger } from 'pino';
import { warsawDay } from '../calendar';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { PeriodicTask } from '../runtime/periodic-task';
import { IDLE_MS } from './session/session.service';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Takes away what has served its time: ended sessions, old links and tries, browsers unused for a year, old mails. */
export class Housekeeping extends PeriodicTask {
  constructor(private readonly parts: { database: Database; log: Logger; now: () => Date }) {
    super(parts.log, HOUR_MS, () => this.tidy());
  }

  async tidy(): Promise<void> {
    const now = this.parts.now().getTime();
    const before = (ms: number) => sqlInstant(new Date(now - ms));
    const deletions: [string, unknown[]][] = [
      ['DELETE FROM sessions WHERE endsAt < ?', [before(0)]],
      ['DELETE FROM sessions WHERE lastSeenAt < ?', [before(IDLE_MS)]],
      ['DELETE FROM links WHERE expiresAt < ?', [before(30 * DAY_MS)]],
      ['DELETE FROM attempts WHERE forgetAt < ?', [now]],
      ['DELETE FROM browsers WHERE lastUsedAt < ?', [before(365 * DAY_MS)]],
      // Mails about invoices stay: their rows prevent sending them again.
      [
        "DELETE FROM mails WHERE state <> 'QUEUED' AND template <> 'invoiceIssued' AND createdAt < ?",
        [before(90 * DAY_MS)],
      ],
      [
        "UPDATE mails SET content = NULL WHERE state = 'FAILED' AND content IS NOT NULL AND createdAt < ?",
        [before(90 * DAY_MS)],
      ],
      [
        "DELETE FROM sms WHERE state NOT IN ('QUEUED','SENDING') AND template <> 'invoiceIssued' AND createdAt < ?",
        [before(90 * DAY_MS)],
      ],
      ['DELETE FROM sms_days WHERE day < ?', [warsawDay(new Date(now - 90 * DAY_MS))]],
    ];
    for (const [sql, parameters] of deletions)
      await this.parts.database.transaction((manager) => manager.query(sql, parameters), { isPatient: true });
  }
}
