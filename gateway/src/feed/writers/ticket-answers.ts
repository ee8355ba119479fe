import type { EntityManager } from 'typeorm';
import type { AccessService } from '../../auth/access/access.service';
import type { Rows } from '../../database/bulk-rows';
import { tableOf } from '../../database/entity-columns';
import { mailId, type OutboxService } from '../../mail/outbox.service';
import { MessageKind } from '../../messages/message.entity';
import type { MessageToWrite } from '../../messages/message.row';
import type { MessageWriter } from '../../messages/message.writer';
import type { NotificationSettingsService } from '../../notifications/notification-settings.service';
import { TicketReply } from '../../tickets/ticket.entity';

const REPLIES = tableOf(TicketReply);

interface FoundTicket {
  customerId: string;
  id: string;
  number: string;
  subject: string;
}

/** A message that answers a ticket. */
interface Answer {
  message: MessageToWrite;
  ticket: FoundTicket;
}

/** Puts answers among the feed's messages into the threads of their tickets, and notifies the customers' users. */
export class TicketAnswers {
  constructor(
    private readonly parts: {
      rows: Rows;
      access: AccessService;
      outbox: OutboxService;
      messages: MessageWriter;
      settings: Pick<NotificationSettingsService, 'withoutMail'>;
      /** Historical data: sends no mails. */
      silent: boolean;
    },
  ) {}

  /**
   * In the transaction that writes the messages.
   * @param changed new and changed messages of any kind; a changed one takes its former answer's place
   * @returns the messages whose ticket the customer does not have
   */
  async write(
    manager: EntityManager,
    changed: readonly MessageToWrite[],
    isNew: (message: MessageToWrite) => boolean,
  ): Promise<Set<MessageToWrite>> {
    const { rows } = this.parts;
    const former = changed.filter((message) => !isNew(message));
    await rows.deleteUnder(
      manager,
      REPLIES,
      former.map(({ customerId, row }): [string, string] => [customerId, row.id]),
    );
    const asked = changed.filter(({ row }) => row.kind === 'TICKET_REPLY' && row.ticketNumber !== null);
    const tickets = await this.tickets(manager, asked);
    const answers = asked.flatMap((message): Answer[] => {
      const ticket = tickets.get(`${message.customerId} ${message.row.ticketNumber}`);
      return ticket ? [{ message, ticket }] : [];
    });
    await rows.upsert(manager, REPLIES, answers.map(replyOf));
    const fresh = answers.filter(({ message }) => isNew(message));
    for (const answer of fresh) await markAnswered(manager, answer);
    if (!this.parts.silent) await this.notify(manager, fresh);
    const found = new Set(answers.map(({ message }) => message));
    return new Set(asked.filter((message) => !found.has(message)));
  }

  /** By customer and number: nobody's answer lands in another customer's thread. */
  private async tickets(
    manager: EntityManager,
    asked: readonly MessageToWrite[],
  ): Promise<Map<string, FoundTicket>> {
    const found = await this.parts.rows.selectIn<FoundTicket>(
      manager,
      'SELECT customerId, id, number, subject FROM tickets WHERE number IN',
      asked.map(({ row }) => row.ticketNumber!),
    );
    return new Map(found.map((ticket) => [`${ticket.customerId} ${ticket.number}`, ticket]));
  }

  private async notify(manager: EntityManager, fresh: readonly Answer[]): Promise<void> {
    if (fresh.length === 0) return;
    const customerIds = [...new Set(fresh.map(({ ticket }) => ticket.customerId))];
    const { access, settings } = this.parts;
    const unwanted = await settings.withoutMail(manager, MessageKind.TICKET_REPLY, customerIds);
    const recipients = await access.recipients(
      manager,
      customerIds.filter((id) => !unwanted.has(id)),
    );
    const told = fresh.flatMap(({ message, ticket }) =>
      recipients
        .filter(({ customerId }) => customerId === ticket.customerId)
        .map(({ email, language }) => ({
          messageId: message.row.id,
          mail: {
            event: `ticket-reply ${ticket.customerId} ${message.row.id} ${email}`,
            recipient: email,
            customerId: ticket.customerId,
            template: 'ticketReply' as const,
            language,
            values: { ticketId: ticket.id, number: ticket.number, subject: ticket.subject },
          },
        })),
    );
    await this.parts.outbox.queueMails(
      manager,
      told.map(({ mail }) => mail),
    );
    const links = told.map(({ messageId, mail: { customerId, event } }) => ({
      ...{ customerId, messageId },
      mailId: mailId(event),
    }));
    await this.parts.messages.add(manager, [], links);
  }
}

function replyOf({ message: { customerId, row }, ticket }: Answer) {
  return {
    ...{ customerId, id: row.id, ticketId: ticket.id, userId: null },
    ...{ body: row.body, fromCustomer: 0 as const, createdAt: row.sentAt, inputHash: '' },
  };
}

/** A question that came after the answer was sent is still open. */
async function markAnswered(
  manager: EntityManager,
  { ticket: { customerId, id }, message }: Answer,
): Promise<void> {
  await manager.query(
    `UPDATE tickets SET status = 'ANSWERED' WHERE customerId = ? AND id = ? AND status IN ('RECEIVED','IN_PROGRESS')
       AND NOT EXISTS (SELECT 1 FROM ticket_replies r WHERE r.customerId = ? AND r.ticketId = ? AND r.fromCustomer = 1 AND r.createdAt > ?)`,
    [customerId, id, customerId, id, message.row.sentAt],
  );
}
