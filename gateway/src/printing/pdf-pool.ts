import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { FairQueue } from './fair-queue';

/** A document for a thread: plain data, and the module and function that render it there. */
export interface PrintJob {
  /** Absolute path, without its ending. */
  module: string;
  name: string;
  document: object;
}

/** More than this is waiting: come back later. */
const MOST_WAITING = 256;
/** Proxies give up after this time, so a print job that would wait longer is rejected immediately. */
const LONGEST_WAIT_MS = 60_000;
/** A document takes some hundredths of a second; what takes this long is broken. */
const LONGEST_MS = 30_000;

/** All threads are busy, and enough are waiting, or it would take too long to come to this one. */
export class PoolFull extends Error {
  /** @param retryAfter seconds after which asking again is worth it */
  constructor(readonly retryAfter = 5) {
    super();
  }
}

/** Renders documents in threads, at most one less than there are cores, so that the portal keeps one for itself. */
export class PdfPool {
  private pool: Piscina | undefined;
  private readonly threads: number;
  private readonly most: number;
  private busy = 0;
  private readonly queue = new FairQueue();

  constructor(options: { threads?: number; waiting?: number } = {}) {
    this.threads = options.threads ?? Math.max(1, availableParallelism() - 1);
    this.most = options.waiting ?? MOST_WAITING;
  }

  /**
   * @param gather reads the document's data when its turn comes; a burst of documents then loads neither
   * database nor main thread
   * @param owner owners take turns, so that many or large documents of one do not delay others
   * @throws PoolFull when the queue is full, or the turn would come too late
   */
  async render(
    gather: () => Promise<PrintJob>,
    isGone: () => boolean = () => false,
    owner = '',
  ): Promise<Buffer> {
    await this.turn(owner);
    const began = performance.now();
    try {
      if (isGone()) throw new PoolFull();
      const job = await gather();
      this.pool ??= this.start();
      const signal = AbortSignal.timeout(LONGEST_MS);
      const { buffer, byteOffset, length } = (await this.pool.run(job, { signal })) as Uint8Array;
      return Buffer.from(buffer, byteOffset, length);
    } finally {
      this.queue.took(owner, performance.now() - began);
      this.leave();
    }
  }

  /** The same for a caller that prints many documents one after another and may wait for a place. */
  async renderInTurn(gather: () => Promise<PrintJob>, isGone: () => boolean, owner = ''): Promise<Buffer> {
    for (;;) {
      try {
        return await this.render(gather, isGone, owner);
      } catch (error) {
        if (!(error instanceof PoolFull) || isGone()) throw error;
        await pause(100);
      }
    }
  }

  async close(): Promise<void> {
    await this.pool?.destroy();
  }

  /** One more than there are threads is under way: it is gathered while the others are rendered. */
  private async turn(owner: string): Promise<void> {
    if (this.busy <= this.threads) {
      this.busy++;
      return;
    }
    const expected = this.queue.expectedMs(owner) / this.threads;
    if (this.queue.size >= this.most || expected > LONGEST_WAIT_MS)
      throw new PoolFull(Math.max(5, Math.ceil(expected / 1000)));
    const since = performance.now();
    await this.queue.wait(owner);
    if (performance.now() - since < LONGEST_WAIT_MS) return;
    this.leave();
    throw new PoolFull();
  }

  /** Passes the place on directly, so that a new call cannot take it in between. */
  private leave(): void {
    if (!this.queue.next()) this.busy--;
  }

  private start(): Piscina {
    return new Piscina({
      filename: join(__dirname, 'pdf-worker.cjs'),
      workerData: { extension: extname(__filename) },
      minThreads: 0,
      maxThreads: this.threads,
      // Threads hold fonts and code; they stay a while for the next click, then give it back.
      idleTimeout: 60_000,
      // Half of the young generation's default: what it spares is a tenth of the whole process.
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 },
    });
  }
}
