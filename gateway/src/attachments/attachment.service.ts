import type { EntityManager } from 'typeorm';
import { changedRows } from '../database/changes';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import { problem, type Problem } from '../graphql/problems';
import type { LanguageCode } from '../texts/language';
import { Attachment, AttachmentState } from './attachment.entity';

/** Files of one request or reply. */
export const MOST_ATTACHMENTS = 5;
/** How long files of a draft are kept, in milliseconds. */
const DRAFT_MS = 7 * 24 * 3_600_000;

const COLUMNS = 'customerId, id, userId, name, mimeType, size, state, ticketId, replyId, position';

/** Whose files are meant: those that one user uploaded for one customer, and that no request holds. */
export interface Uploader {
  customerId: string;
  userId: string;
}

/** The request that will hold files, or the reply to it. */
export interface Holder {
  ticketId: string;
  /** Null for the request itself. */
  replyId: string | null;
}

/** The files of requests, replies and drafts. */
export class AttachmentService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /**
   * Gives uploaded files to a request or reply, in the order of `ids`; a file is given once.
   * @returns problems, of which the first one must end the caller's transaction
   */
  async attach(
    manager: EntityManager,
    uploader: Uploader & Holder & { ids: readonly string[]; language: LanguageCode },
  ): Promise<Problem[]> {
    const { customerId, userId, ticketId, replyId, language } = uploader;
    const ids = [...new Set(uploader.ids)];
    if (ids.length === 0) return [];
    if (ids.length > MOST_ATTACHMENTS)
      return [problem('TOO_LONG', 'attachmentIds', language, 'attachment.tooMany')];
    for (const [position, id] of ids.entries()) {
      const taken = await changedRows(
        manager,
        `UPDATE attachments SET ticketId = ?, replyId = ?, position = ?, expiresAt = NULL
         WHERE customerId = ? AND id = ? AND userId = ? AND ticketId IS NULL AND expiresAt > ? AND state IN ('READY', 'WAITING')`,
        [ticketId, replyId, position, customerId, id, userId, sqlInstant(this.now())],
      );
      if (taken === 0) return [await this.whyNot(manager, { customerId, userId }, id, language)];
    }
    return [];
  }

  /**
   * Keeps uploaded files as long as a draft. Ids that are not the user's free files are left out.
   * @returns the ids that are
   */
  async keepForDraft(
    manager: EntityManager,
    { customerId, userId }: Uploader,
    ids: readonly string[],
  ): Promise<string[]> {
    const kept: string[] = [];
    const [now, until] = [this.now(), new Date(this.now().getTime() + DRAFT_MS)].map(sqlInstant);
    for (const id of [...new Set(ids)].slice(0, MOST_ATTACHMENTS)) {
      const found = await changedRows(
        manager,
        `UPDATE attachments SET expiresAt = ?
         WHERE customerId = ? AND id = ? AND userId = ? AND ticketId IS NULL AND expiresAt > ? AND state IN ('READY', 'WAITING')`,
        [until, customerId, id, userId, now],
      );
      if (found > 0) kept.push(id);
    }
    return kept;
  }

  /** A user's uploaded files that no request holds, in the order of `ids`: the files of a draft. */
  async unattached({ customerId, userId }: Uploader, ids: readonly string[]): Promise<Attachment[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<Attachment>(
      `SELECT ${COLUMNS} FROM attachments
       WHERE customerId = ? AND userId = ? AND id IN (${marks(ids)}) AND ticketId IS NULL AND expiresAt > ? AND state IN ('READY', 'WAITING')`,
      [customerId, userId, ...padded(ids), sqlInstant(this.now())],
    );
    const found = new Map(rows.map((row) => [row.id, asAttachment(row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** Files of requests with all their replies, by request, in the order they were given. */
  async ofTickets(customerId: string, ticketIds: readonly string[]): Promise<Map<string, Attachment[]>> {
    const rows = await this.database.query<Attachment>(
      `SELECT ${COLUMNS} FROM attachments WHERE customerId = ? AND ticketId IN (${marks(ticketIds)})
       ORDER BY ticketId, replyId, position`,
      [customerId, ...padded(ticketIds)],
    );
    return grouped(rows.map(asAttachment), ({ ticketId }) => ticketId!);
  }

  /** A file that a user may download: of a request of a customer of theirs, or one they uploaded. */
  async readable(userId: string, customerId: string, id: string): Promise<Attachment | null> {
    const [row] = await this.database.query<Attachment>(
      `SELECT a.* FROM attachments a JOIN accesses x ON x.customerId = a.customerId AND x.userId = ?
       WHERE a.customerId = ? AND a.id = ? AND a.state IN ('READY', 'WAITING', 'UNSAFE')
         AND (a.ticketId IS NOT NULL OR (a.userId = ? AND a.expiresAt > ?))`,
      [userId, customerId, id, userId, sqlInstant(this.now())],
    );
    return row ? asAttachment(row) : null;
  }

  /** The sentence that helps: a file may hold a virus that was found after its upload. */
  private async whyNot(
    manager: EntityManager,
    { customerId, userId }: Uploader,
    id: string,
    language: LanguageCode,
  ): Promise<Problem> {
    const [row] = await manager.query<Pick<Attachment, 'state'>[]>(
      'SELECT state FROM attachments WHERE customerId = ? AND id = ? AND userId = ? AND ticketId IS NULL',
      [customerId, id, userId],
    );
    if (row?.state === AttachmentState.UNSAFE) return problem('ATTACHMENT_UNSAFE', 'attachmentIds', language);
    return problem('INVALID_VALUE', 'attachmentIds', language, 'attachment.gone');
  }
}

function asAttachment(row: Attachment): Attachment {
  return Object.assign(new Attachment(), row);
}
