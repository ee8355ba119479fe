import { randomBytes } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';

/** Bytes that a reader keeps in memory. */
const WINDOW = 64 * 1024;

/** Bytes at any place, of which few are in memory. */
export interface Bytes {
  readonly size: number;
  /** Fewer bytes than `length` only at the end. Valid until the next call. */
  read(at: number, length: number): Promise<Buffer>;
}

/**
 * A file as it was received. It has no name on the disk, so the system frees it whenever the process ends.
 * Call `close` when done.
 */
export class ReceivedFile implements Bytes {
  size = 0;
  private memory = Buffer.allocUnsafe(WINDOW);
  private window = this.memory.subarray(0, 0);
  private windowAt = 0;

  private constructor(private readonly handle: FileHandle) {}

  /** @param folder must be on a disk: `/tmp` may be memory */
  static async create(folder: string): Promise<ReceivedFile> {
    await mkdir(folder, { recursive: true });
    const name = path.join(folder, `${randomBytes(16).toString('hex')}.upload`);
    const handle = await open(name, 'wx+', 0o600);
    try {
      await rm(name);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return new ReceivedFile(handle);
  }

  /** Appends what is written to it. */
  sink(): Writable {
    return new Writable({
      highWaterMark: WINDOW,
      write: (chunk: Buffer, _encoding, done) => {
        this.handle.write(chunk, 0, chunk.length, this.size).then(({ bytesWritten }) => {
          this.size += bytesWritten;
          done(bytesWritten === chunk.length ? null : new Error('The disk took only a part'));
        }, done);
      },
    });
  }

  async read(at: number, length: number): Promise<Buffer> {
    const from = at - this.windowAt;
    if (from >= 0 && from + length <= this.window.length) return this.window.subarray(from, from + length);
    // One buffer for all of it: garbage of the size of the file would stay until the next collection.
    if (length > this.memory.length) this.memory = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.handle.read(this.memory, 0, this.memory.length, at);
    [this.window, this.windowAt] = [this.memory.subarray(0, bytesRead), at];
    return this.window.subarray(0, length);
  }

  /** For a library that reads the file itself. */
  get fd(): number {
    return this.handle.fd;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
