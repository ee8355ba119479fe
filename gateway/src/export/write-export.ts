import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../database/database';
import { ExportBatches } from './batches';
import { attachmentPath, ATTACHMENTS, EXPORT_FILES } from './export-files';

const CURSOR_FILE = 'cursor.json';
/** Of files that are not complete yet. */
const PART = '.part';
/** Names that an export gives to attachments. A person's own files in the folder stay. */
const OF_EXPORT = /^[\w-]{22}(\.part)?$/;

export interface ExportOptions {
  folder: string;
  /** Batches after this one are written; 0 for all. */
  since: number;
  /** The clock; tests pass their own. */
  now?: () => Date;
  /** The bytes of an attachment; undefined where the store has lost them. */
  attachment: (id: string) => Promise<Readable | undefined>;
}

/** What was written. */
export interface ExportSummary {
  next: number;
  lines: Record<string, number>;
  /** Attachments whose bytes the store does not have. */
  missing: string[];
}

/** No export has given out this cursor. */
export class UnknownCursor extends Error {
  constructor() {
    super('No export has given out this cursor: use next of the last cursor.json, or leave --since out.');
  }
}

/**
 * Writes all that customers asked for after a cursor into a folder. A file gets its name when it is complete, and
 * `cursor.json` comes last: without it the export broke off, and is run again with the same cursor.
 * @throws UnknownCursor
 */
export async function writeExport(database: Database, options: ExportOptions): Promise<ExportSummary> {
  const { folder, since, now = () => new Date() } = options;
  const batches = new ExportBatches(database, now);
  if (since > (await batches.last())) throw new UnknownCursor();
  const next = await batches.claimAll();
  await mkdir(path.join(folder, ATTACHMENTS), { recursive: true });
  // The files of an earlier export are replaced one by one, so its cursor goes first.
  await rm(path.join(folder, CURSOR_FILE), { force: true });
  const { ids, missing } = await copyAttachments(database, options, next);
  await removeOthers(folder, ids);
  const lines: Record<string, number> = {};
  for (const name of Object.keys(EXPORT_FILES) as (keyof typeof EXPORT_FILES)[])
    lines[name] = await writeLines(database, name, { folder, since, next });
  await writeFile(path.join(folder, CURSOR_FILE + PART), `${JSON.stringify({ next: String(next) })}\n`);
  await rename(path.join(folder, CURSOR_FILE + PART), path.join(folder, CURSOR_FILE));
  return { next, lines, missing };
}

/** Batch by batch, so that no table is in memory. @returns how many lines */
async function writeLines(
  database: Database,
  name: keyof typeof EXPORT_FILES,
  { folder, since, next }: { folder: string; since: number; next: number },
): Promise<number> {
  const file = path.join(folder, name);
  const handle = await open(file + PART, 'w');
  let count = 0;
  try {
    for (let batch = since + 1; batch <= next; batch++) {
      const lines = await EXPORT_FILES[name](database, batch);
      count += lines.length;
      await handle.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }
  } finally {
    await handle.close();
  }
  await rename(file + PART, file);
  return count;
}

async function copyAttachments(
  database: Database,
  { folder, since, attachment }: ExportOptions,
  next: number,
): Promise<{ ids: ReadonlySet<string>; missing: string[] }> {
  const ids = new Set<string>();
  const missing: string[] = [];
  for (let batch = since + 1; batch <= next; batch++)
    for (const line of await EXPORT_FILES['attachments.ndjson'](database, batch)) {
      const id = String(line.id);
      ids.add(id);
      const bytes = await attachment(id);
      const file = path.join(folder, attachmentPath(id));
      if (!bytes) {
        missing.push(id);
        continue;
      }
      await pipeline(bytes, createWriteStream(file + PART));
      await rename(file + PART, file);
    }
  return { ids, missing };
}

/** Attachments of an earlier export into the same folder, which no line names any more. */
async function removeOthers(folder: string, ids: ReadonlySet<string>): Promise<void> {
  const attachments = path.join(folder, ATTACHMENTS);
  for (const name of await readdir(attachments))
    if (OF_EXPORT.test(name) && !ids.has(name)) await rm(path.join(attachments, name));
}
