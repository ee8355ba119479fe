import type { Logger } from 'pino';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { PeriodicTask } from '../runtime/periodic-task';
import type { Storage } from '../storage/storage';
import type { AttachmentState } from './attachment.entity';
import type { Scanner } from './scanner';
import { storageKey } from './upload.service';

const PAUSE_MS = 30_000;
const BATCH = 20;
/** How long a worker has for one file, before another may take it. */
const LEASE_MS = 5 * 60_000;
/** When a file is scanned again that the scanner could not scan, and after how many of them it counts as away. */
const RETRY_MS = 60_000;
const MOST_FAILURES = 3;

interface Parts {
  database: Database;
  attachmentStorage: Storage;
  /** Null: files wait until there is one. */
  scanner: Scanner | null;
  log: Logger;
  now: () => Date;
}

interface Unscanned {
  customerId: string;
  id: string;
  state: `${AttachmentState}`;
}

/** Scans files that were uploaded while the virus scanner was away. */
export class WaitingScans extends PeriodicTask {
  constructor(private readonly parts: Parts) {
    super(parts.log, PAUSE_MS, () => this.scanAll());
  }

  async scanAll(): Promise<void> {
    const { database, scanner, log, now } = this.parts;
    if (!scanner) return;
    let failures = 0;
    for (let found: Unscanned[] | null = null; !found || found.length === BATCH;) {
      found = await database.query<Unscanned>(
        `SELECT customerId, id, state FROM attachments WHERE nextScanAt <= ? ORDER BY nextScanAt, id LIMIT ${BATCH}`,
        [sqlInstant(now())],
      );
      for (const one of found) {
        if (!(await this.claim(one))) continue;
        const error = await this.scanOne(one, scanner).catch((failure: unknown) => failure as Error);
        if (!error) continue;
        log.warn({ err: error, id: one.id }, 'an attachment goes on waiting for the virus scanner');
        await this.retryLater(one);
        if (++failures >= MOST_FAILURES) return;
      }
    }
  }

  private async retryLater({ customerId, id }: Unscanned): Promise<void> {
    const at = sqlInstant(new Date(this.parts.now().getTime() + RETRY_MS));
    await this.change(
      "UPDATE attachments SET nextScanAt = ? WHERE customerId = ? AND id = ? AND state = 'WAITING'",
      [at, customerId, id],
    );
  }

  /** One worker takes a file; where it dies, the next one takes it later. */
  private async claim({ customerId, id, state }: Unscanned): Promise<boolean> {
    const { now } = this.parts;
    const [at, lease] = [now(), new Date(now().getTime() + LEASE_MS)].map(sqlInstant);
    const claimed = await this.change(
      'UPDATE attachments SET nextScanAt = ? WHERE customerId = ? AND id = ? AND state = ? AND nextScanAt <= ?',
      [lease, customerId, id, state, at],
    );
    return claimed > 0;
  }

  private async scanOne(one: Unscanned, scanner: Scanner): Promise<void> {
    if (one.state === 'UNSAFE') return this.deleteUnsafe(one);
    const { log, attachmentStorage } = this.parts;
    const bytes = await attachmentStorage.getStream(storageKey(one.id));
    if (!bytes) throw new Error('It is missing in the storage');
    if ((await scanner.scan(bytes)) === 'CLEAN') {
      await this.change(
        "UPDATE attachments SET state = 'READY', nextScanAt = NULL WHERE customerId = ? AND id = ? AND state = 'WAITING'",
        [one.customerId, one.id],
      );
      return;
    }
    log.warn({ id: one.id }, 'a virus was found in an attachment');
    // The next scan stays set until the bytes are gone: a killed worker is followed by another.
    const marked = await this.change(
      "UPDATE attachments SET state = 'UNSAFE' WHERE customerId = ? AND id = ? AND state = 'WAITING'",
      [one.customerId, one.id],
    );
    if (marked > 0) await this.deleteUnsafe(one);
  }

  private async deleteUnsafe({ customerId, id }: Unscanned): Promise<void> {
    await this.parts.attachmentStorage.remove(storageKey(id));
    await this.change(
      "UPDATE attachments SET nextScanAt = NULL WHERE customerId = ? AND id = ? AND state = 'UNSAFE'",
      [customerId, id],
    );
  }

  private change(sql: string, parameters: unknown[]): Promise<number> {
    return this.parts.database.change(sql, parameters, { isPatient: true });
  }
}
