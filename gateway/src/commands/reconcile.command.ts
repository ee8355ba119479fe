import { isCalendarDay } from '../calendar';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config';
import { openDatabase } from '../app/open-database';
import { Database } from '../database/database';
import { reconcile } from '../payments/reconcile/reconcile';
import { COLUMNS, readReport, UnreadableReport } from '../payments/reconcile/reconcile.report';

const USAGE = `Usage: npm run reconcile -- FILE [--day YYYY-MM-DD], a CSV with the columns ${COLUMNS.join(',')}`;
const EQUAL = 0;
const FAILED = 1;
const DIFFERENT = 3;

/**
 * `npm run reconcile -- FILE`: compares the operator's report of a day with what was accepted here.
 * Prints a JSON object for each difference, and a summary as the last line.
 * `--day` names the day for a report that may be empty; otherwise the days are those in the report.
 * @returns exit code: 0 equal, 3 differences, 1 failed
 */
export async function runReconcile(argv: string[]): Promise<number> {
  const asked = readArguments(argv);
  if (!asked) return say(USAGE);
  let database: Database | undefined;
  try {
    const report = await readReport(path.resolve(asked.file));
    // Equal to nothing, whatever was accepted that day.
    if (report.length === 0 && !asked.day)
      return say('The report lists no payment, so it does not tell its day: name it with --day YYYY-MM-DD.');
    database = await openDatabase(readConfig().databaseUrl);
    const days = asked.day ? [asked.day] : report.map(({ day }) => day);
    const differences = await reconcile(database, report, days);
    const count = (kind: string) => differences.filter((one) => one.kind === kind).length;
    const summary = {
      rows: report.length,
      missing: count('missing'),
      extra: count('extra'),
      different: count('different'),
    };
    for (const line of [...differences, { summary }]) process.stdout.write(`${JSON.stringify(line)}\n`);
    return differences.length === 0 ? EQUAL : DIFFERENT;
  } catch (error) {
    if (error instanceof UnreadableReport) return say(`The report can't be read. ${error.message}`);
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'EISDIR') return say(`There is no file ${asked.file}.`);
    throw error;
  } finally {
    await database?.close();
  }
}

function readArguments(argv: string[]): { file: string; day?: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { day: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0 || (values.day && !isCalendarDay(values.day))) return null;
    return { file, day: values.day };
  } catch {
    return null;
  }
}

function say(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return FAILED;
}
