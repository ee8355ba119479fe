import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Language } from '../texts/language';
import { columnsOf } from '../database/entity-columns';

export enum Role {
  OWNER = 'OWNER',
  PAY = 'PAY',
  VIEW = 'VIEW',
}
registerEnumType(Role, { name: 'Role' });

/**
 * A login, created by activation; `accesses` lists its customers.
 * Two columns keep their old names, because nodes of the old build read them during an update.
 */
@ObjectType({ description: 'A login; one for each e-mail address.' })
@Entity('users')
export class User {
  @Field(() => ID)
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  /** As `normaliseEmail` gives it: what sign-in compares. */
  @Column({ name: 'email', type: 'varchar', length: 254 })
  normalisedEmail: string;

  /** As billing wrote it: shown, and mails go there. */
  @Field()
  @Column({ name: 'written', type: 'varchar', length: 254 })
  email: string;

  @Column({ type: 'varchar', length: 128 })
  passwordHash: string;

  @Field(() => Language)
  @Column({ type: 'varchar', length: 2 })
  language: Language;

  /** May use the playground and operations that are not persisted. */
  @Column({ type: 'boolean' })
  developer: boolean;

  /** Locked by the retailer's staff; its sessions end immediately. */
  @Column({ type: 'boolean' })
  disabled: boolean;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}

/** Columns of a `User` in raw SQL. */
export const USER_COLUMNS = columnsOf(User);

/** A user's access to a customer, and the role. */
abstract class AccessColumns {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  userId: string;
  @Column({ type: 'varchar', length: 8 })
  role: Role;
  /** The customer's tax id when access was given: with another one it is another customer's. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  taxId: string | null;
  /** An address that the user asked billing for and that billing took over: access rests on it as on the login's own. */
  @Column({ type: 'varchar', length: 254, nullable: true })
  requestedEmail: string | null;
}

/** Current accesses. Those that billing's data no longer supports are in `suspended_accesses`. */
@Entity('accesses')
export class Access extends AccessColumns {}

/** An access that billing's data no longer supports; see `AccessSuspension`. */
@Entity('suspended_accesses')
export class SuspendedAccess extends AccessColumns {
  @Column({ type: 'datetime', precision: 3 })
  since: Date;
  /** Whether the user was notified at sign-in, where other customers remain. */
  @Column({ name: 'told', type: 'boolean' })
  notified: boolean;
}

/** A version of the terms that a user accepted, stored as proof. */
@Entity('terms_acceptances')
export class TermsAcceptance {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  userId: string;
  @PrimaryColumn({ type: 'varchar', length: 64 })
  version: string;
  @Column({ type: 'datetime', precision: 3 })
  acceptedAt: Date;
}

/** A browser its owner signed in with before: wrong passwords typed elsewhere don't slow it down. */
@Entity('browsers')
export class Browser {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  userId: string;
  /** Hash of the browser's cookie. */
  @PrimaryColumn({ type: 'varchar', length: 43 })
  id: string;
  @Column({ type: 'datetime', precision: 3 })
  lastUsedAt: Date;
}
