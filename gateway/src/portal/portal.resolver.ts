import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context';
import type { CustomerKind } from '../customers/customer.entity';
import { Document } from '../documents/document.entity';
import { PaymentLimit } from '../payments/limit/payment-limit.entity';
import type { PaymentLimitService } from '../payments/limit/payment-limit.service';
import { Moment } from '../graphql/scalars';
import { Service, SupportChannel } from './portal.entity';

@Resolver(() => Service)
export class PortalResolver {
  constructor(private readonly limits: PaymentLimitService) {}

  @Query(() => Service)
  service(@Ctx() { config }: RequestContext): Service {
    const { name, nip, regon, address, invoiceNumberExample = null } = config.retailer;
    const company = { name, nip, regon, address };
    return { name, company, maintenance: config.maintenance || null, invoiceNumberExample };
  }

  @FieldResolver(() => Moment, {
    nullable: true,
    description: 'When billing data was last taken over completely.',
  })
  async dataAsOf(@Ctx() { loaders }: RequestContext): Promise<Date | null> {
    return (await loaders.portalInfo()).dataAsOf;
  }

  @FieldResolver(() => Document, { description: 'The terms in force.' })
  async terms(@Ctx() { loaders }: RequestContext): Promise<Document> {
    return (await loaders.portalInfo()).terms;
  }

  @FieldResolver(() => PaymentLimit, {
    description:
      "The operator's limit for one payment, in PLN at today's rate, and where the rate comes from.",
  })
  async paymentLimit(): Promise<PaymentLimit> {
    const { plnGrosze, ...limit } = await this.limits.current();
    return { ...limit, pln: plnGrosze };
  }

  @FieldResolver(() => [SupportChannel])
  support(@Ctx() { config }: RequestContext): SupportChannel[] {
    return config.retailer.support.map((channel) => ({
      ...channel,
      audience: channel.audience as CustomerKind,
    }));
  }
}
