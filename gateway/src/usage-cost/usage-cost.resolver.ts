import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context';
import { Invoice } from '../invoices/invoice.entity';
import { Usage } from '../usage/usage.input';
import { UsageCost, UsageZone } from './usage-cost.types';

@Resolver(() => Usage)
export class UsageZonesResolver {
  @FieldResolver(() => [UsageZone], {
    description:
      'By zone of the tariff. Empty where it has one zone or is unknown, for points of different tariffs together, for energy fed in, and for more than 20,000 days of points.',
  })
  async zones(@Root() { asked }: Usage, @Ctx() { loaders }: RequestContext): Promise<UsageZone[]> {
    return asked ? loaders.usageZones.load(asked) : [];
  }

  @FieldResolver(() => UsageCost, {
    nullable: true,
    description:
      'With VAT. Null where no document states prices, for energy fed in, where more than 20,000 days of points would have to be estimated, and for more than 8,000 documents.',
  })
  async cost(@Root() { asked }: Usage, @Ctx() { loaders }: RequestContext): Promise<UsageCost | null> {
    return asked ? loaders.usageCost.load(asked) : null;
  }
}

@Resolver(() => UsageCost)
export class UsageCostResolver {
  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The newest document whose prices are used; null for several points together.',
  })
  invoice(
    @Root() { customerId, invoiceId }: UsageCost,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Invoice | null> | null {
    return invoiceId === null ? null : loaders.invoice.load({ customerId, id: invoiceId });
  }
}
