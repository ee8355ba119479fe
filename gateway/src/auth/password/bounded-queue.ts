import { RateLimited } from '../../errors';

/** How much the newest time weighs in the estimate. */
const NEWEST = 0.3;

export interface BoundedQueueOptions {
  /** How many are served side by side. */
  concurrency: number;
  /**
   * A call that would wait longer is rejected. Far below a request's time limit, because durations can double
   * meanwhile.
   */
  timeoutMs: number;
  /** What one takes, until it is known. */
  expectedMs: number;
}

interface Waiting {
  begin(): void;
  reject(error: RateLimited): void;
}

/**
 * A queue whose length is bounded by the expected waiting time, estimated from recent durations.
 * A longer queue would time out for everyone in it. When work slows down, the newest entries are rejected.
 */
export class BoundedQueue {
  private running = 0;
  private readonly waiting: Waiting[] = [];
  private averageMs: number;

  constructor(private readonly options: BoundedQueueOptions) {
    this.averageMs = options.expectedMs;
  }

  /** @throws RateLimited before any work, when the line is too long. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.options.concurrency) this.running++;
    else await this.wait();
    const since = performance.now();
    try {
      return await work();
    } finally {
      this.averageMs += NEWEST * (performance.now() - since - this.averageMs);
      this.shorten();
      // Whoever leaves hands the place on, so it is never free in between.
      const next = this.waiting.shift();
      if (next) next.begin();
      else this.running--;
    }
  }

  private async wait(): Promise<void> {
    if (this.waitMs(this.waiting.length + 1) > this.options.timeoutMs) throw this.tooLong();
    await new Promise<void>((begin, reject) => this.waiting.push({ begin, reject }));
  }

  private shorten(): void {
    while (this.waiting.length > 0 && this.waitMs(this.waiting.length) > this.options.timeoutMs)
      this.waiting.pop()!.reject(this.tooLong());
  }

  /** How long the one at this place waits. */
  private waitMs(place: number): number {
    return (place * this.averageMs) / this.options.concurrency;
  }

  private tooLong(): RateLimited {
    return new RateLimited(Math.max(1, Math.ceil(this.waitMs(this.waiting.length + 1) / 1000)));
  }
}
