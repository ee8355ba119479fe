import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { RequestContext } from '../graphql/request-context';
import { UsageForecast } from './usage-forecast.entity';

@Resolver(() => ConsumptionPoint)
export class PointForecastResolver {
  @FieldResolver(() => UsageForecast, {
    nullable: true,
    description:
      'What the current month comes to. Null where the last four weeks are hardly measured, or no contract covers today.',
  })
  usageForecast(
    @Root() point: ConsumptionPoint,
    @Ctx() { loaders }: RequestContext,
  ): Promise<UsageForecast | null> {
    return loaders.usageForecast.load(point);
  }
}
