import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Storage } from './storage';

/** A folder of this machine, or one that all nodes mount. */
export class FolderStorage implements Storage {
  constructor(private readonly folder: string) {}

  async put(key: string, bytes: Buffer): Promise<void> {
    const file = this.place(key);
    await mkdir(path.dirname(file), { recursive: true });
    // Writes under a temporary name and renames, so that readers never see half a file, even after a power
    // cut.
    const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
    const handle = await open(draft, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  }

  get(key: string): Promise<Buffer | undefined> {
    return orMissing(readFile(this.place(key)));
  }

  async stamp(key: string): Promise<string | undefined> {
    const at = await orMissing(stat(this.place(key)));
    return at && `${at.ctimeMs} ${at.ino} ${at.size}`;
  }

  async remove(key: string): Promise<void> {
    const file = this.place(key);
    await rm(file, { force: true });
    // The last one takes the folder with it.
    await rmdir(path.dirname(file)).catch(() => undefined);
  }

  private place(key: string): string {
    return path.join(this.folder, ...key.split('/'));
  }
}

async function orMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
