import type { Logger } from 'pino';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { PeriodicTask } from '../runtime/periodic-task';
import type { Storage } from '../storage/storage';
import { storageKey } from './upload.service';

const PAUSE_MS = 10 * 60_000;
const BATCH = 100;

interface Parts {
  database: Database;
  attachmentStorage: Storage;
  log: Logger;
  now: () => Date;
}

interface Ended {
  customerId: string;
  id: string;
}

/** Deletes files that no request took in time, and what interrupted uploads and killed processes left. */
export class AttachmentHousekeeping extends PeriodicTask {
  constructor(private readonly parts: Parts) {
    super(parts.log, PAUSE_MS, () => this.tidy());
  }

  async tidy(): Promise<void> {
    const { database, now } = this.parts;
    for (let ended: Ended[] | null = null; !ended || ended.length === BATCH;) {
      ended = await database.query<Ended>(
        `SELECT customerId, id FROM attachments WHERE expiresAt < ? ORDER BY expiresAt, id LIMIT ${BATCH}`,
        [sqlInstant(now())],
      );
      for (const one of ended) await this.end(one);
    }
  }

  /** Marks the row first, so that no request takes the file; deletes it last, so that bytes are never forgotten. */
  private async end({ customerId, id }: Ended): Promise<void> {
    const { database, attachmentStorage, now } = this.parts;
    const marked = await database.change(
      `UPDATE attachments SET state = 'REMOVED', nextScanAt = NULL
       WHERE customerId = ? AND id = ? AND ticketId IS NULL AND expiresAt < ?`,
      [customerId, id, sqlInstant(now())],
      { isPatient: true },
    );
    if (marked === 0) return;
    await attachmentStorage.remove(storageKey(id));
    await database.change(
      "DELETE FROM attachments WHERE customerId = ? AND id = ? AND state = 'REMOVED' AND ticketId IS NULL",
      [customerId, id],
      { isPatient: true },
    );
  }
}
