import { Field, Float, ObjectType } from 'type-graphql';
import { CalendarDay, Money } from '../graphql/scalars';

@ObjectType({
  description: 'What the hours of the last twelve months would have cost in one tariff, with VAT.',
})
export class TariffCost {
  @Field({ description: 'Tariff group: G11, G12w…' })
  tariff: string;

  @Field({ description: 'True for the tariff that the point has.' })
  current: boolean;

  @Field(() => Money, { description: 'energy + distribution + fixed, exactly.' })
  total: number;

  @Field(() => Money)
  energy: number;

  @Field(() => Money, { description: 'Charges of the grid that depend on use.' })
  distribution: number;

  @Field(() => Money, { description: 'Twelve months of charges that do not depend on use.' })
  fixed: number;

  @Field(() => Money, {
    description: 'total less that of the present tariff: negative where this one is cheaper.',
  })
  difference: number;
}

@ObjectType({
  description: `The last twelve whole months' hours in the tariffs of the same kind of customer: an estimate and no offer.
All at the prices of one day; the capacity fee by yearly use; as if nothing were used at other hours than it was.`,
})
export class TariffCheck {
  @Field(() => CalendarDay)
  from: string;

  @Field(() => CalendarDay)
  to: string;

  @Field(() => Float)
  totalKwh: number;

  @Field(() => CalendarDay, { description: 'The day from which the prices hold.' })
  pricesFrom: string;

  @Field(() => [TariffCost], { description: 'The present one first, then the cheapest first.' })
  tariffs: TariffCost[];
}
