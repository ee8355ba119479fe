import type { Fa3Result } from './document';

/** Reads structured invoices, one at a time, in a worker thread. */
export class Fa3Reader {
  read(bytes: Buffer): Promise<Fa3Result> {
    return Promise.resolve({ ok: false, reason: `not read yet (${bytes.length} bytes)` });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
