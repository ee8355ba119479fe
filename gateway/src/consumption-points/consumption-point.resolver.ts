import { Arg, Args, Ctx, FieldResolver, Float, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Role } from '../auth/user.entity';
import { warsawDay } from '../calendar';
import { Address, Customer } from '../customers/customer.entity';
import { Forbidden, InvalidInput, NotFound } from '../errors';
import type { RequestContext } from '../graphql/request-context';
import { Language } from '../texts/language';
import { text } from '../texts/text';
import { ConsumptionPoint } from './consumption-point.entity';
import { ConsumptionPointConnection, PointPage } from './consumption-point.input';
import type { ConsumptionPointService } from './consumption-point.service';
import { DistributorContact, distributorOf } from './distributors';
import { addressLabel, cleanLabel, isTooLong, LONGEST_LABEL } from './point-label';
import type { PointList } from './point-list';
import { tariffSentence } from '../tariffs/tariffs';

@Resolver(() => ConsumptionPoint)
export class ConsumptionPointResolver {
  constructor(
    private readonly service: ConsumptionPointService,
    private readonly now: () => Date,
  ) {}

  @FieldResolver(() => String, {
    description: "The customer's own name for it, else its address in one line.",
  })
  label(@Root() point: ConsumptionPoint): string {
    return point.ownLabel ?? addressLabel(point);
  }

  @FieldResolver(() => Address)
  address(@Root() point: ConsumptionPoint): Address {
    return { line1: point.addressLine1, line2: point.addressLine2, country: point.addressCountry };
  }

  @FieldResolver(() => Float, { nullable: true })
  contractedPowerKw(@Root() point: ConsumptionPoint): number | null {
    return point.contractedPowerW === null ? null : point.contractedPowerW / 1000;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the tariff means, in a sentence; null for one that the portal does not know.',
  })
  tariffDescription(
    @Root() { tariff }: ConsumptionPoint,
    @Arg('language', () => Language, { nullable: true, description: "The request's where left out." })
    chosen: Language | null | undefined,
    @Ctx() { language }: RequestContext,
  ): string | null {
    return tariffSentence(warsawDay(this.now()), tariff, chosen ?? language);
  }

  @FieldResolver(() => DistributorContact, {
    nullable: true,
    description: 'Null for a distributor that the portal does not know.',
  })
  distributorContact(@Root() point: ConsumptionPoint): DistributorContact | null {
    return distributorOf(point);
  }

  @Mutation(() => ConsumptionPoint, {
    description: `Gives a point the customer's own name, of at most ${LONGEST_LABEL} characters in one line. An empty label takes it back.
FORBIDDEN for users who may only look.`,
  })
  async labelConsumptionPoint(
    @Arg('id', () => ID) id: string,
    @Arg('label') label: string,
    @Ctx() { session, language, until }: RequestContext,
  ): Promise<ConsumptionPoint> {
    const found = await this.service.accessible(session!, id);
    if (!found) throw new NotFound();
    if (found.role === Role.VIEW) throw new Forbidden('ROLE');
    const cleaned = cleanLabel(label);
    if (cleaned !== null && isTooLong(cleaned)) throw new InvalidInput(text(language, 'point.labelTooLong'));
    return this.service.label(found.point, cleaned, { until });
  }
}

@Resolver(() => Customer)
export class CustomerPointsResolver {
  constructor(
    private readonly service: ConsumptionPointService,
    private readonly list: PointList,
  ) {}

  @FieldResolver(() => ConsumptionPointConnection, {
    description: 'Page by page, by label.',
  })
  consumptionPointList(
    @Root() customer: Customer,
    @Args(() => PointPage) page: PointPage,
  ): Promise<ConsumptionPointConnection> {
    return this.list.page(customer.id, page);
  }

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
