import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Channel, MessageKind } from '../messages/message.entity';

/** A customer's choice for a kind of message. No row: the defaults of `KIND_RULES`. */
@Entity('notification_settings')
export class NotificationChoice {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 16 })
  kind: MessageKind;
  @Column({ type: 'boolean' })
  email: boolean;
  @Column({ type: 'boolean' })
  sms: boolean;
  /** Days before the due date, `7,1`; null for the default. Empty: no reminder before the day. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  daysBefore: string | null;
  @Column({ type: 'boolean' })
  attachPdf: boolean;
}

@ObjectType({ description: 'By which channels a customer is told of a kind of message.' })
export class NotificationSetting {
  /** Whose it is. */
  customerId: string;
  @Field(() => MessageKind)
  kind: MessageKind;
  @Field({ description: 'A mail to every login of the customer.' })
  email: boolean;
  @Field({ description: "An SMS to the customer's phone number." })
  sms: boolean;
  @Field({ description: 'Always true: every message stands in the portal.' })
  portal: boolean;
  @Field({ description: 'True where law or the contract forbids switching the mail off.' })
  required: boolean;
  @Field(() => [Channel], { description: 'The channels that this kind has.' })
  channels: Channel[];
  @Field(() => [Int], {
    nullable: true,
    description: 'On how many days before the due date to remind, largest first. PAYMENT_DUE_SOON only.',
  })
  daysBefore: number[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the mail carries the document as PDF. INVOICE_ISSUED only.',
  })
  attachPdf: boolean | null;
}
