import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a customer wants to be told about a point. No row: nothing. */
@Entity('usage_alerts')
export class UsageAlertChoice {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  pointId: string;
  @Column({ type: 'int', nullable: true })
  monthlyKwh: number | null;
  @Column({ type: 'boolean' })
  unusualDay: boolean;
  /** Since when unusual days are told: earlier ones are no news. */
  @Column({ type: 'date' })
  since: string;
}

/** An alert that was made, or passed over by an import of history: it never is again. */
@Entity('usage_alerts_made')
export class UsageAlertMade {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  pointId: string;
  /** `MONTH 2026-03 250` or `DAY 2026-03-14`: a higher limit may be passed in the same month. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  subject: string;
}

@ObjectType({
  description: 'Of what use of a point the customer is told, by the channels chosen for USAGE_ALERT.',
})
export class UsageAlert {
  @Field(() => Int, {
    nullable: true,
    description: 'A message when a month passes so many kWh, once a month; null: none.',
  })
  monthlyKwh: number | null;
  @Field({
    description:
      'A message when a day is 50 % above the median of the last eight same weekdays, by at least 1 kWh. Estimated and incomplete days count for neither.',
  })
  unusualDay: boolean;
}

@InputType()
export class UsageAlertInput {
  @Field(() => ID)
  consumptionPointId: string;
  @Field(() => Int, { nullable: true, description: 'From 1 to 1,000,000; null: no message.' })
  monthlyKwh: number | null;
  @Field()
  unusualDay: boolean;
}
