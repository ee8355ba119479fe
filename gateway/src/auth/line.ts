import { RateLimited } from '../errors';

/** How much the newest time weighs in the estimate. */
const NEWEST = 0.2;

export interface LineOptions {
  /** How many are served side by side. */
  atOnce: number;
  /** Who would wait longer is sent away at once; far below what a request may take, for times can double meanwhile. */
  patienceMs: number;
  /** What one takes, until it is known. */
  expectedMs: number;
}

/**
 * A line in which who is taken gets served: it is as long as can be served in time, reckoned from how long the last
 * ones took, and not a place longer. A longer one would serve nobody, since all in it would be too late.
 */
export class Line {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private averageMs: number;

  constructor(private readonly options: LineOptions) {
    this.averageMs = options.expectedMs;
  }

  /** @throws RateLimited at once, before any work, when the line is too long. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const { atOnce, patienceMs } = this.options;
    if (this.running >= atOnce) {
      const waitMs = ((this.waiting.length + 1) * this.averageMs) / atOnce;
      if (waitMs > patienceMs) throw new RateLimited(Math.ceil(waitMs / 1000));
      // Whoever leaves hands the place on, so it is never free in between.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running++;
    const since = performance.now();
    try {
      return await work();
    } finally {
      this.averageMs += NEWEST * (performance.now() - since - this.averageMs);
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
