import type { EntityManager } from 'typeorm';
import type { AttachmentService } from '../attachments/attachment.service';
import { warsawDay, warsawMidnight } from '../calendar';
import { lockCustomer } from '../customers/customer-lock';
import { changedRows } from '../database/changes';
import { keyOf, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { placeholders } from '../database/dialect';
import { problem } from '../graphql/problems';
import { newId } from '../runtime/tokens';
import { type Author, Rejected, sameSince, type Sending, sendingOf, type Submitted } from './submission';
import { deleteDraft } from './ticket-draft.service';
import type { Ticket } from './ticket.entity';
import { ticketIn } from './ticket.service';
import { bodyProblems, plainText } from './ticket-texts';

/** Replies that one user writes for one customer on one day. */
const MOST_A_DAY = 50;

/** A reply as the page sends it. */
export interface ReplyRequest {
  ticketId: string;
  body: string;
  attachmentIds: readonly string[];
  idempotencyKey?: string | null;
}

/** Adds a customer's replies to tickets. */
export class ReplyToTicket {
  constructor(
    private readonly parts: {
      database: Database;
      now: () => Date;
      attachments: Pick<AttachmentService, 'attach'>;
    },
  ) {}

  /**
   * Adds a reply, or finds that it was added. An answered ticket is in progress again; a closed one takes no replies.
   * @param author whose customer has the ticket
   */
  async reply(author: Author, request: ReplyRequest, { until }: Deadline): Promise<Submitted> {
    const { ticketId, attachmentIds, idempotencyKey } = request;
    const body = plainText(request.body);
    const problems = bodyProblems(body, author.language);
    if (problems.length > 0) return { ticket: null, problems };
    const sending = sendingOf(idempotencyKey, [ticketId, body, attachmentIds]);
    try {
      const ticket = await this.parts.database.transaction(
        (manager) => this.replyIn(manager, author, { ...request, body }, sending),
        { subject: author.customerId, until },
      );
      return { ticket, problems: [] };
    } catch (error) {
      if (error instanceof Rejected) return { ticket: null, problems: error.problems };
      throw error;
    }
  }

  private async replyIn(
    manager: EntityManager,
    author: Author,
    { ticketId, body, attachmentIds }: ReplyRequest,
    sending: Sending,
  ): Promise<Ticket> {
    const { customerId, userId, language } = author;
    await lockCustomer(this.parts.database, manager, customerId);
    if (!(await this.isKnown(manager, author, ticketId, sending))) {
      await this.limit(manager, author);
      await this.reopen(manager, author, ticketId);
      const replyId = await this.insert(manager, author, { ticketId, body }, sending);
      const problems = await this.parts.attachments.attach(manager, {
        ...{ customerId, userId, language },
        ids: attachmentIds,
        ...{ ticketId, replyId },
      });
      if (problems.length > 0) throw new Rejected(problems);
      await deleteDraft(manager, { customerId, userId, ticketId });
    }
    return (await ticketIn(manager, { customerId, id: ticketId }))!;
  }

  /** Whether this key added a reply, or the thread ends with the same one, written a moment ago. */
  private async isKnown(
    manager: EntityManager,
    { customerId, userId, language }: Author,
    ticketId: string,
    { key, inputHash }: Sending,
  ): Promise<boolean> {
    if (key !== null) {
      const [known] = await manager.query<{ inputHash: string }[]>(
        'SELECT inputHash FROM ticket_replies WHERE customerId = ? AND id = ?',
        [customerId, idOf(customerId, userId, key)],
      );
      if (known && known.inputHash !== inputHash)
        throw new Rejected([
          problem('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey', language, 'problem.TICKET_KEY_REUSED'),
        ]);
      return known !== undefined;
    }
    const [last] = await manager.query<{ userId: string | null; inputHash: string; isRecent: number }[]>(
      `SELECT userId, inputHash, createdAt >= ? AS isRecent FROM ticket_replies
       WHERE customerId = ? AND ticketId = ? ORDER BY createdAt DESC, id DESC LIMIT 1`,
      [sameSince(this.parts.now()), customerId, ticketId],
    );
    return last?.userId === userId && last.inputHash === inputHash && Boolean(Number(last.isRecent));
  }

  private async limit(manager: EntityManager, { customerId, userId, language }: Author): Promise<void> {
    const today = sqlInstant(warsawMidnight(warsawDay(this.parts.now())));
    const [row] = await manager.query<{ n: number }[]>(
      'SELECT COUNT(*) AS n FROM ticket_replies WHERE customerId = ? AND userId = ? AND createdAt >= ?',
      [customerId, userId, today],
    );
    if (Number(row!.n) >= MOST_A_DAY)
      throw new Rejected([problem('INVALID_VALUE', null, language, 'problem.TOO_MANY_TICKETS')]);
  }

  /** Locks the ticket, so that a feed that closes it comes before or after the reply. */
  private async reopen(
    manager: EntityManager,
    { customerId, language }: Author,
    ticketId: string,
  ): Promise<void> {
    const open = await changedRows(
      manager,
      `UPDATE tickets SET status = CASE WHEN status = 'ANSWERED' THEN 'IN_PROGRESS' ELSE status END
       WHERE customerId = ? AND id = ? AND status <> 'CLOSED'`,
      [customerId, ticketId],
    );
    if (open === 0) throw new Rejected([problem('INVALID_VALUE', null, language, 'problem.TICKET_CLOSED')]);
  }

  private async insert(
    manager: EntityManager,
    { customerId, userId }: Author,
    { ticketId, body }: { ticketId: string; body: string },
    { key, inputHash }: Sending,
  ): Promise<string> {
    const row = {
      customerId,
      id: key === null ? newId() : idOf(customerId, userId, key),
      ticketId,
      userId,
      body,
      fromCustomer: 1,
      createdAt: sqlInstant(this.parts.now()),
      inputHash,
    };
    const columns = Object.keys(row);
    await manager.query(
      `INSERT INTO ticket_replies (${columns.join(',')}) VALUES ${placeholders(columns.length, 1)}`,
      Object.values(row),
    );
    return row.id;
  }
}

function idOf(customerId: string, userId: string, key: string): string {
  return keyOf('reply', customerId, userId, key);
}
