import path from 'node:path';
import type { EntityManager } from 'typeorm';
import type { CustomerWriter } from '../writers/customer.writer';
import { Fa3Reader } from '../fa3';
import { bytesAsHashed } from '../read/content';
import { folded, isXml, type FeedFile } from '../read/folder';
import { keyIn, type InvoiceToWrite } from '../records/invoice.row';
import type { IndexRecord } from '../records/index.record';
import { ksefRecord, sentence, type KsefRecord } from '../records/ksef.record';
import type { PointWriter } from '../writers/point.writer';
import type { Outcome } from '../records/record';
import type { Fault } from '../fault';
import { Batches, type Run } from './batches';
import { KSEF_INDEX } from '../read/record-files';
import { recordsOf } from '../read/record-thread';
import { say } from './import-lines';

/** The national system takes nothing larger than 3 MB. */
const LARGEST = 4 * 1024 * 1024;
/** Files read ahead while the worker thread validates. */
const AHEAD = 8;

type Read = { record: KsefRecord; warnings: Fault[] } | { fault: Fault; line?: number };

interface Writers {
  customers: CustomerWriter;
  points: PointWriter;
  invoices: (manager: EntityManager, records: InvoiceToWrite[]) => Promise<Outcome[]>;
}

/** Takes the structured invoices of a feed, in the order of their file names. */
export async function takeKsef(run: Run, writers: Writers): Promise<void> {
  const index = await readIndex(run);
  const files = run.files.all.filter((file) => isXml(file.name));
  if (files.length === 0) return;
  const batches = new Batches<KsefRecord>(run, (manager, records) => write(manager, records, writers));
  const reader = new Fa3Reader();
  try {
    for await (const { file, read } of readAhead(files, (file) => readOne(reader, file, index))) {
      const place = { file: file.name, line: 'fault' in read ? (read.line ?? null) : null };
      if ('fault' in read) run.report.refused(place, read.fault);
      else if (batches.add({ ...read, place, bytes: file.bytes })) await batches.flush();
      run.progress.advance(1, file.bytes);
      run.progress.next(file.bytes);
    }
    await batches.finish();
  } finally {
    await reader.close();
  }
}

async function write(manager: EntityManager, records: KsefRecord[], writers: Writers): Promise<Outcome[]> {
  await writers.customers.see(
    manager,
    records.map((record) => record.customer),
  );
  await writers.points.see(
    manager,
    records.flatMap((record) => record.points),
  );
  const last = lastOfEach(records.map((record) => record.invoice));
  const outcomes = await writers.invoices(manager, [...last.values()]);
  const byKey = new Map([...last.keys()].map((key, n) => [key, outcomes[n]!]));
  return records.map((record) => byKey.get(keyIn(record.invoice))!);
}

/**
 * Merges files of one document in a batch into one record, with the result of importing them one after
 * another.
 * The last file wins, and `outstanding` starts from the first.
 */
function lastOfEach(invoices: readonly InvoiceToWrite[]): Map<string, InvoiceToWrite> {
  const last = new Map<string, InvoiceToWrite>();
  for (const invoice of invoices) {
    const before = last.get(keyIn(invoice));
    last.set(
      keyIn(invoice),
      before
        ? {
            ...invoice,
            initial: before.initial,
            stated: invoice.stated ?? before.stated,
            ksefNumber: invoice.ksefNumber ?? before.ksefNumber,
          }
        : invoice,
    );
  }
  return last;
}

async function readOne(reader: Fa3Reader, file: FeedFile, index: KsefIndex): Promise<Read> {
  if (file.bytes > LARGEST) return { fault: { reason: `The file is larger than ${LARGEST} bytes.` } };
  const bytes = await bytesAsHashed(file);
  const result = await reader.read(bytes);
  if (!result.ok)
    return { fault: { field: result.field, reason: sentence(result.reason) }, line: result.line };
  const made = ksefRecord(result.document, bytes, index.get(file));
  return 'record' in made ? made : { fault: made };
}

/** Reads a few files ahead and gives them in order. */
async function* readAhead(
  files: readonly FeedFile[],
  read: (file: FeedFile) => Promise<Read>,
): AsyncGenerator<{ file: FeedFile; read: Read }> {
  const waiting: { file: FeedFile; reading: Promise<Read> }[] = [];
  let next = 0;
  while (next < files.length || waiting.length > 0) {
    while (next < files.length && waiting.length < AHEAD) {
      const file = files[next++]!;
      const reading = read(file);
      // Prevents an unhandled rejection: the `await` below rejects in its turn.
      reading.catch(() => undefined);
      waiting.push({ file, reading });
    }
    const { file, reading } = waiting.shift()!;
    yield { file, read: await reading };
  }
}

type KsefIndex = ReadonlyMap<FeedFile, IndexRecord>;

/** The index, whole in memory: a line is short, and there is at most one a file. */
async function readIndex(run: Run): Promise<KsefIndex> {
  const index = new Map<FeedFile, IndexRecord>();
  const file = run.files.get(KSEF_INDEX);
  if (!file) return index;
  const named = namesOf(run.files.all.filter((one) => isXml(one.name)));
  for await (const records of recordsOf(KSEF_INDEX, file, run.threadFrom)) {
    await say(run, records);
    for (const { record, place } of records.items) {
      const [one, other] = named(record.file);
      const warn = (reason: string) =>
        run.report.warning(place, { field: 'file', value: record.file, reason });
      if (!one) warn('There is no such file in this feed: the line has no effect.');
      else if (other) warn('Several files have this name: the line has no effect. Name it with its folders.');
      else if (index.has(one)) warn('A line before it names the same file: the first one counts.');
      else index.set(one, record);
    }
  }
  await run.report.flush();
  run.progress.next(file.bytes);
  return index;
}

/** Finds files that an index names: by path from the index or from the feed's folder, else by name alone. */
function namesOf(files: readonly FeedFile[]): (name: string) => readonly FeedFile[] {
  const known = [new Map<string, FeedFile[]>(), new Map<string, FeedFile[]>(), new Map<string, FeedFile[]>()];
  for (const file of files) {
    const inside = file.name.slice('ksef/'.length);
    const names = [inside, folded(inside), folded(path.posix.basename(inside))];
    for (const [n, name] of names.entries()) known[n]!.set(name, [...(known[n]!.get(name) ?? []), file]);
  }
  return (name) => known[0]!.get(name) ?? known[1]!.get(folded(name)) ?? known[2]!.get(folded(name)) ?? [];
}
