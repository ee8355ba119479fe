import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * An address that its mail server says does not exist: a fact about the address, whoever of the customers has it.
 * It gets no reminders until somebody opens a link that was mailed to it.
 */
@Entity('bounced_addresses')
export class BouncedAddress {
  /** As `normaliseEmail` gives it. */
  @PrimaryColumn({ type: 'varchar', length: 254 })
  email: string;
  /** The enhanced status code of RFC 3463, such as 5.1.1. */
  @Column({ type: 'varchar', length: 16 })
  status: string;
  @Column({ type: 'datetime', precision: 3 })
  bouncedAt: Date;
}
