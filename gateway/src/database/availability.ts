import type { Logger } from 'pino';

const PROBE_EVERY_MS = 100;
/** Probes that were not answered, after which the database is away though it refused nothing. */
const SILENT_PROBES = 10;
/** When reads are pending and none ended during this many checks, a probe tests the database. */
const CHECK_EVERY_MS = 250;
const SILENT_CHECKS = 4;
/** While it lasts, a line as often as this. */
const LOG_EVERY_MS = 60_000;

/**
 * Detects that the database is unavailable, and summarises in the log: when it started, how many requests
 * were rejected, when it ended.
 */
export class Availability {
  /** Since when it is known to be away. */
  private since: number | null = null;
  private refused = 0;
  private loggedAt = 0;
  private tooLate = 0;
  private lateLoggedAt = -Infinity;
  private probing?: NodeJS.Timeout;
  private readonly checking: NodeJS.Timeout;
  private readonly reads = { begun: 0, ended: 0 };
  private quiet = { ended: 0, checks: 0 };

  constructor(
    private readonly log: Pick<Logger, 'error' | 'warn'>,
    /** Fails, or never ends, as long as the database is away; see `Dialect.probe`. */
    private readonly probe: (since: number | null) => Promise<unknown>,
  ) {
    this.checking = setInterval(() => this.check(), CHECK_EVERY_MS).unref();
  }

  begun(): void {
    this.reads.begun++;
  }

  ended(): void {
    this.reads.ended++;
  }

  /** A write waited too long for others, and was not done. */
  late(): void {
    this.tooLate++;
    if (Date.now() - this.lateLoggedAt < LOG_EVERY_MS) return;
    this.lateLoggedAt = Date.now();
    this.log.warn(
      { writes: this.tooLate },
      'writes rejected with 503: timeout while waiting for other writes',
    );
    this.tooLate = 0;
  }

  /** Somebody could not be answered. */
  away(cause: unknown): void {
    this.refused++;
    const { code, message } = cause as { code?: string; message?: string };
    if (this.since === null) return this.isAway(Date.now(), { code, reason: message });
    const now = Date.now();
    if (now - this.loggedAt < LOG_EVERY_MS) return;
    this.loggedAt = now;
    this.log.error(this.sum(now), 'database still unavailable');
  }

  stop(): void {
    clearInterval(this.checking);
    clearInterval(this.probing);
  }

  private isAway(since: number, why: { code?: string; reason?: string }): void {
    this.since = since;
    this.loggedAt = Date.now();
    this.log.error(why, 'database unavailable: requests are rejected with 503');
    this.watch();
  }

  /** A server whose packets are lost refuses no connection; only the timeout detects it. */
  private check(): void {
    const { begun, ended } = this.reads;
    const isQuiet = begun > ended && ended === this.quiet.ended;
    this.quiet = { ended, checks: isQuiet ? this.quiet.checks + 1 : 0 };
    if (this.quiet.checks === SILENT_CHECKS) this.watch();
  }

  /** Probes whether or not the probe before has ended: where packets are lost, none ends. */
  private watch(): void {
    if (this.probing) return;
    const began = Date.now();
    let probes = 0;
    this.probing = setInterval(() => {
      if (++probes > SILENT_PROBES && this.since === null)
        this.isAway(began - SILENT_CHECKS * CHECK_EVERY_MS, { reason: 'it does not answer' });
      this.probe(this.since).then(
        () => this.back(),
        () => undefined,
      );
    }, PROBE_EVERY_MS).unref();
  }

  private back(): void {
    clearInterval(this.probing);
    this.probing = undefined;
    this.quiet.checks = 0;
    if (this.since === null) return;
    this.log.warn(this.sum(Date.now()), 'database available again');
    this.since = null;
    this.refused = 0;
  }

  private sum(now: number): { seconds: number; refused: number } {
    return { seconds: Math.round((now - this.since!) / 100) / 10, refused: this.refused };
  }
}
