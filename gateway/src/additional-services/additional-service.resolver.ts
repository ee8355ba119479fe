import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { AccessService } from '../auth/access/access.service';
import { Role } from '../auth/user.entity';
import { Customer } from '../customers/customer.entity';
import { Forbidden, NotFound } from '../errors';
import type { RequestContext } from '../graphql/request-context';
import { Money } from '../graphql/scalars';
import { Ticket } from '../tickets/ticket.entity';
import { TicketPayload } from '../tickets/ticket.input';
import { ticketOf } from '../tickets/ticket.loaders';
import type { TicketService } from '../tickets/ticket.service';
import { AdditionalService, ServiceOrder } from './additional-service.entity';
import type { AdditionalServiceService } from './additional-service.service';
import type { OrderService } from './order-service';

@Resolver(() => Customer)
export class CustomerServicesResolver {
  constructor(private readonly service: AdditionalServiceService) {}

  @FieldResolver(() => [AdditionalService], {
    description: 'What the customer has besides energy, ordered or can order, by name.',
  })
  services(@Root() { id }: Customer, @Ctx() { language }: RequestContext): Promise<AdditionalService[]> {
    return this.service.ofCustomer(id, language);
  }
}

@Resolver(() => ServiceOrder)
export class ServiceOrderResolver {
  constructor(
    private readonly access: AccessService,
    private readonly tickets: TicketService,
    private readonly orders: OrderService,
  ) {}

  @FieldResolver(() => Ticket, { description: 'The request that the retailer answers.' })
  ticket(@Root() order: ServiceOrder, @Ctx() { loaders }: RequestContext): Promise<Ticket> {
    return ticketOf(loaders, order);
  }

  @Mutation(() => TicketPayload, {
    description: `Orders a service, by a ticket; while an order of it is open, that one is answered again. NOT_FOUND for one that is not offered.
Problems: INVALID_VALUE (the customer has it, or it costs something else than monthlyPrice; too many tickets a day). FORBIDDEN for users who may only look.`,
  })
  async orderService(
    @Arg('serviceId', () => ID) serviceId: string,
    @Arg('monthlyPrice', () => Money, {
      nullable: true,
      description: 'What the customer was shown: another price today is a problem, not an order.',
    })
    seenPrice: number | null | undefined,
    @Arg('customerId', () => ID, {
      nullable: true,
      description: "The session's current customer, unless another one is named.",
    })
    named: string | null | undefined,
    @Ctx() { session, language, until }: RequestContext,
  ): Promise<TicketPayload> {
    const { userId } = session!;
    const customerId = named ?? session!.customerId;
    const { email } = await this.access.changer(userId, customerId);
    const order = { serviceId, seenPrice: seenPrice ?? undefined };
    return this.orders.order({ customerId, userId, email, language }, order, { until });
  }

  @Mutation(() => TicketPayload, {
    description: `Cancels an order that the retailer has not answered; it ends the ticket. One that was cancelled stays so.
Problems: INVALID_VALUE (it was answered). FORBIDDEN for users who may only look.`,
  })
  async cancelServiceOrder(
    @Arg('ticketId', () => ID) ticketId: string,
    @Ctx() { session, language, until }: RequestContext,
  ): Promise<TicketPayload> {
    const { userId } = session!;
    const found = await this.tickets.accessible(userId, ticketId);
    if (!found) throw new NotFound();
    if (found.role === Role.VIEW) throw new Forbidden('ROLE');
    const author = { customerId: found.customerId, userId, email: found.email, language };
    return this.orders.cancel(author, ticketId, { until });
  }
}
