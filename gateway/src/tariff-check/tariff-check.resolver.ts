import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { RequestContext } from '../graphql/request-context';
import { TariffCheck } from './tariff-check.types';

@Resolver(() => ConsumptionPoint)
export class TariffCheckResolver {
  @FieldResolver(() => TariffCheck, {
    nullable: true,
    description:
      'Null without twelve months of measured hours, without prices of the present tariff, and for more than 50 points at once.',
  })
  tariffCheck(
    @Root() point: ConsumptionPoint,
    @Ctx() { loaders }: RequestContext,
  ): Promise<TariffCheck | null> {
    return loaders.tariffCheck.load(point);
  }
}
