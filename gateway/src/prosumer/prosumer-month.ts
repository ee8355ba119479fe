import { Field, Float, ObjectType } from 'type-graphql';
import { CalendarDay, Money } from '../graphql/scalars';
import { Invoice } from '../invoices/invoice.entity';

@ObjectType({
  description: 'A period of a prosumer as its document states it; null is what the document does not say.',
})
export class ProsumerMonth {
  @Field(() => Invoice)
  invoice: Invoice;

  @Field(() => CalendarDay)
  from: string;

  @Field(() => CalendarDay)
  to: string;

  @Field(() => Float, { nullable: true, description: 'Taken from the grid, as read.' })
  takenKwh: number | null;

  @Field(() => Float, { nullable: true, description: 'Fed into the grid, as read.' })
  fedKwh: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Taken after balancing with what was fed in within the same hour.',
  })
  balancedKwh: number | null;

  @Field(() => Money, { nullable: true, description: 'What the deposit paid of the document.' })
  depositUsed: number | null;

  @Field(() => Money, { nullable: true, description: 'What the deposit holds after it.' })
  depositLeft: number | null;
}
