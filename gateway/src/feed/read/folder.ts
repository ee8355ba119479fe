import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { KSEF_INDEX, recordFiles } from './record-files';

/** A file that lies in a feed's folder. */
export interface ListedFile {
  /** From the folder, as it lies there, with slashes: `ksef/2026-11/0001.xml`. */
  name: string;
  full: string;
}

/** A file's contents when it was hashed: its hash, and the number of lines that are not blank. */
export interface Content {
  bytes: number;
  sha256: string;
  lines: number;
  /** SHA-256 of each block, one after the other: an eighth of a thousandth of the file. */
  blocks: Uint8Array;
}

/** A file of a feed with its hash. `blocksAsHashed` reads it and accepts only the hashed contents. */
export interface FeedFile extends ListedFile, Content {}

/** What lies in the folder and can't be a file of a feed. */
export interface PassedOver {
  name: string;
  reason: string;
}

const IMPORTED = new Set<string>(recordFiles());
export const MANIFEST = 'manifest.json';

const FOLDERS = new Set(['ksef', 'documents']);

/** What file managers and editors leave behind: no word is lost about it. */
const LEFT_BEHIND =
  /^(\.DS_Store|\._.*|\.localized|\.directory|\.Spotlight-V100|\.Trashes|\.fseventsd|__MACOSX|(eh)?thumbs\.db|desktop\.ini|.*~|~\$.*|#.*#|\.#.*|\.~lock\..*|\..*\.sw[a-p]|\.nfs[\da-f]+)$/i;

/** By which names are compared: disks and archives change letter case, slashes and how accents are written. */
export function folded(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '')
    .toLowerCase();
}

/** Files by name: exact, or else ignoring case where only one file matches. */
export class NamedFiles<F extends ListedFile> {
  private readonly exact = new Map<string, F>();
  private readonly alike = new Map<string, F[]>();

  constructor(readonly all: readonly F[]) {
    for (const file of all) {
      this.exact.set(file.name, file);
      const key = folded(file.name);
      this.alike.set(key, [...(this.alike.get(key) ?? []), file]);
    }
  }

  get(name: string): F | undefined {
    const alike = this.alike.get(folded(name)) ?? [];
    return this.exact.get(name) ?? (alike.length === 1 ? alike[0] : undefined);
  }

  /** Files whose name should be unique but is not: `usage.csv` and `USAGE.CSV`. */
  twins(): F[] | undefined {
    return [...this.alike.entries()].find(([name, files]) => isOne(name) && files.length > 1)?.[1];
  }
}

/**
 * The files of a feed's folder, in order of path. Links are passed over, so that nothing outside the folder is ever
 * read; so is what begins with a dot, as half-copied files do.
 */
export async function listFeed(folder: string): Promise<{ files: ListedFile[]; passedOver: PassedOver[] }> {
  const files: ListedFile[] = [];
  const passedOver: PassedOver[] = [];
  await walk('');
  return { files: files.sort(byName), passedOver: passedOver.sort(byName) };

  async function walk(inside: string): Promise<void> {
    for (const name of await namesIn(path.join(folder, inside))) {
      const entry = { name: inside + name, full: path.join(folder, inside, name) };
      const reason = await look(entry, name, inside === '');
      if (reason !== undefined) passedOver.push({ name: entry.name, reason });
    }
  }

  /** @returns why it is passed over */
  async function look(entry: ListedFile, name: string, isTop: boolean): Promise<string | undefined> {
    const stats = await lstat(entry.full).catch(() => null);
    // A name in another encoding than UTF-8 changes when it is read.
    if (!stats) return 'It can not be found under this name: not taken.';
    if (stats.isSymbolicLink()) return 'Links are not followed: not taken.';
    if (stats.isDirectory()) {
      if (!name.startsWith('.') && (!isTop || FOLDERS.has(folded(name)))) await walk(`${entry.name}/`);
      else if ((await namesIn(entry.full)).length > 0)
        return 'This folder is no part of a feed: nothing in it was taken.';
      return undefined;
    }
    if (!stats.isFile()) return 'This is no file: not taken.';
    if (name.startsWith('.')) return 'Names that begin with a dot are those of files half copied: not taken.';
    files.push(entry);
    return undefined;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !LEFT_BEHIND.test(name));
}

/** By code unit, not by language: the order must be the same on every machine. */
function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** Whether it is a structured invoice. */
export function isXml(name: string): boolean {
  return /^ksef\/.*\.xml$/s.test(folded(name));
}

/** Files of lines, but for the index of what lies under ksef/. */
export function isRecords(name: string): boolean {
  return IMPORTED.has(folded(name)) && folded(name) !== KSEF_INDEX;
}

/** Whether it is the feed's manifest. */
export function isManifest(name: string): boolean {
  return folded(name) === MANIFEST;
}

function isOne(name: string): boolean {
  return IMPORTED.has(name) || name === MANIFEST;
}

export function isDocument(name: string): boolean {
  return folded(name).startsWith('documents/');
}

/** Whether the format knows the file. */
export function isFeedFile(name: string): boolean {
  return isOne(folded(name)) || isXml(name) || isDocument(name);
}
