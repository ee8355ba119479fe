import { Field, ObjectType } from 'type-graphql';
import { CalendarDay, Money } from '../../graphql/scalars';

@ObjectType({
  description: "The operator's limit for one payment. A payment of exactly so much is allowed.",
})
export class PaymentLimit {
  @Field(() => Money, { description: 'In euros.' })
  eur: number;
  @Field(() => Money, { description: 'In złotys at the rate named here, rounded down to whole grosze.' })
  pln: number;
  @Field({ description: 'Złotys for one euro.' })
  rate: string;
  @Field({
    description:
      "Number of the central bank's table A with the rate; empty when it could not be had and the retailer's own rate counts.",
  })
  rateTable: string;
  @Field(() => CalendarDay, { description: 'The day the rate is of.' })
  rateDate: string;
}
