import type { Database } from '../database/database';
import { chunks } from '../database/sql-lists';
import { ahead } from '../runtime/ahead';
import type { ReminderSearch } from './reminder-search';
import type { ReminderWriter, Reminding } from './reminder.writer';

/** Documents in a transaction; a multiple of the rows in a statement. */
const BATCH = 1024;
/** Batches under way side by side: the database writes one while another is found and composed. */
const WRITERS = 2;

/** How many reminders a run made. */
export interface RemindersMade {
  soon: number;
  today: number;
  overdue: number;
}

/** Makes the reminders of a day for all customers. Safe to run twice at once, and again after a kill. */
export class RemindersService {
  constructor(
    private readonly database: Database,
    private readonly search: ReminderSearch,
    private readonly writer: ReminderWriter,
  ) {}

  /** @param onProgress now and then; a run of a million customers calls it more than ten times */
  async run(today: string, onProgress: () => Promise<void> = async () => undefined): Promise<RemindersMade> {
    const made: RemindersMade = { soon: 0, today: 0, overdue: 0 };
    const batches = this.batches(today);
    const write = async () => {
      for await (const batch of batches) {
        if (!batch) await onProgress();
        else count(made, await this.write(batch));
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: WRITERS }, write));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
    return made;
  }

  private async write(batch: Reminding): Promise<Reminding['documents']> {
    await this.database.transaction((manager) => this.writer.write(manager, batch), { isPatient: true });
    return batch.documents;
  }

  /** Yields null after each part of the customers. */
  private async *batches(today: string): AsyncGenerator<Reminding | null> {
    for await (const part of ahead(this.search.parts(today))) {
      for (const due of chunks(part, BATCH)) yield this.writer.prepare(this.database.reader, due);
      yield null;
    }
  }
}

function count(made: RemindersMade, documents: Reminding['documents']): void {
  for (const { days } of documents) made[days < 0 ? 'soon' : days === 0 ? 'today' : 'overdue']++;
}
