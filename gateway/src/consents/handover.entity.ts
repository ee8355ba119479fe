import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ConsentKind } from './consent.entity';

/** A mail or SMS that rests on a consent and is being handed over to the mail server or operator. */
@Entity('marketing_handovers')
export class Handover {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 16 })
  kind: ConsentKind;
  /** That of the mail or SMS. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;
  /** Its worker moves this forward while it lives. */
  @Column({ type: 'datetime', precision: 3 })
  aliveUntil: Date;
}
