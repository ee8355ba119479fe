import path from 'node:path';
import { parseArgs } from 'node:util';
import { storageKey } from '../attachments/upload.service';
import { openDatabase } from '../app/open-database';
import { readConfig } from '../config';
import { UnknownCursor, writeExport } from '../export/write-export';
import { openStorage } from '../storage/open-storage';

const USAGE = 'Usage: npm run export -- FOLDER [--since CURSOR]';

/** All written; written, but files are missing; failed; wrong use. */
const [WRITTEN, FILES_MISSING, FAILED, WRONG_USE] = [0, 3, 1, 2];

/**
 * `npm run export -- FOLDER [--since CURSOR]`: writes what customers asked for since a cursor.
 * @returns the exit code
 */
export async function runExport(argv: string[]): Promise<number> {
  const asked = readArguments(argv);
  if (!asked) return say(USAGE, WRONG_USE);
  const config = readConfig();
  const storage = openStorage(config.attachmentsUrl);
  const database = await openDatabase(config.databaseUrl);
  try {
    const { next, lines, missing } = await writeExport(database, {
      ...asked,
      attachment: (id) => storage.getStream(storageKey(id)),
    });
    const counts = Object.entries(lines).map(([name, count]) => `${name} ${count}`);
    say(`Exported: ${counts.join(', ')}. Next time: --since ${next}`, WRITTEN);
    if (missing.length === 0) return WRITTEN;
    return say(`The store has no bytes of these attachments: ${missing.join(', ')}`, FILES_MISSING);
  } catch (error) {
    if (error instanceof UnknownCursor) return say(error.message, FAILED);
    const reason = (error as Error).message;
    return say(`The export broke off: ${reason}. Run it again with the same cursor.`, FAILED);
  } finally {
    await database.close().catch(() => undefined);
  }
}

function readArguments(argv: string[]): { folder: string; since: number } | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { since: { type: 'string', default: '0' } },
    });
    if (positionals.length !== 1 || !/^\d{1,9}$/.test(values.since)) return null;
    return { folder: path.resolve(positionals[0]!), since: Number(values.since) };
  } catch {
    return null;
  }
}

function say(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}
