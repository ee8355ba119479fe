import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Moment } from '../graphql/scalars';
import { Language } from '../texts/language';

export enum ConsentKind {
  MARKETING_EMAIL = 'MARKETING_EMAIL',
  MARKETING_SMS = 'MARKETING_SMS',
  MARKETING_PHONE = 'MARKETING_PHONE',
  E_INVOICE = 'E_INVOICE',
  PROFILING = 'PROFILING',
}
registerEnumType(ConsentKind, { name: 'ConsentKind' });

/** In the order in which the page lists them. */
export const CONSENT_KINDS = Object.values(ConsentKind);

/** The present state of a consent: that of the newest change. No row: never granted. */
@Entity('consents')
export class ConsentState {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 16 })
  kind: ConsentKind;
  @Column({ type: 'boolean' })
  granted: boolean;
  @Column({ type: 'datetime', precision: 3 })
  changedAt: Date;
  /** A withdrawal is about to be written: until then nothing new is sent that rests on the consent. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  closingUntil: Date | null;
}

/** A consent granted or withdrawn. Rows are only added. */
@Entity('consent_changes')
export class ConsentEvent {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  /** Key of kind, moment and value: the same change is the same row. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;
  @Column({ type: 'varchar', length: 16 })
  kind: ConsentKind;
  @Column({ type: 'boolean' })
  granted: boolean;
  @Column({ type: 'datetime', precision: 3 })
  at: Date;
  @Column({ type: 'varchar', length: 128 })
  source: string;
  /** What the customer saw; null where billing reported the change. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  textId: string | null;
  /** Who changed it here; null where billing reported it. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  userId: string | null;
}

/** The text of a consent as it was shown, kept for as long as a change refers to it. */
@Entity('consent_texts')
export class ConsentText {
  /** Key of the text. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;
  @Column({ type: 'varchar', length: 2 })
  language: Language;
  @Column({ type: 'text' })
  text: string;
}

@ObjectType({ description: 'A consent that was granted or withdrawn.' })
export class ConsentChange {
  @Field()
  granted: boolean;
  @Field(() => Moment)
  at: Date;
  @Field({ description: 'Where the customer said so: "eBOK", or as billing calls it.' })
  source: string;
  @Field(() => String, {
    nullable: true,
    description: 'What the customer saw then; null where the change was not made in the portal.',
  })
  text: string | null;
}

@ObjectType({ description: 'What a customer may allow the retailer, with all that was ever said about it.' })
export class Consent {
  @Field(() => ConsentKind)
  kind: ConsentKind;
  @Field()
  granted: boolean;
  @Field({ description: "What is consented to, in the request's language." })
  text: string;
  @Field(() => Moment, { nullable: true, description: 'Null where nothing was ever said.' })
  changedAt: Date | null;
  @Field(() => [ConsentChange], { description: 'Newest first. Nothing is ever removed from it.' })
  history: ConsentChange[];
}
