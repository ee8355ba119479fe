import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { Piscina } from 'piscina';
import { BoundedQueue } from './bounded-queue';
import { PASSWORD_BYTES, prepared, type Judgement } from './password-judge';
import { newToken } from '../../runtime/tokens';

/** OWASP's least for argon2id; the library's default variant is argon2id. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const THREADS = Math.max(1, Math.min(3, availableParallelism() - 1));

let pool: Piscina | undefined;

/** Threads of their own: those of Node also compress, read files and look up names, and would hold sign-ins up. */
function threads(): Piscina {
  return (pool ??= new Piscina({
    filename: join(__dirname, 'password-worker.cjs'),
    workerData: { extension: extname(__filename) },
    minThreads: 0,
    maxThreads: THREADS,
    // The judge's word lists are large, so they are freed when no password was set for a while.
    idleTimeout: 60_000,
  }));
}

/**
 * Hashes, verifies and judges passwords with limited concurrency. A hash takes 19 MB and about 20 ms of a
 * core.
 * A burst waits in a bounded queue, and requests that would be too late are rejected.
 */
export class Hasher {
  private readonly queue = new BoundedQueue({ concurrency: THREADS, timeoutMs: 2_500, expectedMs: 30 });
  /** What the password of an unknown user is checked against, so that it takes as long. */
  private dummy?: Promise<string>;

  hash(password: string): Promise<string> {
    return this.inThread<string>('hash', { password: prepared(password), parameters: PARAMETERS });
  }

  /** False for an unknown user (`stored` null), after the same amount of work. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    // Every caller awaits it, so that the first sign-in after a start reveals nothing by its duration.
    const dummy = await this.hashOfNobody();
    const text = prepared(password);
    // Nobody has such a password; hashing megabytes would only burn time.
    const possible = Buffer.byteLength(text) <= PASSWORD_BYTES;
    const matches = await this.inThread<boolean>('verify', {
      stored: stored ?? dummy,
      password: possible ? text : '',
    });
    return matches && possible && stored !== null;
  }

  /** What is thought of a password; `about`: the e-mail and names a guesser would try first. */
  judge(password: string, about: string[]): Promise<Judgement> {
    return this.inThread<Judgement>('judge', { password, about });
  }

  private hashOfNobody(): Promise<string> {
    this.dummy ??= this.hash(newToken());
    this.dummy.catch(() => (this.dummy = undefined));
    return this.dummy;
  }

  private inThread<T>(name: 'hash' | 'verify' | 'judge', task: object): Promise<T> {
    return this.queue.run(() => threads().run(task, { name }) as Promise<T>);
  }
}
