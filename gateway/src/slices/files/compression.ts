import path from 'node:path';
import { Piscina } from 'piscina';

/** The thread ends, and frees its memory, this long after the last file. */
const IDLE_MS = 5_000;

/**
 * Compresses in a worker thread. zlib's asynchronous functions share libuv's pool with password hashing.
 * Publishing a version would block sign-in otherwise.
 */
export class Compression {
  private pool: Piscina | undefined;

  async compress(bytes: Buffer, form: 'br' | 'gzip'): Promise<Buffer> {
    this.pool ??= new Piscina({
      filename: path.join(__dirname, 'compress-worker.cjs'),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
    });
    const made = (await this.pool.run({ bytes, form })) as Uint8Array;
    return Buffer.from(made.buffer, made.byteOffset, made.length);
  }

  async close(): Promise<void> {
    await this.pool?.destroy();
    this.pool = undefined;
  }
}
