import { openDatabase } from '../app/open-database';
import { readConfig } from '../config';
import type { Database } from '../database/database';
import { BounceService } from '../mail/bounce.service';
import { DeadLetterService } from '../outbox/dead-letter.service';

const USAGE = `Usage: npm run outbox -- failed            lists mails and SMS that were given up, one JSON object a line
       npm run outbox -- retry [ID…]      queues all that have failed again, or those named
       npm run outbox -- bounce < REPORT  takes a mail server's report of failed delivery`;

/** Tells a mail server to pass the report again later (EX_TEMPFAIL of sysexits.h). */
const TRY_LATER = 75;
/** Reports are a few kB; whoever sends more has no report for us. */
const MOST_BYTES = 1024 * 1024;

/** `npm run outbox`. Exit code 0 done, 1 nothing to retry, 2 wrong use, 75 the database is away. */
export async function runOutbox(argv: string[]): Promise<number> {
  const [word = '', ...more] = argv;
  if (word === 'bounce' && more.length === 0) return takeBounce();
  const isKnown = (word === 'failed' && more.length === 0) || word === 'retry';
  if (!isKnown) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const database = await openDatabase(readConfig().databaseUrl);
  try {
    const letters = new DeadLetterService(database, () => new Date());
    return word === 'failed' ? await list(letters) : await retry(letters, more);
  } finally {
    await database.close();
  }
}

async function list(letters: DeadLetterService): Promise<number> {
  const all = await letters.list();
  for (const letter of all) process.stdout.write(`${JSON.stringify(letter)}\n`);
  process.stderr.write(`${all.length} given up.\n`);
  return 0;
}

async function retry(letters: DeadLetterService, ids: readonly string[]): Promise<number> {
  const queued = await letters.retry(ids);
  process.stderr.write(`${queued} queued again.\n`);
  return queued > 0 || ids.length === 0 ? 0 : 1;
}

/** A mail server runs this with each mail to our sending address; whatever it is, it has been taken. */
async function takeBounce(): Promise<number> {
  const report = await readInput();
  if (!report) {
    process.stderr.write('Larger than any report of failed delivery: ignored.\n');
    return 0;
  }
  let database: Database;
  try {
    database = await openDatabase(readConfig().databaseUrl);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return TRY_LATER;
  }
  try {
    const outcome = await new BounceService(database, () => new Date()).take(report);
    process.stderr.write(`${outcome}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return TRY_LATER;
  } finally {
    await database.close();
  }
}

async function readInput(): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
