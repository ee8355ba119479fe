import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../texts/language';

/**
 * QUEUED waits until `dueAt`. SENDING is committed before the operator hears of the SMS, so that a worker that
 * dies never causes a second one.
 */
export enum SmsState {
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  /** The operator took it. */
  SENT = 'SENT',
  /** The operator says that the phone has it. */
  DELIVERED = 'DELIVERED',
  /** Certainly not delivered. */
  FAILED = 'FAILED',
  /** Nobody knows whether the operator took it: it is not sent again without a person's decision. */
  UNKNOWN = 'UNKNOWN',
}

/** The outbox of SMS: written in the transaction that causes one, sent at most once. */
@Entity('sms')
export class Sms {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  /** Key of the event, and the operator's reference: the same event is the same SMS. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;
  /** E.164. */
  @Column({ type: 'varchar', length: 16 })
  recipient: string;
  @Column({ type: 'varchar', length: 32 })
  template: string;
  @Column({ type: 'varchar', length: 2 })
  language: Language;
  /** The values as JSON; wiped once it has arrived. */
  @Column({ type: 'text', nullable: true })
  content: string | null;
  @Column({ type: 'varchar', length: 9 })
  state: SmsState;
  @Column({ type: 'int' })
  attempts: number;
  /** Counts the times a person had it sent again after a certain failure; part of the operator's reference. */
  @Column({ type: 'int' })
  round: number;
  /** What the operator charges for: an SMS of many letters is several. */
  @Column({ type: 'int' })
  parts: number;
  /** The worker that claimed it. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  claim: string | null;
  /** True once an attempt ended without a clear answer. */
  @Column({ type: 'boolean' })
  isUncertain: boolean;
  /** The last failure, without numbers or texts. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  reason: string | null;
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
  @Column({ type: 'datetime', precision: 3 })
  dueAt: Date;
  /** The first attempt of this round: the operator recognises a repetition for a day. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  firstTriedAt: Date | null;
  @Column({ type: 'datetime', precision: 3, nullable: true })
  failedAt: Date | null;
}

/** Parts of SMS that left on a day in Poland, which the daily limit bounds. */
@Entity('sms_days')
export class SmsDay {
  @PrimaryColumn({ type: 'varchar', length: 10 })
  day: string;
  @Column({ type: 'int' })
  parts: number;
}
