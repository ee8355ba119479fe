import { LRUCache } from 'lru-cache';
import type { Database } from '../../database/database';
import { Description, Manifest } from '../registry/manifest';

/** A published version, as pages use it. */
export interface Version {
  slice: string;
  version: string;
  folder: string;
  manifest: Manifest;
  /** None for the shell. */
  description?: Description;
}

interface Row {
  slice: string;
  version: string;
  folder: string;
  manifest: string;
  description: string | null;
}

const COLUMNS = 'slice, version, folder, manifest, description';
/**
 * How long a missing address stays cached, so that unknown addresses reach the database once in this time at
 * most.
 */
const MISSING_MS = 1000;

/** How long a lookup by version number stays cached. A version can expire and return in another folder. */
const CACHED_MS = 10_000;

/** Cached versions by number, by folder, and by file of the shell. Published versions never change. */
export class Catalogue {
  /** While the database is unavailable, pages are composed from the cache. */
  private readonly byNumber = new LRUCache<string, Version>({
    max: 500,
    ttl: CACHED_MS,
    ignoreFetchAbort: true,
    allowStaleOnFetchRejection: true,
    fetchMethod: (key) => this.byKey(key),
  });
  private readonly byFolder = new LRUCache<string, { found?: Version }>({ max: 500 });
  private shells: Version[] = [];
  private shellsReadAt = -Infinity;

  constructor(private readonly database: Database) {}

  /** `anew` bypasses the cache, for decisions that need the current row. */
  async get(slice: string, version: string, { anew = false } = {}): Promise<Version | undefined> {
    const key = `${slice}@${version}`;
    const found = await this.byNumber.fetch(key, { forceRefresh: anew });
    if (!found) this.byNumber.delete(key);
    return found;
  }

  private async byKey(key: string): Promise<Version | undefined> {
    const [slice, version] = [key.slice(0, key.indexOf('@')), key.slice(key.indexOf('@') + 1)];
    const [row] = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM slice_versions WHERE slice = ? AND version = ? AND removedAt IS NULL`,
      [slice, version],
    );
    return row && read(row);
  }

  /** Finds the version that owns a file, from the parts of an address below /assets. */
  async at(parts: string[]): Promise<{ version: Version; file: string } | undefined> {
    const [slice = '', folder = '', file = ''] = parts;
    if (parts.length === 2 && slice === 'shell') return this.ofShell(folder);
    if (parts.length !== 3) return undefined;
    const version = await this.inFolder(slice, folder);
    return version && hasFile(version, file) ? { version, file } : undefined;
  }

  private async inFolder(slice: string, folder: string): Promise<Version | undefined> {
    const key = `${slice}/${folder}`;
    const known = this.byFolder.get(key);
    if (known) return known.found;
    const [row] = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM slice_versions WHERE slice = ? AND folder = ? AND removedAt IS NULL`,
      [slice, folder],
    );
    const found = row && read(row);
    this.byFolder.set(key, { found }, found ? {} : { ttl: MISSING_MS });
    return found;
  }

  /** The shell's files keep their addresses from version to version, so that browsers keep them too. */
  private async ofShell(file: string): Promise<{ version: Version; file: string } | undefined> {
    const find = () => this.shells.find((shell) => hasFile(shell, file));
    const version = find() ?? (await this.readShells(), find());
    return version && { version, file };
  }

  private async readShells(): Promise<void> {
    if (performance.now() - this.shellsReadAt < MISSING_MS) return;
    this.shellsReadAt = performance.now();
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM slice_versions WHERE slice = 'shell' AND removedAt IS NULL ORDER BY publishedAt DESC`,
    );
    this.shells = rows.map(read);
  }
}

/** The address of a file. The shell's file names are unique; a slice's file stands below its version's folder. */
export function addressOf({ slice, folder }: Version, file: string): string {
  return slice === 'shell' ? `/assets/shell/${file}` : `/assets/${slice}/${folder}/${file}`;
}

function hasFile({ manifest }: Version, file: string): boolean {
  return Object.hasOwn(manifest.files, file.replace(/\.map$/, ''));
}

/** Checked when it was published. */
function read({ slice, version, folder, manifest, description }: Row): Version {
  return {
    slice,
    version,
    folder,
    manifest: JSON.parse(manifest) as Manifest,
    description: description === null ? undefined : (JSON.parse(description) as Description),
  };
}
