import type { EntityManager } from 'typeorm';
import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { newId } from '../runtime/tokens';
import type { Uploader } from './attachment.service';

/** Bytes of one file. */
export const MOST_BYTES = 10 * 1024 * 1024;
const HOUR_MS = 3_600_000;
/** What a user may upload for a customer in an hour, and may have lying here that no request holds. */
const QUOTA = { perHour: 60, files: 20, bytes: 200 * 1024 * 1024 };
/** How long a file is kept that no request and no draft holds. */
const FREE_MS = 24 * HOUR_MS;

/** Why a user may not upload another file now. `retryAfter` in seconds. */
export type QuotaRefusal = { reason: 'HOUR' | 'FREE'; retryAfter: number };

/** What is known of a file once its bytes are stored. */
export interface StoredFile {
  name: string;
  mimeType: string;
  size: number;
  isScanned: boolean;
}

/** The rows of uploads: a row is there before the first byte is stored, so that no bytes are ever forgotten. */
export class UploadStore {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /**
   * Makes the row of an upload, within the quota of its user. It counts as the largest file until it is there.
   * @returns its id, or why it is refused
   */
  async reserve(uploader: Uploader): Promise<string | QuotaRefusal> {
    const { customerId, userId } = uploader;
    return this.database.transaction(async (manager) => {
      const refusal = await this.overQuota(manager, uploader);
      if (refusal) return refusal;
      const id = newId();
      const now = this.now();
      await manager.query(
        `INSERT INTO attachments (customerId, id, userId, name, mimeType, size, state, position, createdAt, expiresAt)
         VALUES (?, ?, ?, '', '', ?, 'UPLOADING', 0, ?, ?)`,
        [customerId, id, userId, MOST_BYTES, sqlInstant(now), inMs(now, HOUR_MS)],
      );
      return id;
    });
  }

  /** @returns false where the upload took so long that its row has ended */
  async finish(
    { customerId }: Uploader,
    id: string,
    { name, mimeType, size, isScanned }: StoredFile,
  ): Promise<boolean> {
    const now = this.now();
    const changed = await this.database.change(
      `UPDATE attachments SET name = ?, mimeType = ?, size = ?, state = ?, nextScanAt = ?, expiresAt = ?
       WHERE customerId = ? AND id = ? AND state = 'UPLOADING' AND expiresAt > ?`,
      [
        ...[name, mimeType, size],
        ...(isScanned ? ['READY', null] : ['WAITING', sqlInstant(now)]),
        ...[inMs(now, FREE_MS), customerId, id, sqlInstant(now)],
      ],
    );
    return changed > 0;
  }

  /** Ends an upload that brought no file; its row counts it for an hour. */
  async fail({ customerId }: Uploader, id: string): Promise<void> {
    await this.database.change(
      "UPDATE attachments SET state = 'REMOVED', size = 0 WHERE customerId = ? AND id = ? AND state = 'UPLOADING'",
      [customerId, id],
    );
  }

  /** Takes a file away that no request holds. @returns false where the user has none such */
  async remove({ customerId, userId }: Uploader, id: string): Promise<boolean> {
    const removed = await this.database.change(
      `UPDATE attachments SET state = 'REMOVED', size = 0, nextScanAt = NULL, expiresAt = ?
       WHERE customerId = ? AND id = ? AND userId = ? AND ticketId IS NULL AND state IN ('READY', 'WAITING', 'UNSAFE')`,
      [inMs(this.now(), HOUR_MS), customerId, id, userId],
    );
    return removed > 0;
  }

  /** Uploads of one user for one customer are counted one after another: the row of the access is locked. */
  private async overQuota(
    manager: EntityManager,
    { customerId, userId }: Uploader,
  ): Promise<QuotaRefusal | null> {
    const { forUpdate } = this.database.dialect;
    await manager.query(`SELECT role FROM accesses WHERE customerId = ? AND userId = ? ${forUpdate}`, [
      customerId,
      userId,
    ]);
    const now = this.now();
    const hourAgo = sqlInstant(new Date(now.getTime() - HOUR_MS));
    const [counted] = await manager.query<Record<'recent' | 'free' | 'bytes', number | string | null>[]>(
      `SELECT SUM(CASE WHEN createdAt > ? THEN 1 ELSE 0 END) AS recent,
         SUM(CASE WHEN ticketId IS NULL AND state <> 'REMOVED' AND expiresAt > ? THEN 1 ELSE 0 END) AS free,
         SUM(CASE WHEN ticketId IS NULL AND state <> 'REMOVED' AND expiresAt > ? THEN size ELSE 0 END) AS bytes
       FROM attachments WHERE customerId = ? AND userId = ?`,
      [hourAgo, sqlInstant(now), sqlInstant(now), customerId, userId],
    );
    if (Number(counted?.recent) >= QUOTA.perHour) return this.untilNext(manager, { customerId, userId }, now);
    const isFull = Number(counted?.free) >= QUOTA.files || Number(counted?.bytes) + MOST_BYTES > QUOTA.bytes;
    return isFull ? { reason: 'FREE', retryAfter: 60 } : null;
  }

  /** When the oldest upload of the last hour is older than that. */
  private async untilNext(
    manager: EntityManager,
    { customerId, userId }: Uploader,
    now: Date,
  ): Promise<QuotaRefusal> {
    const [row] = await manager.query<{ createdAt: string | Date }[]>(
      `SELECT createdAt FROM attachments WHERE customerId = ? AND userId = ? ORDER BY createdAt DESC LIMIT 1 OFFSET ${QUOTA.perHour - 1}`,
      [customerId, userId],
    );
    const next = row ? instant(row.createdAt).getTime() + HOUR_MS : now.getTime();
    return { reason: 'HOUR', retryAfter: Math.max(1, Math.ceil((next - now.getTime()) / 1000)) };
  }
}

function inMs(now: Date, ms: number): string {
  return sqlInstant(new Date(now.getTime() + ms));
}
