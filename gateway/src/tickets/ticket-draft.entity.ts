import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Moment } from '../graphql/scalars';
import { CallBack, TicketTopic } from './ticket.entity';

/** What a user typed and has not sent, kept on the server so that it outlives the session and the browser. */
@ObjectType({ description: 'What the signed-in user typed and has not sent. It ends after 7 days.' })
@Entity('ticket_drafts')
export class TicketDraft {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  userId: string;
  /** The ticket that it replies to; empty for a new one. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  ticketId: string;

  @Field(() => TicketTopic, { nullable: true })
  @Column({ type: 'varchar', length: 16, nullable: true })
  topic: TicketTopic | null;

  @Field()
  @Column({ type: 'text' })
  subject: string;

  @Field()
  @Column({ type: 'text' })
  body: string;

  @Column({ type: 'varchar', length: 22, nullable: true })
  invoiceId: string | null;
  @Column({ type: 'varchar', length: 22, nullable: true })
  consumptionPointId: string | null;

  /** JSON of a `CallBack` as typed. */
  @Column({ name: 'callBack', type: 'text', nullable: true })
  callBackJson: string | null;

  /** JSON: a list of ids. */
  @Column({ type: 'text' })
  attachmentIds: string;

  @Field(() => Moment)
  @Column({ type: 'datetime', precision: 3 })
  savedAt: Date;

  @Field(() => CallBack, { nullable: true, description: 'As typed, perhaps incomplete.' })
  callBack: CallBack | null;
}
