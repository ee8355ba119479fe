import { Field, Float, ObjectType } from 'type-graphql';
import { CalendarDay } from '../graphql/scalars';

@ObjectType({ description: 'Energy drawn in one zone between two readings.' })
export class ReadingZone {
  @Field({ description: 'As the document prints it: całodobowa, dzienna, nocna.' })
  name: string;
  @Field(() => Float)
  kwh: number;
}

/** Its document comes from a loader. */
@ObjectType({
  description:
    'Energy drawn between two readings that a document prints. How it spreads over the days is not known.',
})
export class ReadingPeriod {
  customerId: string;
  invoiceId: string;

  @Field(() => CalendarDay)
  from: string;
  @Field(() => CalendarDay, { description: 'Inclusive.' })
  to: string;
  @Field(() => Float, { description: 'All zones together.' })
  kwh: number;
  @Field({ description: 'True where the document calls one of its readings an estimate.' })
  estimated: boolean;
  @Field(() => [ReadingZone], { description: 'In the order of the document.' })
  zones: ReadingZone[];
}
