import type { AttachmentService } from '../attachments/attachment.service';
import type { Database } from '../database/database';
import type { OutboxService } from '../mail/outbox.service';
import { CreateTicket } from './create-ticket';
import { ReplyToTicket } from './reply-to-ticket';
import { TicketDraftService } from './ticket-draft.service';
import { TicketService } from './ticket.service';
import { WriteTicket } from './write-ticket';

/** Builds what tickets are read and written with. */
export function createTicketServices(parts: {
  database: Database;
  now: () => Date;
  attachments: AttachmentService;
  outbox: OutboxService;
}) {
  const writeTicket = new WriteTicket(parts);
  return {
    tickets: new TicketService(parts.database),
    createTicket: new CreateTicket({ ...parts, writeTicket }),
    replyToTicket: new ReplyToTicket(parts),
    ticketDrafts: new TicketDraftService(parts),
    writeTicket,
  };
}
