import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDay } from '../graphql/scalars';

@InputType()
export class ZoneReadingInput {
  @Field({ description: 'See MeterZone.' })
  zone: string;
  @Field(() => Int, { description: 'Whole kilowatt-hours, without decimals, 0 to 99,999,999.' })
  kwh: number;
}

@InputType()
export class MeterReadingInput {
  @Field(() => ID)
  consumptionPointId: string;
  @Field(() => CalendarDay, { description: 'See MeterReadingState.' })
  takenOn: string;
  @Field(() => [ZoneReadingInput], { description: 'One value for each zone of the meter.' })
  values: ZoneReadingInput[];
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True: the customer looked again at unusual values.',
  })
  confirmed: boolean;
  @Field(() => [ID], {
    defaultValue: [],
    description: 'At most 5 uploaded files, such as photos of the meter.',
  })
  attachmentIds: string[];
  @Field(() => String, {
    nullable: true,
    description: 'As of createTicket. Without it, the same values of the same day give the same ticket.',
  })
  idempotencyKey?: string | null;
}
