import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Address } from '../customers/customer.entity';
import { Moment } from '../graphql/scalars';

export enum ContactField {
  EMAIL = 'EMAIL',
  PHONE = 'PHONE',
  CORRESPONDENCE_ADDRESS = 'CORRESPONDENCE_ADDRESS',
}
registerEnumType(ContactField, { name: 'ContactField' });

/** How a change ended, where the portal knows it by itself. Without one, the ticket says what became of it. */
export enum ContactChangeOutcome {
  /** A customer record holds the value. */
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
  /** By a newer request. */
  REPLACED = 'REPLACED',
}

export enum ContactChangeState {
  REQUESTED = 'REQUESTED',
  SENT = 'SENT',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
  REPLACED = 'REPLACED',
  CLOSED = 'CLOSED',
}
registerEnumType(ContactChangeState, {
  name: 'ContactChangeState',
  description: `REQUESTED: not yet at the retailer. SENT: the retailer has it. DONE and REFUSED: what the retailer said, or billing's data confirm.
CANCELLED: by the link in the mail. REPLACED: by a newer request for the same field. CLOSED: the retailer closed it and said no result, and billing's data do not hold the value.`,
});

/** One field of a request, by which the retailer is asked to change it. The ticket holds the rest. */
@Entity('contact_changes')
export class ContactChange {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  ticketId: string;
  @PrimaryColumn({ type: 'varchar', length: 24 })
  field: ContactField;
  /** Who asked. */
  @Column({ type: 'varchar', length: 22 })
  userId: string;
  /** E-mail address, E.164 number, or an address in parts as JSON. */
  @Column({ type: 'text' })
  value: string;
  /** By which a customer record that holds the value is known: for an e-mail the normalised address. */
  @Column({ type: 'varchar', length: 254 })
  comparable: string;
  /** What billing had; an address in lines as JSON. */
  @Column({ type: 'text', nullable: true })
  previous: string | null;
  /** From when on an export takes it. Until then it can be cancelled. */
  @Column({ type: 'datetime', precision: 3 })
  leavesAt: Date;
  /** SHA-256 of the token in the mailed link; null where nothing was mailed. */
  @Column({ type: 'varchar', length: 43, nullable: true })
  cancelHash: string | null;
  @Column({ type: 'varchar', length: 9, nullable: true })
  outcome: ContactChangeOutcome | null;
  /** When an export took it. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  sentAt: Date | null;
}

/** A change as users see it; its ticket comes from a loader. */
@ObjectType('ContactChange', { description: 'A change of contact data that a user asked for: one field.' })
export class ShownContactChange {
  customerId: string;
  ticketNumber: string;

  @Field(() => ID)
  id: string;
  @Field(() => ContactField)
  field: ContactField;
  @Field(() => ContactChangeState)
  state: ContactChangeState;
  @Field(() => String, {
    nullable: true,
    description: 'E-mail or phone that billing had; null where it had none, and for an address.',
  })
  previousValue: string | null;
  @Field(() => String, { nullable: true, description: 'The new e-mail or phone; null for an address.' })
  requestedValue: string | null;
  @Field(() => Address, { nullable: true, description: 'With CORRESPONDENCE_ADDRESS only.' })
  previousAddress: Address | null;
  @Field(() => Address, { nullable: true, description: 'With CORRESPONDENCE_ADDRESS only.' })
  requestedAddress: Address | null;
  @Field(() => Moment)
  requestedAt: Date;
  @Field(() => Moment, {
    nullable: true,
    description: 'Until when the link in the mail cancels it; null where it cannot be cancelled.',
  })
  cancellableUntil: Date | null;
  @Field(() => Moment, { nullable: true, description: 'When it left for the retailer.' })
  sentAt: Date | null;
}

@ObjectType({ description: 'What a mailed link would cancel, said to whoever holds it. Values are masked.' })
export class MailedContactChange {
  @Field()
  customerNumber: string;
  @Field(() => String, { nullable: true, description: 'The requested e-mail address: "n•••@example.pl".' })
  email: string | null;
  @Field(() => String, { nullable: true, description: 'The requested phone number: "+48 ••• ••• 567".' })
  phone: string | null;
  @Field(() => Moment)
  requestedAt: Date;
  @Field(() => Moment)
  cancellableUntil: Date;
}
