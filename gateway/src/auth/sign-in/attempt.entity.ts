import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../database/columns';

/** How often something was tried lately by one account, address or browser. Times are milliseconds, so that SQL can add to them. */
@Entity('attempts')
export class Attempt {
  /** Hash of what is counted: no address or e-mail can be read here. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;
  @Column({ type: 'int' })
  tries: number;
  @Column({ type: 'bigint', transformer: wholeNumber })
  blockedUntil: number;
  @Column({ type: 'bigint', transformer: wholeNumber })
  forgetAt: number;
}
