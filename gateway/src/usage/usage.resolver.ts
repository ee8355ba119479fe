import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { RequestContext } from '../graphql/request-context';
import { Customer } from '../customers/customer.entity';
import { CalendarDay } from '../graphql/scalars';
import { Usage, UsageInput } from './usage.input';
import type { UsageService } from './usage.service';

@Resolver(() => Customer)
export class CustomerUsageResolver {
  constructor(private readonly service: UsageService) {}

  @FieldResolver(() => Usage, { description: 'All points together.' })
  async usage(@Root() customer: Customer, @Arg('input', () => UsageInput) input: UsageInput): Promise<Usage> {
    const usage = await this.service.ofCustomer(customer.id, input);
    return { ...usage, asked: { customerId: customer.id, points: null, input } };
  }
}

@Resolver(() => ConsumptionPoint)
export class PointUsageResolver {
  @FieldResolver(() => Usage)
  async usage(
    @Root() point: ConsumptionPoint,
    @Arg('input', () => UsageInput) input: UsageInput,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Usage> {
    const usage = await loaders.pointUsage.load({ point, input });
    return { ...usage, asked: { customerId: point.customerId, points: [point], input } };
  }

  @FieldResolver(() => CalendarDay, { nullable: true, description: 'First day with any data.' })
  async usageFrom(
    @Root() point: ConsumptionPoint,
    @Ctx() { loaders }: RequestContext,
  ): Promise<string | null> {
    return (await loaders.usagePeriod.load(point))?.from ?? null;
  }

  @FieldResolver(() => CalendarDay, { nullable: true, description: 'Last day with any data.' })
  async usageTo(@Root() point: ConsumptionPoint, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return (await loaders.usagePeriod.load(point))?.to ?? null;
  }
}
