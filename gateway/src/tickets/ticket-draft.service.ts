import type { EntityManager } from 'typeorm';
import type { AttachmentService } from '../attachments/attachment.service';
import { instant, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { columnsOf, tableOf } from '../database/entity-columns';
import { InvalidInput } from '../errors';
import { mustOwn } from './submission';
import { TicketDraft } from './ticket-draft.entity';
import type { CallBack } from './ticket.entity';
import type { TicketDraftInput } from './ticket.input';

/** How long a draft is kept after its last change. */
export const DRAFT_MS = 7 * 24 * 3_600_000;
/** More than a ticket takes, so that nothing typed is lost. */
const LONGEST_SUBJECT = 1000;
const LONGEST_BODY = 16_000;
const LONGEST_OTHER = 64;

const COLUMNS = columnsOf(TicketDraft);
const DRAFTS = tableOf(TicketDraft, ['callBack']);
/** Text that neither database stores. */
const UNSTORABLE = /\p{Cs}|\0/gu;

/** Which draft: a user has one for each customer's new ticket, and one for each ticket that they reply to. */
export interface DraftKey {
  customerId: string;
  userId: string;
  /** Null for a new ticket. */
  ticketId: string | null;
}

/** Keeps what users typed and have not sent. */
export class TicketDraftService {
  constructor(
    private readonly parts: {
      database: Database;
      now: () => Date;
      attachments: Pick<AttachmentService, 'keepForDraft'>;
    },
  ) {}

  /** The draft, or null where there is none or it ended. */
  async find({ customerId, userId, ticketId }: DraftKey): Promise<TicketDraft | null> {
    const since = sqlInstant(new Date(this.parts.now().getTime() - DRAFT_MS));
    const [row] = await this.parts.database.query<TicketDraft>(
      `SELECT ${COLUMNS} FROM ticket_drafts WHERE customerId = ? AND userId = ? AND ticketId = ? AND savedAt > ?`,
      [customerId, userId, ticketId ?? '', since],
    );
    return row ? hydrate(row) : null;
  }

  /**
   * Replaces the draft; an empty one is deleted.
   * @throws InvalidInput for more than a draft holds
   * @throws NotFound for a document or point that is not the customer's
   */
  async save(key: DraftKey, input: TicketDraftInput, { until }: Deadline): Promise<TicketDraft | null> {
    checkSize(input);
    return this.parts.database.transaction((manager) => this.saveIn(manager, key, input), {
      subject: key.customerId,
      until,
    });
  }

  private async saveIn(
    manager: EntityManager,
    key: DraftKey,
    input: TicketDraftInput,
  ): Promise<TicketDraft | null> {
    if (isEmpty(input)) {
      await deleteDraft(manager, key);
      return null;
    }
    const { customerId, userId, ticketId } = key;
    const { topic, invoiceId, consumptionPointId, callBack, attachmentIds } = input;
    await mustOwn(manager, 'invoices', customerId, invoiceId);
    await mustOwn(manager, 'consumption_points', customerId, consumptionPointId);
    const kept = await this.parts.attachments.keepForDraft(manager, key, attachmentIds);
    const row = {
      customerId,
      userId,
      ticketId: ticketId ?? '',
      topic: topic ?? null,
      subject: input.subject.replace(UNSTORABLE, ''),
      body: input.body.replace(UNSTORABLE, ''),
      invoiceId: invoiceId ?? null,
      consumptionPointId: consumptionPointId ?? null,
      callBackJson: callBack ? JSON.stringify(callBack) : null,
      attachmentIds: JSON.stringify(kept),
      savedAt: sqlInstant(this.parts.now()),
    };
    await this.parts.database.rows.upsert(manager, DRAFTS, [row]);
    return hydrate(row);
  }
}

/** Deletes a draft, in the transaction that sends it. */
export async function deleteDraft(
  manager: EntityManager,
  { customerId, userId, ticketId }: DraftKey,
): Promise<void> {
  await manager.query('DELETE FROM ticket_drafts WHERE customerId = ? AND userId = ? AND ticketId = ?', [
    customerId,
    userId,
    ticketId ?? '',
  ]);
}

function checkSize({ subject, body, callBack }: TicketDraftInput): void {
  if (subject.length > LONGEST_SUBJECT)
    throw new InvalidInput(`subject takes at most ${LONGEST_SUBJECT} characters.`);
  if (body.length > LONGEST_BODY) throw new InvalidInput(`body takes at most ${LONGEST_BODY} characters.`);
  const others = callBack ? [callBack.phone, callBack.from, callBack.to] : [];
  if (others.some(({ length }) => length > LONGEST_OTHER))
    throw new InvalidInput(`callBack takes at most ${LONGEST_OTHER} characters a field.`);
}

function isEmpty(input: TicketDraftInput): boolean {
  const { topic, subject, body, invoiceId, consumptionPointId, callBack, attachmentIds } = input;
  const isTyped = subject.trim() !== '' || body.trim() !== '';
  return !isTyped && !topic && !invoiceId && !consumptionPointId && !callBack && attachmentIds.length === 0;
}

function hydrate(
  row: Omit<TicketDraft, 'savedAt' | 'callBack' | 'topic'> & { savedAt: unknown },
): TicketDraft {
  return Object.assign(new TicketDraft(), row, {
    savedAt: instant(row.savedAt),
    callBack: row.callBackJson === null ? null : (JSON.parse(row.callBackJson) as CallBack),
  });
}
