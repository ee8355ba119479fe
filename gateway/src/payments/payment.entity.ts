import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../database/columns';
import { Moment, Money } from '../graphql/scalars';

export enum PaymentStatus {
  CREATED = 'CREATED',
  PENDING = 'PENDING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
  EXPIRED = 'EXPIRED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description:
    'CREATED: not yet at the operator. PENDING: the operator knows it. EXPIRED: never finished in time. A success that comes after FAILED, EXPIRED or CANCELLED still counts.',
});

/** The few kinds of channel that people know. */
export enum PaymentChannel {
  BLIK = 'BLIK',
  CARD = 'CARD',
  WALLET = 'WALLET',
  LATER = 'LATER',
  TRANSFER = 'TRANSFER',
}

/** Money on its way from a customer by the payment operator. Its key is made of the customer's idempotency key, so a key is used once, for ever. */
@ObjectType({ description: 'Documents paid together, in one transaction at the payment operator.' })
@Entity('payments')
export class Payment {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;

  @Field(() => ID)
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  @Field({ description: "The operator's OrderID." })
  @Column({ type: 'varchar', length: 32 })
  orderId: string;

  /** Of the documents asked for: the same idempotency key with others is refused. */
  @Column({ type: 'varchar', length: 22 })
  inputHash: string;

  /** Who pays. */
  @Column({ type: 'varchar', length: 22 })
  userId: string;

  @Field(() => Money, { description: 'What the customer owes by the items; the operator may add its fee.' })
  @Column({ type: 'bigint', transformer: wholeNumber })
  amount: number;

  @Field(() => PaymentStatus)
  @Column({ type: 'varchar', length: 16 })
  status: PaymentStatus;

  /** The operator's code, or NOT_STARTED; the API answers a sentence instead. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  failure: string | null;

  /** The operator's number of the channel: 509 is BLIK. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  gatewayId: string | null;

  /** The operator's transaction: the one begun, then the first that succeeded. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  remoteId: string | null;

  /** The operator's page of this payment; the API answers it while the payment is open. */
  @Column({ type: 'varchar', length: 512, nullable: true })
  redirectUrl: string | null;

  @Field(() => Moment)
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** The operator takes no money for it afterwards. */
  @Column({ type: 'datetime', precision: 3 })
  validUntil: Date;

  @Field(() => Moment, { nullable: true, description: 'When it was known how it ended.' })
  @Column({ type: 'datetime', precision: 3, nullable: true })
  finishedAt: Date | null;

  /** The limit that applied to the payment, and the rate it was computed with. */
  @Column({ type: 'varchar', length: 16 })
  rate: string;
  @Column({ type: 'varchar', length: 40 })
  rateTable: string;
  @Column({ type: 'date' })
  rateDate: string;
  @Column({ type: 'bigint', transformer: wholeNumber })
  limitGrosze: number;

  /** When the worker asks the operator about it; null once it is finished. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  nextCheckAt: Date | null;
  /** Number of status checks; a guarded update of it claims the payment. */
  @Column({ type: 'int' })
  checks: number;
}

/** A document of a payment, and the amount the payment pays of it. */
export interface PaymentItemRow {
  customerId: string;
  paymentId: string;
  invoiceId: string;
  amount: number;
}

/** Whether the operator may still change it without surprise. */
export function isOpen(status: PaymentStatus): boolean {
  return status === PaymentStatus.CREATED || status === PaymentStatus.PENDING;
}

const CHANNELS: Record<string, PaymentChannel> = {
  '509': PaymentChannel.BLIK,
  '523': PaymentChannel.LATER,
  '701': PaymentChannel.LATER,
  '702': PaymentChannel.LATER,
  '705': PaymentChannel.LATER,
  '706': PaymentChannel.LATER,
  '1500': PaymentChannel.CARD,
  '1503': PaymentChannel.CARD,
  '1506': PaymentChannel.LATER,
  '1511': PaymentChannel.WALLET,
  '1512': PaymentChannel.WALLET,
  '1513': PaymentChannel.WALLET,
  '1523': PaymentChannel.WALLET,
};

/** Of the operator's many channels, the few kinds people know. */
export function channelOf(gatewayId: string | null): PaymentChannel | null {
  if (!gatewayId || gatewayId === '0') return null;
  return CHANNELS[gatewayId] ?? PaymentChannel.TRANSFER;
}
