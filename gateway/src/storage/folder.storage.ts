import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Storage } from './storage';

/** Another file's `remove` may delete the folder between its creation and its use. */
const TRIES = 5;

/** A folder of this machine, or one that all nodes mount. */
export class FolderStorage implements Storage {
  constructor(private readonly folder: string) {}

  async put(key: string, bytes: Buffer): Promise<void> {
    const file = this.place(key);
    // Writes under a temporary name and renames, so that readers never see half a file, even after a power
    // cut.
    const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
    await inFolderOf(file, async () => {
      const handle = await open(draft, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    });
  }

  get(key: string): Promise<Buffer | undefined> {
    return orMissing(readFile(this.place(key)));
  }

  async putStream(key: string, size: number, start: () => AsyncIterable<Buffer>): Promise<void> {
    const file = this.place(key);
    const part = partOf(file);
    try {
      await inFolderOf(file, async () => {
        await writePart(part, size, start());
        await rename(part, file);
      });
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  async getStream(key: string): Promise<Readable | undefined> {
    const handle = await orMissing(open(this.place(key)));
    return handle?.createReadStream();
  }

  async stamp(key: string): Promise<string | undefined> {
    const at = await orMissing(stat(this.place(key)));
    return at && `${at.ctimeMs} ${at.ino} ${at.size}`;
  }

  async remove(key: string): Promise<void> {
    const file = this.place(key);
    await Promise.all([rm(file, { force: true }), rm(partOf(file), { force: true })]);
    // The last one takes the folder with it.
    await rmdir(path.dirname(file)).catch(() => undefined);
  }

  private place(key: string): string {
    return path.join(this.folder, ...key.split('/'));
  }
}

/** Makes the folder of a file and works in it, again where the folder was deleted meanwhile, also while it was made. */
async function inFolderOf(file: string, work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await mkdir(path.dirname(file), { recursive: true });
      return await work();
    } catch (error) {
      if (!isMissing(error) || tries === TRIES) throw error;
    }
  }
}

async function orMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** A name that the key alone decides, so that `remove` finds what a killed process left. */
function partOf(file: string): string {
  return `${file}.part`;
}

async function writePart(part: string, size: number, pieces: AsyncIterable<Buffer>): Promise<void> {
  const handle = await open(part, 'w');
  let written = 0;
  try {
    for await (const piece of pieces) {
      await handle.writeFile(piece);
      written += piece.length;
    }
    if (written !== size) throw new Error(`${part} has ${written} bytes instead of ${size}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
