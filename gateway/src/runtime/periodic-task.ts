import type { Logger } from 'pino';
import { report } from './report-error';

/** A background task that repeats with a pause. An error is logged, and the next run follows. */
export class PeriodicTask {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private stopped = true;

  /** @param pauseMs between the end of one turn and the beginning of the next, so that turns never overlap */
  constructor(
    private readonly log: Logger,
    private readonly pauseMs: number,
    private readonly turn: () => Promise<unknown>,
  ) {}

  start(): void {
    this.stopped = false;
    this.next();
  }

  /** Stops after the current run. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private next(): void {
    this.running = this.turn()
      .catch((error: unknown) => void report(this.log, error))
      .finally(() => {
        if (!this.stopped) this.timer = setTimeout(() => this.next(), this.pauseMs);
      });
  }
}
