import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../database/columns';

export enum CustomerKind {
  PERSON = 'PERSON',
  COMPANY = 'COMPANY',
}
registerEnumType(CustomerKind, { name: 'CustomerKind' });

/** Somebody the retailer has a contract with, as billing describes them. */
@ObjectType({
  description: 'Somebody the retailer has a contract with, as the billing system describes them.',
})
@Entity('customers')
export class Customer {
  @Field(() => ID)
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  @Field({ description: 'The number on the invoices; free text of the billing system.' })
  @Column({ type: 'varchar', length: 64 })
  number: string;

  @Field(() => CustomerKind)
  @Column({ type: 'varchar', length: 16 })
  kind: CustomerKind;

  @Field()
  @Column({ type: 'varchar', length: 512 })
  name: string;

  /** PESEL or NIP, digits only. Public only through `maskedTaxId`. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  taxId: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The customer's own account for transfers, 26 digits.",
  })
  @Column({ type: 'varchar', length: 40, nullable: true })
  bankAccount: string | null;

  /** Money not tied to a document, in grosze, never negative. */
  @Column({ type: 'bigint', transformer: wholeNumber })
  overpayment: number;

  @Column({ type: 'varchar', length: 32, nullable: true })
  phone: string | null;

  @Column({ type: 'varchar', length: 512 })
  addressLine1: string;
  @Column({ type: 'varchar', length: 512 })
  addressLine2: string;
  @Column({ type: 'varchar', length: 2 })
  addressCountry: string;

  /** The address on envelopes; null where it is the same as the other. */
  @Column({ type: 'varchar', length: 512, nullable: true })
  correspondenceLine1: string | null;
  @Column({ type: 'varchar', length: 512, nullable: true })
  correspondenceLine2: string | null;
  @Column({ type: 'varchar', length: 2, nullable: true })
  correspondenceCountry: string | null;

  /** True once an NDJSON record described the customer: from then on XML never changes it. */
  @Column({ type: 'boolean' })
  described: boolean;

  /** By which the next import knows an equal record; see `recordHash`. */
  @Column({ type: 'varchar', length: 16, default: '' })
  recordHash: string;

  /** Which document each fact is from, where XML described the customer; see seen-facts.ts. */
  @Column({ type: 'varchar', length: 512, nullable: true })
  xmlRanks: string | null;
}

/** An e-mail address of a customer. The columns are named as in `User`. */
@Entity('customer_emails')
export class CustomerEmail {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  /** Normalised: NFC, lower case, without blanks around. */
  @PrimaryColumn({ name: 'email', type: 'varchar', length: 254 })
  normalisedEmail: string;
  /** As billing wrote it; mails go there. */
  @Column({ name: 'written', type: 'varchar', length: 254 })
  email: string;
  /** Order in billing's record: the first is shown as the contact address. */
  @Column({ type: 'int' })
  position: number;
}

@ObjectType({ description: 'As written on an envelope. Empty strings when billing has none.' })
export class Address {
  @Field({ description: 'Street, building and flat.' })
  line1: string;
  @Field({ description: 'Postal code and city.' })
  line2: string;
  @Field({ description: 'Two letters, ISO 3166: PL.' })
  country: string;
}

@ObjectType({ description: 'How the retailer reaches the customer.' })
export class Contact {
  @Field(() => String, { nullable: true })
  email: string | null;
  @Field(() => String, { nullable: true })
  phone: string | null;
  @Field(() => Address)
  address: Address;
  @Field(() => Address)
  correspondenceAddress: Address;
}
