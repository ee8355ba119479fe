import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from './user.entity';

export enum LinkPurpose {
  ACTIVATE = 'ACTIVATE',
  RESET = 'RESET',
  ADD_CUSTOMER = 'ADD_CUSTOMER',
}

/** A link that was mailed. The key holds one an address and purpose, so the newest is the only one. */
@Entity('links')
export class Link {
  /** Normalised. */
  @PrimaryColumn({ type: 'varchar', length: 254 })
  email: string;
  @PrimaryColumn({ type: 'varchar', length: 16 })
  purpose: LinkPurpose;
  /** SHA-256 of the token in the link. */
  @Column({ type: 'varchar', length: 43 })
  tokenHash: string;
  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;
  /** As billing writes the address. */
  @Column({ type: 'varchar', length: 254 })
  written: string;
  @Column({ type: 'varchar', length: 2 })
  language: Language;
  /** Whose invoice was named: decides which tax id the login gets. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  customerId: string | null;
  /** The terms accepted when registering. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  termsVersion: string | null;
}
