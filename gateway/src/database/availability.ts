import type { Logger } from 'pino';

const PROBE_EVERY_MS = 100;
/** While it lasts, a line as often as this. */
const LOG_EVERY_MS = 60_000;

/** Keeps the log of a database that is away short: when it went, how many were refused, and when it was back. */
export class Availability {
  private since: number | null = null;
  private refused = 0;
  private loggedAt = 0;
  private tooLate = 0;
  private lateLoggedAt = -Infinity;
  private probing?: NodeJS.Timeout;

  constructor(
    private readonly log: Pick<Logger, 'error' | 'warn'>,
    /** Fails as long as the database is away. */
    private readonly probe: () => Promise<unknown>,
  ) {}

  /** A write waited too long for others, and was not done. */
  late(): void {
    this.tooLate++;
    if (Date.now() - this.lateLoggedAt < LOG_EVERY_MS) return;
    this.lateLoggedAt = Date.now();
    this.log.warn({ writes: this.tooLate }, 'writes waited too long for others and were refused with 503');
    this.tooLate = 0;
  }

  /** Somebody could not be answered. */
  away(cause: unknown): void {
    this.refused++;
    const now = Date.now();
    if (this.since === null) {
      this.since = this.loggedAt = now;
      const { code, message } = cause as { code?: string; message?: string };
      this.log.error({ code, reason: message }, 'the database is away: requests are refused with 503');
      this.probeSoon();
    } else if (now - this.loggedAt >= LOG_EVERY_MS) {
      this.loggedAt = now;
      this.log.error(this.sum(now), 'the database is still away');
    }
  }

  stop(): void {
    clearTimeout(this.probing);
  }

  private probeSoon(): void {
    this.probing = setTimeout(() => {
      this.probe().then(
        () => this.back(),
        () => this.probeSoon(),
      );
    }, PROBE_EVERY_MS).unref();
  }

  private back(): void {
    this.log.warn(this.sum(Date.now()), 'the database is back');
    this.since = null;
    this.refused = 0;
  }

  private sum(now: number): { seconds: number; refused: number } {
    return { seconds: Math.round((now - this.since!) / 100) / 10, refused: this.refused };
  }
}
