import type { EntityManager } from 'typeorm';
import type { AttachmentService } from '../attachments/attachment.service';
import { addDays, warsawDay } from '../calendar';
import type { Deadline } from '../database/database';
import type { OpenHours } from '../opening-hours';
import { type CheckedTicket, checkTicket } from './check-ticket';
import { type Author, mustOwn, Rejected, type Submitted } from './submission';
import { type Ticket, TicketTopic } from './ticket.entity';
import type { CreateTicketInput } from './ticket.input';
import { deleteDraft } from './ticket-draft.service';
import type { WriteTicket } from './write-ticket';

/** A complaint must be answered within 14 days of the day it was received. */
const ANSWER_DAYS = 14;

/** Takes questions and complaints, with their files. */
export class CreateTicket {
  constructor(
    private readonly parts: {
      now: () => Date;
      attachments: Pick<AttachmentService, 'attach'>;
      writeTicket: WriteTicket;
    },
  ) {}

  /**
   * Writes a ticket, or finds the one that was written by this key.
   * @param hours in which the customer's support channel can call back
   * @throws NotFound for a document or point that is not the customer's
   * @throws InvalidInput for a wrong key, or a call back with another topic
   */
  async create(
    author: Author,
    input: CreateTicketInput,
    { hours, until }: { hours: readonly OpenHours[] } & Deadline,
  ): Promise<Submitted> {
    const checked = checkTicket(author, input, { hours, now: this.parts.now() });
    if ('problems' in checked) return { ticket: null, problems: checked.problems };
    return this.parts.writeTicket.transaction(author, { until }, (manager) =>
      this.createIn(manager, author, checked),
    );
  }

  private async createIn(
    manager: EntityManager,
    author: Author,
    { input, subject, body, callBack, sending }: CheckedTicket,
  ): Promise<Ticket> {
    const { customerId, userId, language } = author;
    const { now, attachments, writeTicket } = this.parts;
    const known = await writeTicket.known(manager, author, sending);
    if (known) return known;
    const { topic, invoiceId, consumptionPointId } = input;
    await mustOwn(manager, 'invoices', customerId, invoiceId);
    await mustOwn(manager, 'consumption_points', customerId, consumptionPointId);
    const isComplaint = topic === TicketTopic.COMPLAINT;
    const ticket = await writeTicket.write(manager, author, {
      ...{ topic, subject, body, sending, invoiceId, consumptionPointId, callBack },
      answerDueDate: isComplaint ? addDays(warsawDay(now()), ANSWER_DAYS) : null,
    });
    const problems = await attachments.attach(manager, {
      ...{ customerId, userId, language },
      ids: input.attachmentIds,
      ticketId: ticket.id,
      replyId: null,
    });
    if (problems.length > 0) throw new Rejected(problems);
    await deleteDraft(manager, { customerId, userId, ticketId: null });
    await writeTicket.confirm(manager, author, ticket);
    return ticket;
  }
}
