import { LRUCache } from 'lru-cache';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import type { Logger } from 'pino';
import type { Version } from '../page/catalogue';
import { Compression } from './compression';
import { metrics } from '../../runtime/metrics';
import { isSealed, type FileContents, type SlicePackage } from '../registry/manifest';
import type { Storage } from '../../storage/storage';

/** Memory for files that visitors ask for. */
const CACHED_BYTES = 64 * 1024 * 1024;
/** Files written or read side by side while a version is published. */
const AT_ONCE = 8;

interface Kept {
  stamp: string;
  contents: FileContents;
}

/**
 * Files of published versions. Each read compares the file with its hash, and an altered file is not served.
 * Browsers check the hash again (subresource integrity).
 */
export class SliceFiles {
  /** How often a changed file was met. */
  tampered = 0;
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: CACHED_BYTES,
    sizeCalculation: ({ contents: { plain, br, gzip } }) =>
      plain.length + (br?.length ?? 0) + (gzip?.length ?? 0) + 500,
  });
  private readonly compression = new Compression();
  private readonly reading = new Map<string, Promise<FileContents | undefined>>();

  constructor(
    private readonly storage: Storage,
    private readonly log: Logger,
  ) {}

  /** Undefined where the file is missing or fails its integrity check. */
  async read(version: Version, file: string): Promise<FileContents | undefined> {
    const key = `${version.slice}/${version.folder}/${file}`;
    const stamps = await Promise.all(forms(key).map((form) => this.storage.stamp(form)));
    if (stamps[0] === undefined) return undefined;
    const stamp = stamps.join();
    const kept = this.kept.get(key);
    if (kept?.stamp === stamp) return kept.contents;
    const once = `${key} ${stamp}`;
    const reading = this.reading.get(once) ?? this.readWhole(version, file, key, stamp);
    this.reading.set(once, reading);
    return reading.finally(() => this.reading.delete(once));
  }

  async write(slice: string, folder: string, { files }: SlicePackage): Promise<void> {
    await sideBySide(files, (file, contents) => this.put(`${slice}/${folder}/${file}`, contents));
  }

  /**
   * Restores files that are missing or damaged in the store, which can be lost while the database survives.
   * @returns how many files were written
   */
  async restore(slice: string, folder: string, { files }: SlicePackage): Promise<number> {
    let restored = 0;
    await sideBySide(files, async (file, contents) => {
      const key = `${slice}/${folder}/${file}`;
      if (await this.isStored(key, contents)) return;
      await this.put(key, contents);
      restored++;
    });
    return restored;
  }

  /** Ends what it holds: a thread. */
  close(): Promise<void> {
    return this.compression.close();
  }

  async remove(version: Version): Promise<void> {
    for (const file of Object.keys(version.manifest.files)) {
      const key = `${version.slice}/${version.folder}/${file}`;
      for (const form of [...forms(key), `${key}.map`]) await this.storage.remove(form);
    }
  }

  private async put(key: string, contents: FileContents): Promise<void> {
    const [plain, br, gz] = forms(key);
    const { br: small, gzip: older } = isMap(key) ? contents : await this.compressed(contents);
    await this.storage.put(plain, contents.plain);
    if (small) await this.storage.put(br, small);
    if (older) await this.storage.put(gz, older);
  }

  /** Adds the compressed forms that a build does not contain. */
  private async compressed({ plain, br, gzip }: FileContents): Promise<FileContents> {
    const [small, older] = await Promise.all([
      br ?? this.compression.compress(plain, 'br'),
      gzip ?? this.compression.compress(plain, 'gzip'),
    ]);
    return { plain, br: small, gzip: older };
  }

  /** Checks the store itself, not the cache: other nodes read it too. */
  private async isStored(key: string, { plain }: FileContents): Promise<boolean> {
    const [stored, br, gz] = await Promise.all(forms(key).map((form) => this.storage.get(form)));
    if (!stored?.equals(plain)) return false;
    return isMap(key) || (!!br && !!gz && (await unpackTo(plain, { br, gzip: gz })));
  }

  private async readWhole(
    version: Version,
    file: string,
    key: string,
    stamp: string,
  ): Promise<FileContents | undefined> {
    const [plain, br, gz] = await Promise.all(forms(key).map((form) => this.storage.get(form)));
    if (!plain) return undefined;
    const contents: FileContents = { plain, br, gzip: gz };
    const sealed = version.manifest.files[file];
    // Source maps have no hash: they are not executed, and only developers load them.
    if (sealed && !(await isWhole(contents, sealed.integrity))) {
      this.tampered++;
      metrics.sliceChanged.inc({ slice: version.slice, version: version.version });
      this.log.error(
        { slice: version.slice, version: version.version, file },
        'integrity error: a file differs from what was published and is not served',
      );
      return undefined;
    }
    this.kept.set(key, { stamp, contents });
    return contents;
  }
}

function forms(key: string): [string, string, string] {
  return [key, `${key}.br`, `${key}.gz`];
}

function isMap(key: string): boolean {
  return key.endsWith('.map');
}

async function sideBySide(
  files: ReadonlyMap<string, FileContents>,
  work: (file: string, contents: FileContents) => Promise<void>,
): Promise<void> {
  const waiting = [...files];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await work(...next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** A form that doesn't unpack to the file itself is as bad as a changed file. */
async function isWhole(contents: FileContents, integrity: string): Promise<boolean> {
  return isSealed(contents.plain, integrity) && unpackTo(contents.plain, contents);
}

async function unpackTo(plain: Buffer, { br, gzip: gz }: Omit<FileContents, 'plain'>): Promise<boolean> {
  // A form may grow no larger than the file, so none can fill the memory.
  const limit = { maxOutputLength: Math.max(plain.length, 1) };
  try {
    const [small, older] = await Promise.all([
      br && promisify(brotliDecompress)(br, limit),
      gz && promisify(gunzip)(gz, limit),
    ]);
    return (!small || small.equals(plain)) && (!older || older.equals(plain));
  } catch {
    return false;
  }
}
