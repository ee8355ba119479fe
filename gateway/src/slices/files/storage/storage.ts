/** Where the files of published versions are kept. Keys are `slice/folder/file`. */
export interface Storage {
  /** Writes a file whole or not at all. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Undefined where there is none. */
  get(key: string): Promise<Buffer | undefined>;
  /** Changes when the file was written since, where that can be told at little cost; undefined where there is no file. */
  stamp(key: string): Promise<string | undefined>;
  /** Takes a file away; one that isn't there is no fault. */
  remove(key: string): Promise<void>;
}
