import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, type Config } from '../config';
import { openDatabase } from '../app/open-database';
import { Database } from '../database/database';
import { ImportRunning } from '../feed/import/lock';
import { FeedRejected } from '../feed/read/manifest';
import { Report } from '../feed/import/report';
import { takeFeed } from '../feed/import/import-feed';

const USAGE = 'npm run import -- FOLDER [--silent] [--report FILE]';

/** All taken; taken, with records refused; the feed refused or the import failed. */
const TAKEN = 0;
const TAKEN_WITH_REFUSALS = 3;
const FAILED = 1;

/** `import FOLDER`. @returns the exit status */
export async function runImport(argv: string[]): Promise<number> {
  let arguments_: { folder: string; silent: boolean; report?: string };
  let config: Config;
  let report: Report;
  try {
    arguments_ = readArguments(argv);
    config = readConfig();
    report = await Report.open(arguments_.report, process.stdout);
  } catch (error) {
    return say((error as Error).message);
  }
  let database: Database | undefined;
  try {
    database = await openDatabase(config.databaseUrl);
    await takeFeed(database, path.resolve(arguments_.folder), report, {
      retailer: config.retailer,
      silent: arguments_.silent,
      isSmsOn: config.smsUrl !== null,
      terminal: process.stderr,
    });
    await report.close();
    return report.summary.refused > 0 ? TAKEN_WITH_REFUSALS : TAKEN;
  } catch (error) {
    if (error instanceof FeedRejected) {
      report.refused({ file: error.file, line: null }, error.fault);
      await report.close();
      return say(`The feed was refused and nothing of it was taken. ${error.message}`);
    }
    if (isBug(error)) {
      const { name, message } = error as Error;
      report.refused(
        { file: path.basename(arguments_.folder), line: null },
        { reason: `The import fails on this feed (${name}: ${message}): what it took before that stays.` },
      );
      await report.close();
      return say(`The feed can not be taken, and tried again it will fail again. ${(error as Error).stack}`);
    }
    // Without its last line the report is one of an import that broke off.
    await report.flush();
    const reason = (error as Error).message;
    return say(error instanceof ImportRunning ? reason : `The import broke off: ${reason}. Run it again.`);
  } finally {
    await database?.close().catch(() => undefined);
  }
}

/**
 * A bug of ours, which the same feed would hit each time. Treating it as an interrupted import would block
 * all later feeds.
 * Errors of the database, the disk and the network carry a code.
 */
function isBug(error: unknown): boolean {
  const isOfProgram = [TypeError, RangeError, SyntaxError, ReferenceError].some(
    (type) => error instanceof type,
  );
  return isOfProgram && (error as NodeJS.ErrnoException).code === undefined;
}

function readArguments(argv: string[]): { folder: string; silent: boolean; report?: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { silent: { type: 'boolean', default: false }, report: { type: 'string' } },
    });
    if (positionals.length === 1)
      return { folder: positionals[0]!, silent: values.silent, report: values.report };
  } catch {
    // Said below.
  }
  throw new Error(`Usage: ${USAGE}`);
}

function say(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return FAILED;
}
