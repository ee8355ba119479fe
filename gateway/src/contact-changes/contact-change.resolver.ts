import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { AccessService } from '../auth/access/access.service';
import { Customer } from '../customers/customer.entity';
import { outcome, ProblemsPayload } from '../graphql/problems';
import type { RequestContext } from '../graphql/request-context';
import { TicketPayload } from '../tickets/ticket.input';
import { ticketOf } from '../tickets/ticket.loaders';
import { Ticket } from '../tickets/ticket.entity';
import type { CancelContactChange } from './cancel-contact-change';
import { ShownContactChange } from './contact-change.entity';
import { ContactChangeInput, MailedContactChangePayload } from './contact-change.input';
import type { ContactChangeService } from './contact-change.service';
import type { RequestContactChange } from './request-contact-change';

@Resolver(() => Customer)
export class CustomerContactChangesResolver {
  constructor(private readonly service: ContactChangeService) {}

  @FieldResolver(() => [ShownContactChange], {
    description:
      'Changes of contact data: open ones, and those of the last 90 days. Newest first, at most 50.',
  })
  contactChanges(@Root() { id }: Customer): Promise<ShownContactChange[]> {
    return this.service.ofCustomer(id);
  }
}

@Resolver(() => ShownContactChange)
export class ContactChangeResolver {
  constructor(
    private readonly access: AccessService,
    private readonly requests: RequestContactChange,
    private readonly cancellation: CancelContactChange,
  ) {}

  @FieldResolver(() => Ticket, { description: 'The request, with what the retailer said of it.' })
  ticket(@Root() change: ShownContactChange, @Ctx() { loaders }: RequestContext): Promise<Ticket> {
    return ticketOf(loaders, change);
  }

  @Mutation(() => TicketPayload, {
    description: `Asks the retailer to change contact data, by a ticket. E-mail and phone take the password, and leave after 24 hours in which the link in a mail
to the former address cancels them; a correspondence address leaves at once. A newer request replaces one for the same field that has not left; the same request again gives the same ticket.
Problems: REQUIRED, INVALID_EMAIL, INVALID_VALUE, SAME_VALUE, TOO_LONG, WRONG_CREDENTIALS. FORBIDDEN for users who may only look.`,
  })
  async requestContactChange(
    @Arg('input', () => ContactChangeInput) input: ContactChangeInput,
    @Ctx() { session, language, until }: RequestContext,
  ): Promise<TicketPayload> {
    const { userId } = session!;
    const customerId = input.customerId ?? session!.customerId;
    const { email } = await this.access.changer(userId, customerId);
    return this.requests.request({ customerId, userId, email, language }, input, { until });
  }

  @Query(() => MailedContactChangePayload, {
    description:
      'What the link in the mail about a requested change would cancel; it stays as it is. For whoever holds its token.',
  })
  mailedContactChange(
    @Arg('token', () => String) token: string,
    @Ctx() { language }: RequestContext,
  ): Promise<MailedContactChangePayload> {
    return this.cancellation.look(token, language);
  }

  @Mutation(() => ProblemsPayload, {
    description:
      'Cancels a change of e-mail or phone before it leaves, by the token of the mailed link. Problems: LINK_INVALID, LINK_EXPIRED.',
  })
  async cancelContactChange(
    @Arg('token', () => String) token: string,
    @Ctx() { language, until }: RequestContext,
  ): Promise<ProblemsPayload> {
    return outcome(await this.cancellation.cancel(token, language, { until }));
  }
}
