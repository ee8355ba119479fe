import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { AccessService } from '../auth/access/access.service';
import { Customer } from '../customers/customer.entity';
import type { RequestContext } from '../graphql/request-context';
import { Consent, ConsentKind } from './consent.entity';
import type { ConsentService } from './consent.service';

@Resolver(() => Customer)
export class CustomerConsentsResolver {
  constructor(
    private readonly service: ConsentService,
    private readonly access: AccessService,
  ) {}

  @FieldResolver(() => [Consent], { description: 'What the customer allows the retailer: one of each kind.' })
  consents(@Root() customer: Customer, @Ctx() { language }: RequestContext): Promise<Consent[]> {
    return this.service.all(customer.id, language);
  }

  @Mutation(() => [Consent], {
    description: `Grants or withdraws a consent, at once, and answers all of them. What is so already is not written again.
After the answer to a withdrawal no more marketing leaves by that channel. FORBIDDEN for users who may only look.`,
  })
  async setConsent(
    @Arg('kind', () => ConsentKind) kind: ConsentKind,
    @Arg('granted', () => Boolean) granted: boolean,
    @Arg('customerId', () => ID, {
      nullable: true,
      description: "The session's current customer, unless another one is named.",
    })
    named: string | null | undefined,
    @Ctx() { session, language, until }: RequestContext,
  ): Promise<Consent[]> {
    const customerId = await this.access.changeable(session!, named);
    const author = { customerId, userId: session!.userId, language };
    await this.service.set(author, { kind, granted }, { until });
    return this.service.all(customerId, language);
  }
}
