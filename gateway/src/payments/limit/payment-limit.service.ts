import type { Logger } from 'pino';
import { nextDay, warsawDay, warsawInstant } from '../../calendar';
import { fetchRate, type Rate } from './nbp';
import { groszeAt } from './rate';

const LIMIT_EUR = 1_000;
/** On a clock in Warsaw: a table comes out on working days between 11:45 and 12:15. */
const PUBLISHED_FROM = '114500';
const MINUTE_MS = 60_000;
/** While the day's table is awaited; on Saturdays that is in vain, and costs a small request now and then. */
const WAITING_MS = 15 * MINUTE_MS;
/** After a failure. */
const RETRY_MS = 5 * MINUTE_MS;

/** The limit of one payment and where its rate comes from. */
export interface CurrentLimit extends Rate {
  /** In cents. */
  eur: number;
  plnGrosze: number;
}

/** Knows the rate of the day: asks the central bank when a new table may be out, and the settings when the bank does not answer. */
export class PaymentLimitService {
  private best: Rate;
  private askAgainAt = 0;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly exchange: { url: string; rate: string; rateDate: string },
    private readonly log: Logger,
    private readonly now: () => Date,
  ) {
    this.best = { rate: exchange.rate, rateTable: '', rateDate: exchange.rateDate };
  }

  /** Today's limit. Never fails, and takes long only when a new table is asked for (at most a second and a half). */
  async current(): Promise<CurrentLimit> {
    if (this.now().getTime() >= this.askAgainAt)
      await (this.asking ??= this.refresh().finally(() => (this.asking = undefined)));
    return { ...this.best, eur: LIMIT_EUR * 100, plnGrosze: groszeAt(this.best.rate, LIMIT_EUR) };
  }

  private async refresh(): Promise<void> {
    const now = this.now();
    try {
      this.best = await fetchRate(this.exchange.url);
      this.askAgainAt = nextTableAt(this.best.rateDate, now).getTime();
    } catch (error) {
      this.log.warn({ err: error }, 'no rate of the euro from the bank: going on with the last one');
      this.askAgainAt = now.getTime() + RETRY_MS;
    }
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
