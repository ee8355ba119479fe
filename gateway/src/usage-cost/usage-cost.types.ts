import { Field, Float, ObjectType } from 'type-graphql';
import { Money } from '../graphql/scalars';

@ObjectType({
  description: 'Energy used in one zone of the tariff. All zones add up to the use of each interval.',
})
export class UsageZone {
  @Field({ description: 'As documents print it: dzienna, nocna, szczytowa, pozaszczytowa…' })
  name: string;

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Parallel to the intervals; null where nothing was measured, 0 where none of it was in this zone.',
  })
  kwh: (number | null)[];

  @Field(() => Float)
  totalKwh: number;
}

@ObjectType({
  description: `What use cost, with VAT: an estimate at the prices of the settlement that bills the day, or of the newest one.
A document within an interval counts with its own figures, corrections included. A prosumer's deposit is left out.`,
})
export class UsageCost {
  @Field(() => [Money], {
    nullable: 'items',
    description:
      'Energy and distribution that depend on use, parallel to the intervals; null where nothing was measured.',
  })
  variable: (number | null)[];

  @Field(() => [Money], {
    description: 'Charges that do not depend on use, for the days that are over, parallel to the intervals.',
  })
  fixed: number[];

  @Field(() => [Boolean], {
    description:
      'True where whole documents cover all of the interval: variable + fixed is what they state then, and no estimate.',
  })
  billed: boolean[];

  @Field(() => Money, { description: 'All parts of all intervals: they add up to it exactly.' })
  total: number;

  /** The newest document whose prices are used, of one point; see the resolver. */
  invoiceId: string | null;
  customerId: string;
}
