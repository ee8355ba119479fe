import { Arg, FieldResolver, Float, ID, Resolver, Root } from 'type-graphql';
import { Address, Customer } from '../customers/customer.entity';
import { NotFound } from '../errors';
import { ConsumptionPoint } from './consumption-point.entity';
import type { ConsumptionPointService } from './consumption-point.service';

@Resolver(() => ConsumptionPoint)
export class ConsumptionPointResolver {
  @FieldResolver(() => String, {
    description: "The customer's own name for it, else its address in one line.",
  })
  label(@Root() point: ConsumptionPoint): string {
    return [point.addressLine1, point.addressLine2].filter(Boolean).join(', ') || point.ppe;
  }

  @FieldResolver(() => Address)
  address(@Root() point: ConsumptionPoint): Address {
    return { line1: point.addressLine1, line2: point.addressLine2, country: point.addressCountry };
  }

  @FieldResolver(() => Float, { nullable: true })
  contractedPowerKw(@Root() point: ConsumptionPoint): number | null {
    return point.contractedPowerW === null ? null : point.contractedPowerW / 1000;
  }
}

@Resolver(() => Customer)
export class CustomerPointsResolver {
  constructor(private readonly service: ConsumptionPointService) {}

  @FieldResolver(() => [ConsumptionPoint])
  consumptionPoints(@Root() customer: Customer): Promise<ConsumptionPoint[]> {
    return this.service.all(customer.id);
  }

  @FieldResolver(() => ConsumptionPoint)
  async consumptionPoint(
    @Root() customer: Customer,
    @Arg('id', () => ID) id: string,
  ): Promise<ConsumptionPoint> {
    const point = await this.service.find(customer.id, id);
    if (!point) throw new NotFound();
    return point;
  }
}
