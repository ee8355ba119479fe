import type { EntityManager } from 'typeorm';
import type { RecordFile, RecordOf } from '../read/record-files';
import type { Records } from '../read/read-records';
import { recordsOf } from '../read/record-thread';
import type { Outcome } from '../records/record';
import { Batches, type Run } from './batches';

/** Takes one NDJSON file: each line alone, in order, in batches. Does nothing where the feed has no such file. */
export async function takeLines<F extends RecordFile>(
  run: Run,
  name: F,
  write: (manager: EntityManager, records: RecordOf<F>[]) => Promise<Outcome[]>,
  mostRecords?: number,
): Promise<void> {
  const file = run.files.get(name);
  if (!file) return;
  const batches = new Batches(run, write, mostRecords);
  for await (const records of recordsOf(name, file, run.threadFrom)) {
    await say(run, records);
    for (const item of records.items) if (batches.add(item)) await batches.flush();
    run.progress.advance(records.lines, records.bytes);
  }
  await batches.finish();
  run.progress.next(file.bytes);
}

/** Reports the faults of a block of lines. */
export async function say(run: Run, { refused, warnings }: Records<unknown>): Promise<void> {
  for (const [place, fault] of refused) run.report.refused(place, fault);
  for (const [place, fault] of warnings) run.report.warning(place, fault);
  await run.report.flush();
}
