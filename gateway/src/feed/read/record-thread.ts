import { on } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FeedFile } from './folder';
import type { RecordFile, RecordOf } from './record-files';
import { readRecords, type Records } from './read-records';

/** Below this a thread takes longer to start than it saves. */
const WORTH_A_THREAD = 4 * 1024 * 1024;
/** Blocks that the thread may be ahead of the writer. */
export const AHEAD = 4;

/**
 * The records of a file. A large one is read and understood in a thread of its own, which takes half of an import's
 * work off the one that writes.
 */
export function recordsOf<F extends RecordFile>(
  name: F,
  file: FeedFile,
  threadFrom = WORTH_A_THREAD,
): AsyncGenerator<Records<RecordOf<F>>> {
  return file.bytes < threadFrom ? readRecords(name, file) : readInThread(name, file);
}

async function* readInThread<F extends RecordFile>(
  name: F,
  file: FeedFile,
): AsyncGenerator<Records<RecordOf<F>>> {
  const worker = new Worker(join(__dirname, 'record-worker.cjs'), {
    workerData: { name, file, ahead: AHEAD, extension: extname(__filename) },
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
  });
  try {
    // A thread that dies is an error here, too.
    for await (const [records] of on(worker, 'message') as AsyncIterable<[Records<RecordOf<F>> | null]>) {
      if (records === null) return;
      yield records;
      worker.postMessage('next');
    }
  } finally {
    await worker.terminate();
  }
}
