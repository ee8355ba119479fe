import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarDay, Moment } from '../graphql/scalars';

export enum TicketTopic {
  INVOICE = 'INVOICE',
  PAYMENT = 'PAYMENT',
  USAGE = 'USAGE',
  CONTRACT = 'CONTRACT',
  DATA_CHANGE = 'DATA_CHANGE',
  SERVICE_ORDER = 'SERVICE_ORDER',
  METER_READING = 'METER_READING',
  COMPLAINT = 'COMPLAINT',
  CALL_BACK = 'CALL_BACK',
  OTHER = 'OTHER',
}
registerEnumType(TicketTopic, { name: 'TicketTopic' });

export enum TicketStatus {
  RECEIVED = 'RECEIVED',
  IN_PROGRESS = 'IN_PROGRESS',
  ANSWERED = 'ANSWERED',
  CLOSED = 'CLOSED',
}
registerEnumType(TicketStatus, { name: 'TicketStatus' });

export enum TicketResolution {
  DONE = 'DONE',
  REFUSED = 'REFUSED',
}
registerEnumType(TicketResolution, { name: 'TicketResolution' });

@ObjectType({ description: 'When and where a person wants to be called back.' })
export class CallBack {
  @Field({ description: 'In the international form: "+48221002030". In a draft, as typed.' })
  phone: string;
  @Field(() => CalendarDay)
  date: string;
  @Field({ description: '"08:00", as the clock shows it in Poland.' })
  from: string;
  @Field({ description: '"10:30".' })
  to: string;
}

/** What a customer asked the retailer for, and what became of it. */
@ObjectType({ description: 'A question or request of a customer, with the answers to it.' })
@Entity('tickets')
export class Ticket {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;

  @Field(() => ID)
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  @Field({ description: 'By which the retailer knows it: "Z/2026/11/7K3M9PQ4".' })
  @Column({ type: 'varchar', length: 64 })
  number: string;

  /** Who wrote it. */
  @Column({ type: 'varchar', length: 22 })
  userId: string;

  @Field(() => TicketTopic)
  @Column({ type: 'varchar', length: 16 })
  topic: TicketTopic;

  @Field()
  @Column({ type: 'varchar', length: 200 })
  subject: string;

  @Field({ description: 'Plain text.' })
  @Column({ type: 'text' })
  body: string;

  @Field(() => TicketStatus)
  @Column({ type: 'varchar', length: 16 })
  status: TicketStatus;

  @Field(() => TicketResolution, {
    nullable: true,
    description: 'What became of a request; null while that is open, and for questions.',
  })
  @Column({ type: 'varchar', length: 8, nullable: true })
  resolution: TicketResolution | null;

  @Field(() => String, { nullable: true, description: "The retailer's note on what became of it." })
  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'varchar', length: 22, nullable: true })
  invoiceId: string | null;
  @Column({ type: 'varchar', length: 22, nullable: true })
  consumptionPointId: string | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  callBackPhone: string | null;
  @Column({ type: 'date', nullable: true })
  callBackDate: string | null;
  @Column({ type: 'varchar', length: 5, nullable: true })
  callBackFrom: string | null;
  @Column({ type: 'varchar', length: 5, nullable: true })
  callBackTo: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'A complaint must be answered by this day (14 days).',
  })
  @Column({ type: 'date', nullable: true })
  answerDueDate: string | null;

  @Field(() => Moment)
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** By which the same text sent twice is known. */
  @Column({ type: 'varchar', length: 22 })
  inputHash: string;

  /** Of the feed's last record about it; null before the first one. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  recordHash: string | null;

  @Field(() => CallBack, { nullable: true, description: 'With topic CALL_BACK, if hours were chosen.' })
  callBack: CallBack | null;
}

/** A text added to a ticket later, by a user or by the retailer. */
@ObjectType({ description: 'An answer of the retailer, or what the customer wrote later.' })
@Entity('ticket_replies')
export class TicketReply {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;

  @Field(() => ID, {
    description: 'An answer of the retailer has the id of its message, by which it is marked as read.',
  })
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  @Column({ type: 'varchar', length: 22 })
  ticketId: string;

  /** Null for an answer of the retailer. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  userId: string | null;

  @Field({ description: 'Plain text.' })
  @Column({ type: 'text' })
  body: string;

  @Field()
  @Column({ type: 'boolean' })
  fromCustomer: boolean;

  @Field(() => Moment)
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'varchar', length: 22 })
  inputHash: string;
}
