import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Attachment } from '../attachments/attachment.entity';
import type { AttachmentService } from '../attachments/attachment.service';
import type { AccessService } from '../auth/access/access.service';
import { Role } from '../auth/user.entity';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { Customer } from '../customers/customer.entity';
import { Forbidden, NotFound } from '../errors';
import type { RequestContext } from '../graphql/request-context';
import { Invoice } from '../invoices/invoice.entity';
import { TicketDraft } from './ticket-draft.entity';
import type { TicketDraftService } from './ticket-draft.service';
import { TicketDraftInput } from './ticket.input';
import type { TicketService } from './ticket.service';

@Resolver(() => Customer)
export class CustomerDraftsResolver {
  constructor(private readonly service: TicketDraftService) {}

  @FieldResolver(() => TicketDraft, {
    nullable: true,
    description: "The signed-in user's draft of a new ticket or, with ticketId, of a reply.",
  })
  ticketDraft(
    @Root() customer: Customer,
    @Arg('ticketId', () => ID, { nullable: true }) ticketId: string | null | undefined,
    @Ctx() { session }: RequestContext,
  ): Promise<TicketDraft | null> {
    const { userId } = session!;
    return this.service.find({ customerId: customer.id, userId, ticketId: ticketId ?? null });
  }
}

@Resolver(() => TicketDraft)
export class TicketDraftResolver {
  constructor(
    private readonly access: AccessService,
    private readonly tickets: TicketService,
    private readonly drafts: TicketDraftService,
    private readonly files: Pick<AttachmentService, 'unattached'>,
  ) {}

  @FieldResolver(() => Invoice, { nullable: true })
  async invoice(@Root() draft: TicketDraft, @Ctx() { loaders }: RequestContext): Promise<Invoice | null> {
    const { customerId, invoiceId } = draft;
    return invoiceId === null ? null : loaders.invoice.load({ customerId, id: invoiceId });
  }

  @FieldResolver(() => ConsumptionPoint, { nullable: true })
  async consumptionPoint(
    @Root() { customerId, consumptionPointId }: TicketDraft,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ConsumptionPoint | null> {
    return consumptionPointId === null ? null : loaders.point.load({ customerId, id: consumptionPointId });
  }

  @FieldResolver(() => [Attachment], { description: 'Those that are still there.' })
  attachments(@Root() draft: TicketDraft): Promise<Attachment[]> {
    return this.files.unattached(draft, JSON.parse(draft.attachmentIds) as string[]);
  }

  @Mutation(() => TicketDraft, {
    nullable: true,
    description:
      'Keeps what was typed, in the place of the draft before, until it is sent or 7 days have passed. Null: everything was empty, and there is no draft any more.',
  })
  async saveTicketDraft(
    @Arg('input', () => TicketDraftInput) input: TicketDraftInput,
    @Ctx() { session, until }: RequestContext,
  ): Promise<TicketDraft | null> {
    const { userId } = session!;
    const ticketId = input.ticketId ?? null;
    const where = ticketId
      ? await this.tickets.accessible(userId, ticketId)
      : await this.access.person(userId, input.customerId ?? session!.customerId);
    if (!where || (input.customerId && input.customerId !== where.customerId)) throw new NotFound();
    if (where.role === Role.VIEW) throw new Forbidden('ROLE');
    return this.drafts.save({ customerId: where.customerId, userId, ticketId }, input, { until });
  }
}
