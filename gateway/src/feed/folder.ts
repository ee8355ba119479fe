import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file of a feed. */
export interface FeedFile {
  /** From the folder, with slashes: `ksef/0001.xml`. */
  name: string;
  full: string;
  bytes: number;
}

/** What this version takes. The order in which they are taken is in take-feed.ts. */
export const TAKEN = new Set([
  'customers.ndjson',
  'consumption-points.ndjson',
  'invoices.ndjson',
  'ksef/index.ndjson',
  'settlements.ndjson',
  'messages.ndjson',
  'documents.ndjson',
  'usage.csv',
]);
/** Files of the format that this version does not take yet. */
export const LATER = new Set(['tickets.ndjson', 'services.ndjson']);
export const MANIFEST = 'manifest.json';

const FOLDERS = new Set(['ksef', 'documents']);

/**
 * The files of a feed, by name. Links are left out, so that nothing outside the folder is ever read; so is what
 * begins with a dot, as half-copied files do.
 */
export async function listFeed(folder: string): Promise<Map<string, FeedFile>> {
  const files = new Map<string, FeedFile>();
  for (const name of await namesIn(folder)) {
    const entry = await lstat(path.join(folder, name));
    if (entry.isFile()) files.set(name, { name, full: path.join(folder, name), bytes: entry.size });
    if (!entry.isDirectory() || !FOLDERS.has(name)) continue;
    for (const inner of await namesIn(path.join(folder, name))) {
      const full = path.join(folder, name, inner);
      const stats = await lstat(full);
      if (stats.isFile())
        files.set(`${name}/${inner}`, { name: `${name}/${inner}`, full, bytes: stats.size });
    }
  }
  return files;
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  // By code unit, not by language: the order must be the same on every machine.
  return names.filter((name) => !name.startsWith('.')).sort();
}

export function isXml(name: string): boolean {
  return name.startsWith('ksef/') && name.toLowerCase().endsWith('.xml');
}

export function isFeedFile(name: string): boolean {
  return (
    TAKEN.has(name) || LATER.has(name) || name === MANIFEST || isXml(name) || name.startsWith('documents/')
  );
}

/** What a file holds: its hash, and how many lines that are not blank. */
export interface Content {
  sha256: string;
  lines: number;
}

export async function contentOf(file: FeedFile): Promise<Content> {
  const digest = createHash('sha256');
  let lines = 0;
  let isBlank = true;
  for await (const chunk of createReadStream(file.full, { highWaterMark: 256 * 1024 })) {
    const block = chunk as Buffer;
    digest.update(block);
    let from = 0;
    for (let end = block.indexOf(0x0a); end >= 0; end = block.indexOf(0x0a, from)) {
      if (!isBlank || hasText(block, from, end)) lines++;
      isBlank = true;
      from = end + 1;
    }
    isBlank &&= !hasText(block, from, block.length);
  }
  return { sha256: digest.digest('hex'), lines: isBlank ? lines : lines + 1 };
}

function hasText(block: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (block[at]! > 0x20) return true;
  return false;
}

/** One hash for a whole feed: the same names with the same contents. */
export function fingerprintOf(contents: ReadonlyMap<string, Content>): string {
  const names = [...contents.keys()].sort();
  return hash(
    'sha256',
    names.map((name) => `${name}\n${contents.get(name)!.sha256}\n`).join(''),
    'base64url',
  );
}
