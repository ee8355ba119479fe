import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Piscina } from 'piscina';
import type { PrintedReceipt } from '../../payments/receipt/model';
import type { PrintedInvoice } from './model';

/** What threads know to print. */
export type Printed = PrintedInvoice | PrintedReceipt;

/** More than this is waiting: come back later. */
const MOST_WAITING = 256;
/** A document takes some hundredths of a second; what takes this long is broken. */
const LONGEST_MS = 30_000;

/** All threads are busy, and enough are waiting. */
export class PoolFull extends Error {}

/** Renders documents in threads, at most one less than there are cores, so that the portal keeps one for itself. */
export class PdfPool {
  private pool: Piscina | undefined;

  constructor(
    private readonly options: { threads?: number; waiting?: number } = {},
    private readonly most = options.waiting ?? MOST_WAITING,
  ) {}

  /** @throws PoolFull when too many wait already. */
  async render(document: Printed, signal: AbortSignal = AbortSignal.timeout(LONGEST_MS)): Promise<Buffer> {
    this.pool ??= this.start();
    if (this.pool.queueSize >= this.most) throw new PoolFull();
    return Buffer.from((await this.pool.run(document, { signal })) as Uint8Array);
  }

  /** The same for somebody who takes document after document, and may wait for a place. */
  async renderInTurn(document: Printed, isGone: () => boolean): Promise<Buffer> {
    for (;;) {
      try {
        return await this.render(document);
      } catch (error) {
        if (!(error instanceof PoolFull) || isGone()) throw error;
        await pause(100);
      }
    }
  }

  async close(): Promise<void> {
    await this.pool?.destroy();
  }

  private start(): Piscina {
    return new Piscina({
      filename: join(__dirname, 'pdf-worker.cjs'),
      workerData: { extension: extname(__filename) },
      minThreads: 0,
      maxThreads: this.options.threads ?? Math.max(1, availableParallelism() - 1),
      maxQueue: this.most + 1,
      // Threads hold fonts and code; they stay a while for the next click, then give it back.
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
  }
}
