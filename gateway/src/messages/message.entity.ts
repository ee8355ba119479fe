import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Moment } from '../graphql/scalars';
import { Language } from '../texts/language';

export enum MessageKind {
  INVOICE_ISSUED = 'INVOICE_ISSUED',
  PAYMENT_DUE_SOON = 'PAYMENT_DUE_SOON',
  PAYMENT_OVERDUE = 'PAYMENT_OVERDUE',
  PAYMENT_RECEIVED = 'PAYMENT_RECEIVED',
  DUNNING = 'DUNNING',
  ACCOUNT = 'ACCOUNT',
  TICKET_REPLY = 'TICKET_REPLY',
  ANNOUNCEMENT = 'ANNOUNCEMENT',
  USAGE_ALERT = 'USAGE_ALERT',
}
registerEnumType(MessageKind, { name: 'MessageKind' });

export enum Channel {
  EMAIL = 'EMAIL',
  SMS = 'SMS',
  PORTAL = 'PORTAL',
}
registerEnumType(Channel, { name: 'Channel' });

export enum DeliveryStatus {
  WAITING = 'WAITING',
  SENT = 'SENT',
  FAILED = 'FAILED',
}
registerEnumType(DeliveryStatus, { name: 'DeliveryStatus' });

/** A message from the retailer to a customer, by any channel. */
@ObjectType({ description: 'Something the retailer told a customer, by whatever way.' })
@Entity('messages')
export class Message {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;

  @Field(() => ID)
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  @Field(() => MessageKind)
  @Column({ type: 'varchar', length: 16 })
  kind: MessageKind;

  @Field()
  @Column({ type: 'varchar', length: 256 })
  subject: string;

  @Field({ description: 'Plain text; the page turns addresses into links, nothing else.' })
  @Column({ type: 'text' })
  body: string;

  @Field(() => Language, {
    nullable: true,
    description: 'What the subject and the text are written in; null where the retailer did not say.',
  })
  @Column({ type: 'varchar', length: 2, nullable: true })
  language: Language | null;

  @Field(() => Moment)
  @Column({ type: 'datetime', precision: 3 })
  sentAt: Date;

  /** The way it went first; mails queued with it are `MessageMail`s. */
  @Column({ type: 'varchar', length: 8 })
  channel: Channel;
  @Column({ type: 'varchar', length: 254 })
  recipient: string;

  /** The key the document has, or will have: it may arrive later. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  invoiceId: string | null;

  /** The ticket that it answers, which the retailer may know without us. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  ticketNumber: string | null;

  /** Subject and text, folded by `searchable()`. */
  @Column({ type: 'text' })
  searchText: string;

  @Column({ type: 'varchar', length: 16 })
  recordHash: string;

  @Field(() => Moment, {
    nullable: true,
    description: 'When the signed-in user read it: users of one customer read each for themselves.',
  })
  readAt: Date | null;
}

/** A mail of the outbox about the same subject as a message. */
@Entity('message_mails')
export class MessageMail {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  messageId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  mailId: string;
}

/** An SMS of the outbox about the same subject as a message. */
@Entity('message_sms')
export class MessageSms {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  messageId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  smsId: string;
}

/** Who has read what. No row: unread. */
@Entity('message_reads')
export class MessageRead {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  userId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  messageId: string;
  @Column({ type: 'datetime', precision: 3 })
  readAt: Date;
}

@ObjectType({ description: 'One way a message went.' })
export class Delivery {
  @Field(() => Channel)
  channel: Channel;
  @Field({ description: 'An address or number; empty where there is none, as in the portal.' })
  recipient: string;
  @Field(() => DeliveryStatus)
  status: DeliveryStatus;
  @Field(() => Moment, { description: 'When it was handed over to be sent.' })
  at: Date;
}
