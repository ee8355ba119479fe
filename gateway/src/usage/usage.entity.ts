import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../database/columns';

/** One point, day and direction, under the customer whose contract covers the day ('' while none does). */
@Entity('usage_days')
export class UsageDay {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  pointId: string;
  @PrimaryColumn({ type: 'varchar', length: 11 })
  direction: string;
  @PrimaryColumn({ type: 'date' })
  day: string;

  /** Length of an interval: 15, 30 or 60. */
  @Column({ type: 'int' })
  minutes: number;
  @Column({ type: 'boolean' })
  estimated: boolean;
  /** Sum of measured values, in watt-hours. */
  @Column({ type: 'bigint', transformer: wholeNumber })
  wh: number;
  /** 1 where anything was measured. */
  @Column({ type: 'int' })
  measured: number;
  /** 1 where nothing is missing. */
  @Column({ type: 'int' })
  complete: number;
  /** All intervals of the day in order: see varint.ts. */
  @Column({ type: 'blob' })
  packed: Buffer;
}

/** A monthly roll-up, written in the transaction that changes one of its days. */
@Entity('usage_months')
export class UsageMonth {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  pointId: string;
  @PrimaryColumn({ type: 'varchar', length: 11 })
  direction: string;
  /** 2026-03 */
  @PrimaryColumn({ type: 'varchar', length: 7 })
  month: string;

  @Column({ type: 'bigint', transformer: wholeNumber })
  wh: number;
  /** Days in which anything was measured, in which nothing is missing, that were estimated. */
  @Column({ type: 'int' })
  measured: number;
  @Column({ type: 'int' })
  complete: number;
  @Column({ type: 'int' })
  estimated: number;
  /** First and last day in which anything was measured. */
  @Column({ type: 'date', nullable: true })
  firstDay: string | null;
  @Column({ type: 'date', nullable: true })
  lastDay: string | null;
  /** The sums of its days, packed by monthly-rollup.ts. */
  @Column({ type: 'blob' })
  days: Buffer;
}

/** The same of all points of a customer together, so that many points are read as fast as one. */
@Entity('usage_customer_months')
export class UsageCustomerMonth {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 11 })
  direction: string;
  /** 2026-03 */
  @PrimaryColumn({ type: 'varchar', length: 7 })
  month: string;

  @Column({ type: 'bigint', transformer: wholeNumber })
  wh: number;
  /** Days in which anything was measured at any point. */
  @Column({ type: 'int' })
  measured: number;
  /** Days of points in which nothing is missing, and that were estimated. */
  @Column({ type: 'int' })
  complete: number;
  @Column({ type: 'int' })
  estimated: number;
  /** The sums of its days, packed by customer-rollup.ts. */
  @Column({ type: 'blob' })
  days: Buffer;
}
