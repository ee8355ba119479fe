import type { Readable } from 'node:stream';

/** Stores files by keys such as `folder/file`: those of published slices, and those of customers. */
export interface Storage {
  /** Writes a file whole or not at all. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Undefined where there is no such file. */
  get(key: string): Promise<Buffer | undefined>;
  /**
   * A value that changes when the file is rewritten, where the store offers one cheaply. Undefined where
   * there is no file.
   */
  stamp(key: string): Promise<string | undefined>;
  /**
   * Writes a file whole or not at all, in pieces. A killed process may leave a part, which `remove` deletes.
   * @param size its exact length
   * @param open starts reading from the first byte; called again for each try. A piece is valid until the next one is asked for
   */
  putStream(key: string, size: number, open: () => AsyncIterable<Buffer>): Promise<void>;
  /** A file in pieces. Undefined where there is no such file. */
  getStream(key: string): Promise<Readable | undefined>;
  /** Takes a file away; one that isn't there is no fault. */
  remove(key: string): Promise<void>;
}
