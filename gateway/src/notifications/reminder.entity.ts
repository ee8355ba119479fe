import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A reminder that was made for a document; its row prevents a second one. An import of history writes rows without
 * messages: what was due by then is no news.
 */
@Entity('reminders')
export class Reminder {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  invoiceId: string;
  /** Days from the due date: -7, 0, 14. */
  @PrimaryColumn({ type: 'int' })
  step: number;
}

/** The run of a day, which one of several workers claims. It belongs to no customer. */
@Entity('reminder_runs')
export class ReminderRun {
  @PrimaryColumn({ type: 'date' })
  day: string;
  @Column({ type: 'varchar', length: 22 })
  claim: string;
  /** A worker without a sign of life until then counts as crashed. */
  @Column({ type: 'datetime', precision: 3 })
  leaseUntil: Date;
  @Column({ type: 'datetime', precision: 3, nullable: true })
  doneAt: Date | null;
}
