import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Moment } from '../graphql/scalars';

/** A user's calendar of one customer's due dates, behind a secret address. A renewed address replaces the old one. */
@ObjectType({
  description:
    'A calendar of due dates that other programs subscribe to. Whoever has its address can read it; only `renewCalendarFeed` tells the address.',
})
@Entity('calendar_feeds')
export class CalendarFeed {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  userId: string;

  /** SHA-256 of the token in the address. */
  @Column({ type: 'varchar', length: 43 })
  tokenHash: string;

  @Field(() => Moment, { description: 'When the address was made.' })
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}
