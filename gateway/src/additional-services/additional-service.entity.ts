import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../database/columns';
import { Moment, Money } from '../graphql/scalars';

/** Something the retailer sells besides energy, as billing describes it. */
@Entity('additional_services')
export class ServiceOffer {
  /** Billing's own. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;
  @Column({ type: 'varchar', length: 256 })
  namePl: string;
  @Column({ type: 'varchar', length: 256 })
  nameEn: string;
  @Column({ type: 'varchar', length: 256 })
  nameUk: string;
  @Column({ type: 'text' })
  descriptionPl: string;
  @Column({ type: 'text' })
  descriptionEn: string;
  @Column({ type: 'text' })
  descriptionUk: string;
  /** Gross, in grosze. */
  @Column({ type: 'bigint', transformer: wholeNumber })
  monthlyPrice: number;
  /** False: only those who have it see it. */
  @Column({ type: 'boolean' })
  available: boolean;
  @Column({ type: 'varchar', length: 16 })
  recordHash: string;
}

/** A customer that has a service. */
@Entity('additional_service_customers')
export class ServiceCustomer {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 64 })
  serviceId: string;
}

/** How an order ended, where the portal knows it by itself. Without one, the ticket says what became of it. */
export enum ServiceOrderOutcome {
  /** Billing names the customer among those who have the service. */
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}

/** What was ordered by a ticket. */
@Entity('service_orders')
export class ServiceOrderRow {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  ticketId: string;
  @Column({ type: 'varchar', length: 64 })
  serviceId: string;
  /** As it was when the customer ordered. */
  @Column({ type: 'bigint', transformer: wholeNumber })
  monthlyPrice: number;
  @Column({ type: 'varchar', length: 9, nullable: true })
  outcome: ServiceOrderOutcome | null;
}

/** An order that was cancelled after it had left for the retailer. */
@Entity('service_cancellations')
export class ServiceCancellation {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  ticketId: string;
  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}

export enum ServiceOrderState {
  REQUESTED = 'REQUESTED',
  CONFIRMED = 'CONFIRMED',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
  CLOSED = 'CLOSED',
}
registerEnumType(ServiceOrderState, {
  name: 'ServiceOrderState',
  description:
    'REQUESTED: the retailer has not answered, and it can be cancelled. CONFIRMED: the retailer agreed, or the customer has the service. CLOSED: the retailer closed it and said no result.',
});

@ObjectType({ description: 'An order of an additional service.' })
export class ServiceOrder {
  customerId: string;
  ticketNumber: string;

  @Field(() => ServiceOrderState)
  state: ServiceOrderState;
  @Field(() => Moment)
  orderedAt: Date;
  @Field(() => Money, { description: 'The price for which it was ordered.' })
  monthlyPrice: number;
  @Field(() => String, { nullable: true, description: 'What the retailer said of it, such as why not.' })
  note: string | null;
}

@ObjectType({ description: 'Something the retailer sells besides energy.' })
export class AdditionalService {
  @Field(() => ID)
  id: string;
  @Field({ description: "In the request's language." })
  name: string;
  @Field({ description: 'Plain text.' })
  description: string;
  @Field(() => Money, { description: 'Gross.' })
  monthlyPrice: number;
  @Field({ description: 'True where the customer has it, as billing says.' })
  ordered: boolean;
  @Field({ description: 'Whether it can be ordered now: offered, not had, and no order of it is open.' })
  orderable: boolean;
  @Field(() => ServiceOrder, {
    nullable: true,
    description: 'The newest order: while it is open, and for 30 days.',
  })
  order: ServiceOrder | null;
}
