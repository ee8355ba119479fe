import type { Logger } from 'pino';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { report } from '../graphql/masking';
import { IDLE_MS } from './session.service';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Takes away what has served its time: ended sessions, old links and tries, browsers unused for a year, old mails. */
export class Housekeeping {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: { database: Database; log: Logger; now: () => Date }) {}

  start(): void {
    const turn = () => {
      this.running = this.tidy().catch((error: unknown) => void report(this.parts.log, error));
    };
    turn();
    this.timer = setInterval(turn, HOUR_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
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
      // Mails about invoices stay: that they were sent keeps them from being sent again.
      [
        "DELETE FROM mails WHERE state <> 'QUEUED' AND template <> 'invoiceIssued' AND createdAt < ?",
        [before(90 * DAY_MS)],
      ],
    ];
    for (const [sql, parameters] of deletions)
      await this.parts.database.transaction((manager) => manager.query(sql, parameters));
  }
}
