import { groszeAt } from '../../money';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { nextDay, warsawDay, warsawInstant } from '../../calendar';
import { PeriodicTask } from '../../runtime/periodic-task';
import { fetchRate, type Rate } from './nbp';

const LIMIT_EUR = 1_000;
/** Local time in Warsaw: a table appears on working days between 11:45 and 12:15. */
const PUBLISHED_FROM = '114500';
const MINUTE_MS = 60_000;
/** While the day's table is awaited; on Saturdays that is in vain, and costs a small request now and then. */
const WAITING_MS = 15 * MINUTE_MS;
/** After a failure. */
const RETRY_MS = 5 * MINUTE_MS;
/**
 * Timeout for callers before the bank's first answer. The operator's call needs the rest of a request's five
 * seconds.
 */
const FIRST_WAIT_MS = 500;

/** The limit of one payment, and the source of its rate. */
export interface CurrentLimit extends Rate {
  /** In cents. */
  eur: number;
  plnGrosze: number;
}

/**
 * Provides the rate of the day. It fetches the central bank's table in the background when a new one may be
 * out.
 * Until the bank's first answer the configured rate applies.
 * After `start` it fetches periodically, otherwise on demand.
 */
export class PaymentLimitService extends PeriodicTask {
  private best: Rate;
  private askAgainAt = 0;
  private hasAsked = false;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly exchange: { url: string; rate: string; rateDate: string },
    private readonly logger: Logger,
    private readonly now: () => Date,
  ) {
    super(logger, MINUTE_MS, () => this.freshen());
    this.best = { rate: exchange.rate, rateTable: '', rateDate: exchange.rateDate };
  }

  /** The limit by the newest known rate. Never fails, and waits briefly only until the bank's first answer. */
  async current(): Promise<CurrentLimit> {
    const fresh = this.freshen();
    if (!this.hasAsked) await Promise.race([fresh, pause(FIRST_WAIT_MS, undefined, { ref: false })]);
    return { ...this.best, eur: LIMIT_EUR * 100, plnGrosze: groszeAt(this.best.rate, LIMIT_EUR) };
  }

  private async freshen(): Promise<void> {
    if (this.now().getTime() < this.askAgainAt) return;
    await (this.asking ??= this.refresh().finally(() => (this.asking = undefined)));
  }

  private async refresh(): Promise<void> {
    const now = this.now();
    try {
      this.best = await fetchRate(this.exchange.url);
      this.askAgainAt = nextTableAt(this.best.rateDate, now).getTime();
    } catch (error) {
      this.logger.warn({ err: error }, 'error fetching the euro rate: the last one stays in use');
      this.askAgainAt = now.getTime() + RETRY_MS;
    }
    this.hasAsked = true;
  }
}

/** When a table newer than the one of that day can be there. */
function nextTableAt(rateDate: string, now: Date): Date {
  const today = warsawDay(now);
  const publication = (day: string) => warsawInstant(`${day.replaceAll('-', '')}${PUBLISHED_FROM}`)!;
  if (rateDate >= today) return publication(nextDay(today));
  if (now < publication(today)) return publication(today);
  return new Date(now.getTime() + WAITING_MS);
}
