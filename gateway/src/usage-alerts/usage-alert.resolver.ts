import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Role } from '../auth/user.entity';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import { Forbidden, InvalidInput, NotFound } from '../errors';
import type { RequestContext } from '../graphql/request-context';
import { text } from '../texts/text';
import { UsageAlert, UsageAlertInput } from './usage-alert.entity';
import { MOST_KWH, type UsageAlertService } from './usage-alert.service';

@Resolver(() => ConsumptionPoint)
export class UsageAlertResolver {
  constructor(
    private readonly points: ConsumptionPointService,
    private readonly service: UsageAlertService,
  ) {}

  @FieldResolver(() => UsageAlert, { description: 'What the customer set; nothing at first.' })
  usageAlert(@Root() point: ConsumptionPoint, @Ctx() { loaders }: RequestContext): Promise<UsageAlert> {
    return loaders.usageAlert.load(point);
  }

  @Mutation(() => ConsumptionPoint, {
    description: `Sets of what use of a point the customer is told. An import of meter data makes each message once.
BAD_USER_INPUT for a limit outside 1 to ${MOST_KWH.toLocaleString('en-US')} kWh. NOT_FOUND for a point that is not the user's, FORBIDDEN for users who may only look.`,
  })
  async setUsageAlert(
    @Arg('input', () => UsageAlertInput) input: UsageAlertInput,
    @Ctx() { session, language, until, loaders }: RequestContext,
  ): Promise<ConsumptionPoint> {
    const found = await this.points.accessible(session!, input.consumptionPointId);
    if (!found) throw new NotFound();
    if (found.role === Role.VIEW) throw new Forbidden('ROLE');
    const monthlyKwh = input.monthlyKwh ?? null;
    if (monthlyKwh !== null && (monthlyKwh < 1 || monthlyKwh > MOST_KWH))
      throw new InvalidInput(text(language, 'usageAlert.outOfRange'));
    await this.service.set(found.point, { monthlyKwh, unusualDay: input.unusualDay }, { until });
    loaders.usageAlert.clear(found.point);
    return found.point;
  }
}
