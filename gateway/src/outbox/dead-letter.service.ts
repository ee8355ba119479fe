import type { EntityManager } from 'typeorm';
import { changedRows } from '../database/changes';
import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import { ADDRESS_BOUNCED } from '../mail/drop-bounced';
import { maskedEmail } from '../mail/email-address';
import { maskedNumber } from '../sms/phone-number';

/** A mail or SMS that was given up. */
export interface DeadLetter {
  channel: 'EMAIL' | 'SMS';
  id: string;
  kind: string;
  state: 'FAILED' | 'UNKNOWN';
  /** Masked: lists are passed on. */
  recipient: string;
  reason: string;
  at: string;
  /** False where the content is gone: it held a one-time link. */
  isRetriable: boolean;
}

interface Row {
  id: string;
  template: string;
  state: DeadLetter['state'];
  recipient: string;
  reason: string | null;
  failedAt: unknown;
  createdAt: unknown;
  hasContent: unknown;
}

const SHOWN = 1_000;
const COLUMNS =
  'id, template, state, recipient, reason, failedAt, createdAt, content IS NOT NULL AS hasContent';

/** Lists what was given up, and queues it again on a person's word. */
export class DeadLetterService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** The oldest first, at most a thousand of each channel. Of an address that bounced, only the mail by which that was seen. */
  async list(): Promise<DeadLetter[]> {
    const mails = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM mails WHERE state = 'FAILED' AND (reason IS NULL OR reason <> ?) ORDER BY failedAt, id LIMIT ${SHOWN}`,
      [ADDRESS_BOUNCED],
    );
    const sms = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM sms WHERE state IN ('FAILED','UNKNOWN') ORDER BY failedAt, id LIMIT ${SHOWN}`,
    );
    return [
      ...mails.map((row) => letter('EMAIL', row, maskedEmail(row.recipient))),
      ...sms.map((row) => letter('SMS', row, maskedNumber(row.recipient))),
    ].sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  /**
   * Queues them again: those named, or all that have certainly failed. An SMS of which nobody knows is sent
   * again only by name; the operator recognises it for a day after its first attempt.
   * @returns how many were queued
   */
  async retry(ids: readonly string[] = []): Promise<number> {
    return this.database.transaction(
      async (manager) => {
        const mails = await this.retryMails(manager, ids);
        const failed = await this.retrySms(manager, 'FAILED', ids);
        const unknown = ids.length > 0 ? await this.retrySms(manager, 'UNKNOWN', ids) : 0;
        return mails + failed + unknown;
      },
      { isPatient: true },
    );
  }

  private retryMails(manager: EntityManager, ids: readonly string[]): Promise<number> {
    const at = sqlInstant(this.now());
    return changedRows(
      manager,
      `UPDATE mails SET state = 'QUEUED', attempts = 0, claim = NULL, reason = NULL, failedAt = NULL, dueAt = ?, retriedAt = ?
       WHERE state = 'FAILED' AND content IS NOT NULL ${named(ids)}`,
      [at, at, ...padded(ids)],
    );
  }

  /** A new round has a reference of its own, or the operator would take it for the one that failed. */
  private retrySms(
    manager: EntityManager,
    state: 'FAILED' | 'UNKNOWN',
    ids: readonly string[],
  ): Promise<number> {
    const round = state === 'FAILED' ? ', round = round + 1, isUncertain = 0' : '';
    return changedRows(
      manager,
      `UPDATE sms SET state = 'QUEUED', attempts = 0, claim = NULL, reason = NULL, failedAt = NULL, firstTriedAt = NULL, dueAt = ?${round}
       WHERE state = '${state}' AND content IS NOT NULL ${named(ids)}`,
      [sqlInstant(this.now()), ...padded(ids)],
    );
  }
}

function named(ids: readonly string[]): string {
  return ids.length > 0 ? `AND id IN (${marks(ids)})` : '';
}

function letter(channel: DeadLetter['channel'], row: Row, recipient: string): DeadLetter {
  return {
    channel,
    id: row.id,
    kind: row.template,
    state: row.state,
    recipient,
    reason: row.reason ?? '',
    at: instant(row.failedAt ?? row.createdAt).toISOString(),
    isRetriable: Boolean(Number(row.hasContent)),
  };
}
