import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Fa3Result } from './document';
import { toDocument } from './mapping';

/** The national system itself takes 3 MB; its parser needs up to twenty times the file. */
const MAX_BYTES = 4 * 1024 * 1024;
/**
 * Size up to which a thread is reused. Ordinary files have kilobytes; memory of large ones is freed only with
 * the thread.
 */
const LARGE_BYTES = 1024 * 1024;

type Refusal = Extract<Fa3Result, { ok: false }>;
type Answer = { ok: true; xml: string } | Refusal;

interface ReaderOptions {
  /** How long one file may take. */
  timeoutMs?: number;
  /** How long the schema may take to load. */
  startMs?: number;
  script?: string;
}

/**
 * Reads structured invoices FA(3), one at a time, in a worker thread. Any file gives a document or a reason
 * for rejection.
 * A file that crashes or stalls the thread is rejected, and a new thread takes over.
 * Rejects only when the validator cannot be started.
 */
export class Fa3Reader {
  private current: Worker | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly options: Required<ReaderOptions>;

  constructor(options: ReaderOptions = {}) {
    this.options = { timeoutMs: 10_000, startMs: 30_000, script: join(__dirname, 'worker.mjs'), ...options };
  }

  async read(bytes: Buffer): Promise<Fa3Result> {
    if (bytes.length > MAX_BYTES) return { ok: false, reason: 'larger than 4 MB' };
    const turn = this.queue.then(() => this.inspect(bytes));
    this.queue = turn.catch(() => undefined);
    const answer = await turn;
    if (!answer.ok) return answer;
    const sha256 = createHash('sha256').update(bytes).digest('base64url');
    return toDocument(answer.xml, sha256);
  }

  async close(): Promise<void> {
    await this.queue;
    const thread = this.current;
    this.current = undefined;
    await thread?.terminate();
  }

  private async inspect(bytes: Buffer): Promise<Answer> {
    this.current ??= await this.start();
    const thread = this.current;
    const reply = await exchange<Answer>(thread, this.options.timeoutMs, new Uint8Array(bytes));
    if (reply.ok && bytes.length < LARGE_BYTES) return reply.value;
    this.current = undefined;
    await thread.terminate();
    if (reply.ok) return reply.value;
    return { ok: false, reason: reply.late ? 'takes too long to validate' : 'breaks the validator' };
  }

  private async start(): Promise<Worker> {
    // The caller waits for an answer with a timer of its own; a thread at rest must not keep the process alive.
    const thread = new Worker(this.options.script, { resourceLimits: { maxOldGenerationSizeMb: 256 } });
    thread.unref();
    // Who waits for an answer listens too; a thread that dies at rest is simply replaced.
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      if (this.current === thread) this.current = undefined;
    });
    const reply = await exchange<'ready'>(thread, this.options.startMs);
    if (reply.ok) return thread;
    void thread.terminate();
    throw new Error('the FA(3) validator does not start', { cause: reply.error });
  }
}

type Reply<T> = { ok: true; value: T } | { ok: false; late: boolean; error?: unknown };

/** Hands a copy of the bytes over, and waits for the next message, the thread's end, or too long. */
function exchange<T>(thread: Worker, timeoutMs: number, bytes?: Uint8Array<ArrayBuffer>): Promise<Reply<T>> {
  return new Promise((resolve) => {
    const settle = (reply: Reply<T>) => {
      clearTimeout(timer);
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(reply);
    };
    const onMessage = (value: T) => settle({ ok: true, value });
    const onError = (error: unknown) => settle({ ok: false, late: false, error });
    const onExit = () => settle({ ok: false, late: false });
    const timer = setTimeout(() => settle({ ok: false, late: true }), timeoutMs);
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    if (bytes) thread.postMessage(bytes, [bytes.buffer]);
  });
}
