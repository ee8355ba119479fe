import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarDay, Moment } from '../graphql/scalars';

/** A reading that a customer submitted. Its ticket holds the rest, and what became of it. */
@Entity('meter_readings')
export class MeterReading {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  ticketId: string;
  @Column({ type: 'varchar', length: 22 })
  pointId: string;
  /** The meter that was there on that day, as billing had it. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  meterNumber: string | null;
  @Column({ type: 'date' })
  takenOn: string;
  /** True where values were unusual and the customer confirmed them. */
  @Column({ type: 'boolean' })
  confirmed: boolean;
}

/** What the meter showed in one zone. */
@Entity('meter_reading_values')
export class MeterReadingValue {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  ticketId: string;
  /** In the order of the meter's zones. */
  @PrimaryColumn({ type: 'int' })
  position: number;
  @Column({ type: 'varchar', length: 64 })
  zone: string;
  @Column({ type: 'int' })
  kwh: number;
}

export enum ReadingSource {
  READ = 'READ',
  ESTIMATED = 'ESTIMATED',
  CUSTOMER = 'CUSTOMER',
}
registerEnumType(ReadingSource, {
  name: 'ReadingSource',
  description:
    'READ and ESTIMATED: by a document. CUSTOMER: submitted by the customer, not on a document yet.',
});

export enum SubmittedReadingState {
  SUBMITTED = 'SUBMITTED',
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  CLOSED = 'CLOSED',
}
registerEnumType(SubmittedReadingState, {
  name: 'SubmittedReadingState',
  description:
    'SUBMITTED: the retailer has not answered. ACCEPTED and REFUSED: what the retailer said. CLOSED: the retailer closed it and said no result.',
});

@ObjectType({ description: 'What the meter showed in one zone.' })
export class ZoneReading {
  @Field()
  zone: string;
  @Field(() => Int)
  kwh: number;
}

/** Its ticket comes from a loader. */
@ObjectType({ description: 'A reading that the customer submitted; its ticket holds the rest.' })
export class SubmittedReading {
  customerId: string;
  ticketNumber: string;

  @Field(() => ID, { description: 'That of its ticket.' })
  id: string;
  @Field(() => CalendarDay)
  takenOn: string;
  @Field(() => [ZoneReading], { description: 'In the order of the zones.' })
  values: ZoneReading[];
  @Field(() => Moment)
  submittedAt: Date;
  @Field({ description: 'True where the customer confirmed unusual values.' })
  confirmed: boolean;
  @Field(() => SubmittedReadingState)
  state: SubmittedReadingState;
  @Field(() => String, {
    nullable: true,
    description: 'What the retailer said of it, such as why it was refused.',
  })
  note: string | null;
}

@ObjectType()
export class LastReading {
  @Field(() => CalendarDay)
  takenOn: string;
  @Field(() => Float, { description: 'May have decimals, where the document prints them.' })
  kwh: number;
  @Field(() => ReadingSource)
  source: ReadingSource;
}

@ObjectType({ description: 'One of the states that a meter shows.' })
export class MeterZone {
  @Field({
    description: 'As documents print it: całodobowa, dzienna, nocna. ZoneReadingInput.zone takes it.',
  })
  zone: string;
  @Field(() => LastReading, {
    nullable: true,
    description:
      'The newest one known: of documents, or a newer one that the customer submitted, unless the retailer refused or merely closed it. Null where none is known.',
  })
  lastReading: LastReading | null;
}

@ObjectType({
  description: 'Readings of a meter that the customer gives, at one point under one contract.',
})
export class MeterReadingState {
  @Field({
    description: 'Read remotely: one of the last 30 days was measured. Nothing is to be submitted then.',
  })
  remote: boolean;
  @Field(() => CalendarDay, {
    nullable: true,
    description:
      "First day that a reading can be of: 14 days ago, or the contract's first day. Null where nothing can be submitted: the meter is read remotely, or the contract covers none of these days.",
  })
  earliestDay: string | null;
  @Field(() => CalendarDay, {
    nullable: true,
    description:
      "Last day that a reading can be of: today in Poland, or the contract's last day. Null with earliestDay.",
  })
  latestDay: string | null;
  @Field(() => [MeterZone], {
    description: 'What the meter counts separately, one value each. Never empty.',
  })
  zones: MeterZone[];
  @Field(() => [SubmittedReading], {
    description: 'What customers submitted in the last 12 months: newest first, at most 20.',
  })
  submitted: SubmittedReading[];
}
