import type { EntityManager } from 'typeorm';
import { warsawDay, warsawMidnight } from '../calendar';
import { lockCustomer } from '../customers/customer-lock';
import { keyOf, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { placeholders } from '../database/dialect';
import { problem } from '../graphql/problems';
import type { OutboxService } from '../mail/outbox.service';
import { newId } from '../runtime/tokens';
import { type Author, Rejected, sameSince, type Sending, type Submitted } from './submission';
import { type CallBack, type Ticket, TicketStatus, type TicketTopic } from './ticket.entity';
import { newTicketNumber } from './ticket-number';
import { hydrateTicket, TICKET_COLUMNS, type TicketRow } from './ticket.rows';
import { ticketIn } from './ticket.service';

/** Tickets that one user writes for one customer on one day. */
const MOST_A_DAY = 20;
/** Tries of a transaction whose random number another ticket has. */
const ATTEMPTS = 4;

/** A ticket that may be written. */
export interface NewTicket {
  topic: TicketTopic;
  subject: string;
  body: string;
  sending: Sending;
  invoiceId?: string | null;
  consumptionPointId?: string | null;
  callBack?: CallBack | null;
  answerDueDate?: string | null;
}

/** What all requests to the retailer share: lock, number, limit of a day, repeated sending and the mail that confirms. */
export class WriteTicket {
  constructor(
    private readonly parts: {
      database: Database;
      now: () => Date;
      outbox: Pick<OutboxService, 'queueMail'>;
    },
  ) {}

  /** Runs `work` under the lock of the customer. `Rejected` rolls back and becomes problems. */
  async transaction(
    { customerId }: Pick<Author, 'customerId'>,
    { until }: Deadline,
    work: (manager: EntityManager) => Promise<Ticket>,
  ): Promise<Submitted> {
    const { database } = this.parts;
    for (let attempt = 1; ; attempt++)
      try {
        const ticket = await database.transaction(
          async (manager) => {
            await lockCustomer(database, manager, customerId);
            return work(manager);
          },
          { subject: customerId, until },
        );
        return { ticket, problems: [] };
      } catch (error) {
        if (error instanceof Rejected) return { ticket: null, problems: error.problems };
        if (!database.dialect.isDuplicate(error) || attempt === ATTEMPTS) throw error;
      }
  }

  /**
   * The ticket of an earlier request with this key, or with the same input a moment ago.
   * @throws Rejected for a key that was used with another input
   */
  async known(
    manager: EntityManager,
    { customerId, userId, language }: Author,
    { key, inputHash }: Sending,
  ): Promise<Ticket | null> {
    if (key !== null) {
      const known = await ticketIn(manager, { customerId, id: idOf(customerId, userId, key) });
      if (known && known.inputHash !== inputHash)
        throw new Rejected([
          problem('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey', language, 'problem.TICKET_KEY_REUSED'),
        ]);
      return known;
    }
    const [row] = await manager.query<TicketRow[]>(
      `SELECT ${TICKET_COLUMNS} FROM tickets t
       WHERE t.customerId = ? AND t.createdAt >= ? AND t.userId = ? AND t.inputHash = ? LIMIT 1`,
      [customerId, sameSince(this.parts.now()), userId, inputHash],
    );
    return row ? hydrateTicket(row) : null;
  }

  /** @throws Rejected for one more than a day takes */
  async write(manager: EntityManager, author: Author, ticket: NewTicket): Promise<Ticket> {
    await this.limit(manager, author);
    const { customerId, userId } = author;
    const now = this.parts.now();
    const { sending, callBack } = ticket;
    const row = {
      customerId,
      id: sending.key === null ? newId() : idOf(customerId, userId, sending.key),
      number: newTicketNumber(now),
      userId,
      topic: ticket.topic,
      subject: ticket.subject,
      body: ticket.body,
      status: TicketStatus.RECEIVED,
      resolution: null,
      note: null,
      invoiceId: ticket.invoiceId ?? null,
      consumptionPointId: ticket.consumptionPointId ?? null,
      callBackPhone: callBack?.phone ?? null,
      callBackDate: callBack?.date ?? null,
      callBackFrom: callBack?.from ?? null,
      callBackTo: callBack?.to ?? null,
      answerDueDate: ticket.answerDueDate ?? null,
      createdAt: sqlInstant(now),
      inputHash: sending.inputHash,
    };
    const columns = Object.keys(row);
    await manager.query(
      `INSERT INTO tickets (${columns.join(',')}) VALUES ${placeholders(columns.length, 1)}`,
      Object.values(row),
    );
    return hydrateTicket(row);
  }

  /** The mail that the ticket arrived. */
  async confirm(
    manager: EntityManager,
    { email, language }: Author,
    { customerId, id: ticketId, number, subject, answerDueDate }: Ticket,
  ): Promise<void> {
    const envelope = {
      event: `ticket-received ${customerId} ${ticketId}`,
      recipient: email,
      customerId,
      language,
    };
    const values = { ticketId, number, subject };
    await this.parts.outbox.queueMail(
      manager,
      answerDueDate
        ? { ...envelope, template: 'complaintReceived', values: { ...values, answerDueDate } }
        : { ...envelope, template: 'ticketReceived', values },
    );
  }

  private async limit(manager: EntityManager, { customerId, userId, language }: Author): Promise<void> {
    const today = sqlInstant(warsawMidnight(warsawDay(this.parts.now())));
    const [row] = await manager.query<{ n: number }[]>(
      'SELECT COUNT(*) AS n FROM tickets WHERE customerId = ? AND createdAt >= ? AND userId = ?',
      [customerId, today, userId],
    );
    if (Number(row!.n) >= MOST_A_DAY)
      throw new Rejected([problem('INVALID_VALUE', null, language, 'problem.TOO_MANY_TICKETS')]);
  }
}

/** The id of the ticket that a key makes: the same key cannot make two. */
function idOf(customerId: string, userId: string, key: string): string {
  return keyOf('ticket', customerId, userId, key);
}
