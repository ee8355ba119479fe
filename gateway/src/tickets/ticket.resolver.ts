import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Attachment } from '../attachments/attachment.entity';
import type { AccessService } from '../auth/access/access.service';
import { Role } from '../auth/user.entity';
import { channelOf } from '../config';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { Customer } from '../customers/customer.entity';
import { Forbidden, NotFound } from '../errors';
import { Page } from '../graphql/page';
import type { RequestContext } from '../graphql/request-context';
import { Invoice } from '../invoices/invoice.entity';
import { Message } from '../messages/message.entity';
import { openHours } from '../opening-hours';
import type { CreateTicket } from './create-ticket';
import type { ReplyToTicket } from './reply-to-ticket';
import { Ticket, TicketReply } from './ticket.entity';
import { CreateTicketInput, TicketConnection, TicketPayload } from './ticket.input';
import type { TicketService } from './ticket.service';

@Resolver(() => Customer)
export class CustomerTicketsResolver {
  constructor(private readonly service: TicketService) {}

  @FieldResolver(() => TicketConnection, { description: 'What the customer asked for, newest first.' })
  tickets(@Root() customer: Customer, @Args(() => Page) page: Page): Promise<TicketConnection> {
    return this.service.page(customer.id, page);
  }

  @FieldResolver(() => Ticket)
  async ticket(@Root() customer: Customer, @Arg('id', () => ID) id: string): Promise<Ticket> {
    const ticket = await this.service.find(customer.id, id);
    if (!ticket) throw new NotFound();
    return ticket;
  }
}

@Resolver(() => Message)
export class MessageTicketResolver {
  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket that it answers.' })
  async ticket(@Root() message: Message, @Ctx() { loaders }: RequestContext): Promise<Ticket | null> {
    const { customerId, ticketNumber } = message;
    return ticketNumber === null ? null : loaders.ticketByNumber.load({ customerId, id: ticketNumber });
  }
}

@Resolver(() => TicketReply)
export class TicketReplyResolver {
  @FieldResolver(() => [Attachment])
  async attachments(
    @Root() { customerId, id, ticketId }: TicketReply,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Attachment[]> {
    const files = await loaders.ticketAttachments.load({ customerId, id: ticketId });
    return files.filter(({ replyId }) => replyId === id);
  }
}

@Resolver(() => Ticket)
export class TicketResolver {
  constructor(
    private readonly access: AccessService,
    private readonly service: TicketService,
    private readonly creator: CreateTicket,
    private readonly replier: ReplyToTicket,
  ) {}

  @FieldResolver(() => Invoice, { nullable: true, description: 'The document that it is about.' })
  async invoice(@Root() ticket: Ticket, @Ctx() { loaders }: RequestContext): Promise<Invoice | null> {
    const { customerId, invoiceId } = ticket;
    return invoiceId === null ? null : loaders.invoice.load({ customerId, id: invoiceId });
  }

  @FieldResolver(() => ConsumptionPoint, { nullable: true, description: 'The point that it is about.' })
  async consumptionPoint(
    @Root() { customerId, consumptionPointId }: Ticket,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ConsumptionPoint | null> {
    return consumptionPointId === null ? null : loaders.point.load({ customerId, id: consumptionPointId });
  }

  @FieldResolver(() => [Attachment], { description: 'Files of the ticket; replies have their own.' })
  async attachments(@Root() ticket: Ticket, @Ctx() { loaders }: RequestContext): Promise<Attachment[]> {
    const files = await loaders.ticketAttachments.load(ticket);
    return files.filter(({ replyId }) => replyId === null);
  }

  @FieldResolver(() => [TicketReply], { description: 'The thread, oldest first.' })
  replies(@Root() ticket: Ticket, @Ctx() { loaders }: RequestContext): Promise<TicketReply[]> {
    return loaders.ticketReplies.load(ticket);
  }

  @Mutation(() => TicketPayload, {
    description: `Sends a question or request. Problems: REQUIRED, TOO_LONG, INVALID_VALUE (hours of a call back, phone, too many tickets a day), those of attachments, IDEMPOTENCY_KEY_REUSED.
FORBIDDEN for users who may only look.`,
  })
  async createTicket(
    @Arg('input', () => CreateTicketInput) input: CreateTicketInput,
    @Ctx() context: RequestContext,
  ): Promise<TicketPayload> {
    const { session, loaders, language, until } = context;
    const { userId } = session!;
    const customerId = input.customerId ?? session!.customerId;
    const [{ email }, customer] = await Promise.all([
      this.access.changer(userId, customerId),
      loaders.customer.load(customerId),
    ]);
    if (!customer) throw new NotFound();
    const { openingHours } = channelOf(context.config.retailer, customer.kind);
    const author = { customerId, userId, email, language };
    return this.creator.create(author, input, { hours: openHours(openingHours), until });
  }

  @Mutation(() => TicketPayload, {
    description: `Adds to a ticket; one that was answered is in progress again. Problems: REQUIRED, TOO_LONG, INVALID_VALUE (the ticket is closed, or too many replies a day),
those of attachments, IDEMPOTENCY_KEY_REUSED. FORBIDDEN for users who may only look.`,
  })
  async replyToTicket(
    @Arg('ticketId', () => ID) ticketId: string,
    @Arg('body', { description: 'Plain text, at most 10,000 characters.' }) body: string,
    @Arg('attachmentIds', () => [ID], { defaultValue: [], description: 'At most 5 uploaded files.' })
    attachmentIds: string[],
    @Arg('idempotencyKey', () => String, { nullable: true, description: 'As of createTicket.' })
    idempotencyKey: string | null | undefined,
    @Ctx() { session, language, until }: RequestContext,
  ): Promise<TicketPayload> {
    const { userId } = session!;
    const found = await this.service.accessible(userId, ticketId);
    if (!found) throw new NotFound();
    if (found.role === Role.VIEW) throw new Forbidden('ROLE');
    const author = { customerId: found.customerId, userId, email: found.email, language };
    return this.replier.reply(author, { ticketId, body, attachmentIds, idempotencyKey }, { until });
  }
}
