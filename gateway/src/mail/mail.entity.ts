import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../texts/language';

/**
 * QUEUED waits until `dueAt`. A worker that claims the mail moves `dueAt` forward, so that it is retried if
 * the worker crashes.
 */
export enum MailState {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  FAILED = 'FAILED',
}

/** The outbox: a mail is written in the transaction that causes it and delivered by the worker. */
@Entity('mails')
export class Mail {
  /** Key of the event: the same event is the same mail, with the same Message-ID. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;
  @Column({ type: 'varchar', length: 254 })
  recipient: string;
  @Column({ type: 'varchar', length: 22, nullable: true })
  customerId: string | null;
  @Column({ type: 'varchar', length: 32 })
  template: string;
  @Column({ type: 'varchar', length: 2 })
  language: Language;
  /** JSON; wiped once sent, and once given up where it holds a link's token. */
  @Column({ type: 'text', nullable: true })
  content: string | null;
  @Column({ type: 'varchar', length: 8 })
  state: MailState;
  @Column({ type: 'int' })
  attempts: number;
  /** The worker that claimed it. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  claim: string | null;
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
  @Column({ type: 'datetime', precision: 3 })
  dueAt: Date;
  /** Why it failed, without addresses. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  reason: string | null;
  @Column({ type: 'datetime', precision: 3, nullable: true })
  failedAt: Date | null;
  /** When a person queued it again: the days until it is given up start anew. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  retriedAt: Date | null;
}
