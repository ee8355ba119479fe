/** Stores the files of published versions. Keys are `slice/folder/file`. */
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
  /** Takes a file away; one that isn't there is no fault. */
  remove(key: string): Promise<void>;
}
