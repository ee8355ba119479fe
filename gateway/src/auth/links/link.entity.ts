import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Problem } from '../../graphql/problems';
import type { Language } from '../../texts/language';

export enum LinkPurpose {
  ACTIVATE = 'ACTIVATE',
  RESET = 'RESET',
  ADD_CUSTOMER = 'ADD_CUSTOMER',
}
registerEnumType(LinkPurpose, {
  name: 'LinkPurpose',
  description: 'ACTIVATE sets the first password, RESET a new one, ADD_CUSTOMER wants the one in use.',
});

/** A link that was mailed. The key holds one an address and purpose, so the newest is the only one. */
@Entity('links')
export class Link {
  /** As `normaliseEmail` gives it. Its column is named as in `User`. */
  @PrimaryColumn({ name: 'email', type: 'varchar', length: 254 })
  normalisedEmail: string;
  @PrimaryColumn({ type: 'varchar', length: 16 })
  purpose: LinkPurpose;
  /** SHA-256 of the token in the link. */
  @Column({ type: 'varchar', length: 43 })
  tokenHash: string;
  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;
  /** As billing writes the address. */
  @Column({ name: 'written', type: 'varchar', length: 254 })
  email: string;
  @Column({ type: 'varchar', length: 2 })
  language: Language;
  /** Whose invoice was named: decides which tax id the login gets. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  customerId: string | null;
  /** The terms accepted when registering. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  termsVersion: string | null;
  /** Set when the link has been used. The row stays until it expires: see `repeats`. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  usedAt: Date | null;
  /** How often a used link was tried again: a few times, the same password is answered as the first time. */
  @Column({ type: 'int', default: 0 })
  repeats: number;
}

@ObjectType({ description: 'What a link from a mail is for, said to whoever holds it.' })
export class MailedLink {
  @Field(() => LinkPurpose)
  purpose: LinkPurpose;
  @Field({ description: 'The address it was mailed to, which is the name to sign in with.' })
  email: string;
  @Field(() => String, { nullable: true, description: 'The customer whose invoice was named.' })
  customerNumber: string | null;
}

@ObjectType()
export class MailedLinkPayload {
  @Field(() => MailedLink, { nullable: true, description: 'Null with problems.' })
  link: MailedLink | null;
  @Field(() => [Problem])
  problems: Problem[];
}
