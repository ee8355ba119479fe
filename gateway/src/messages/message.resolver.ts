import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context';
import type { AccessService } from '../auth/access/access.service';
import { Customer } from '../customers/customer.entity';
import { NotFound } from '../errors';
import { Invoice } from '../invoices/invoice.entity';
import { Delivery, DeliveryStatus, Message } from './message.entity';
import { MessageConnection, MessagePage } from './message.input';
import type { Reader } from './message.query';
import type { MessageService } from './message.service';

@Resolver(() => Customer)
export class CustomerMessagesResolver {
  constructor(private readonly service: MessageService) {}

  @FieldResolver(() => MessageConnection, { description: 'What the customer was told, newest first.' })
  async messages(
    @Root() customer: Customer,
    @Args(() => MessagePage) page: MessagePage,
    @Ctx() context: RequestContext,
  ): Promise<MessageConnection> {
    const answer = await context.loaders.messages.load({ reader: reader(customer, context), page });
    return answer.connection!;
  }

  @FieldResolver(() => Message)
  async message(
    @Root() customer: Customer,
    @Arg('id', () => ID) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Message> {
    const message = await this.service.find(reader(customer, context), id);
    if (!message) throw new NotFound();
    return message;
  }

  @FieldResolver(() => Int, { description: 'Messages the signed-in user has not read.' })
  async unreadMessages(@Root() customer: Customer, @Ctx() context: RequestContext): Promise<number> {
    return (await context.loaders.messages.load({ reader: reader(customer, context) })).unread!;
  }
}

@Resolver(() => Message)
export class MessageResolver {
  constructor(
    private readonly service: MessageService,
    private readonly access: AccessService,
  ) {}

  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The document it is about, once that is there.',
  })
  async invoice(@Root() message: Message, @Ctx() { loaders }: RequestContext): Promise<Invoice | null> {
    const { customerId, invoiceId } = message;
    return invoiceId === null ? null : loaders.invoice.load({ customerId, id: invoiceId });
  }

  @FieldResolver(() => [Delivery])
  async deliveries(@Root() message: Message, @Ctx() { loaders }: RequestContext): Promise<Delivery[]> {
    const { channel, recipient, sentAt } = message;
    const first: Delivery = { channel, recipient, status: DeliveryStatus.SENT, at: sentAt };
    return [first, ...(await loaders.messageDeliveries.load(message))];
  }

  @Mutation(() => Int, {
    description:
      'Marks messages, at most 100, as read by the signed-in user, of any customer the user has access to. Answers how many of them are read now, the same when asked again.',
  })
  markMessagesRead(
    @Arg('ids', () => [ID]) ids: string[],
    @Ctx() { session, until }: RequestContext,
  ): Promise<number> {
    return this.service.markRead(session!.userId, ids, { until });
  }

  @Mutation(() => Int, {
    description:
      'Marks all messages of a customer as read by the signed-in user. Answers how many were unread, 0 when asked again.',
  })
  async markAllMessagesRead(
    @Ctx() { session, until }: RequestContext,
    @Arg('customerId', () => ID, { nullable: true, description: "Left out: the session's current customer." })
    customerId?: string | null,
    @Arg('newestSeenId', () => ID, {
      nullable: true,
      description: 'The first message of the list as the user saw it: what came later stays unread.',
    })
    newestSeenId?: string | null,
  ): Promise<number> {
    const { userId } = session!;
    const of = await this.access.customerOf(session!, customerId);
    return this.service.markAllRead({ customerId: of, userId }, newestSeenId ?? null, { until });
  }
}

function reader(customer: Customer, { session }: RequestContext): Reader {
  return { customerId: customer.id, userId: session!.userId };
}
