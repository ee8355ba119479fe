import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../database/columns';

/** How often something was tried lately by one account, address or browser. Times are milliseconds, so that SQL can add to them. */
@Entity('attempts')
export class Attempt {
  /** Hash of the counted subject: the table contains no addresses or e-mails. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;
  @Column({ type: 'int' })
  tries: number;
  @Column({ type: 'bigint', transformer: wholeNumber })
  blockedUntil: number;
  @Column({ type: 'bigint', transformer: wholeNumber })
  forgetAt: number;
}
