import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '../graphql/scalars';

/** The part that a third party has in a document, beside seller and buyer. */
export enum InvoicePartyRole {
  FACTOR = 'FACTOR',
  RECIPIENT = 'RECIPIENT',
  ORIGINAL_ENTITY = 'ORIGINAL_ENTITY',
  ADDITIONAL_BUYER = 'ADDITIONAL_BUYER',
  ISSUER = 'ISSUER',
  PAYER = 'PAYER',
  LOCAL_GOVERNMENT_ISSUER = 'LOCAL_GOVERNMENT_ISSUER',
  LOCAL_GOVERNMENT_RECIPIENT = 'LOCAL_GOVERNMENT_RECIPIENT',
  VAT_GROUP_ISSUER = 'VAT_GROUP_ISSUER',
  VAT_GROUP_RECIPIENT = 'VAT_GROUP_RECIPIENT',
  EMPLOYEE = 'EMPLOYEE',
  OTHER = 'OTHER',
  ENFORCEMENT_AUTHORITY = 'ENFORCEMENT_AUTHORITY',
  BAILIFF = 'BAILIFF',
  TAX_REPRESENTATIVE = 'TAX_REPRESENTATIVE',
}
registerEnumType(InvoicePartyRole, {
  name: 'InvoicePartyRole',
  description:
    'Why a document names somebody beside seller and buyer: the roles of a structured invoice FA(3).',
});

@ObjectType({
  description: 'Somebody as a document names them, for ever: later changes of the customer leave it.',
})
export class InvoiceParty {
  @Field({ description: 'Empty where the document leaves it out, as a simplified one may.' })
  name: string;
  @Field(() => String, {
    nullable: true,
    description: 'Tax identifier with what it is, "NIP 5262483798"; of a PESEL only the ends are shown.',
  })
  identifier: string | null;
  @Field(() => [String], { description: 'Lines of the address as printed.' })
  address: string[];
}

@ObjectType({ description: 'Somebody beside seller and buyer whom a document names.' })
export class InvoiceOtherParty extends InvoiceParty {
  @Field(() => InvoicePartyRole)
  role: InvoicePartyRole;
  @Field(() => String, {
    nullable: true,
    description: 'In the words of the seller, where the role is OTHER.',
  })
  roleDescription: string | null;
  @Field(() => String, {
    nullable: true,
    description: "An additional buyer's share in per cent, as printed.",
  })
  share: string | null;
}

@ObjectType({
  description:
    'A consumption point as printed on a document; null and empty is what the document does not say.',
})
export class InvoicePrintedPoint {
  @Field()
  ppe: string;
  @Field({ description: 'In one line.' })
  address: string;
  @Field(() => String, { nullable: true })
  meterNumber: string | null;
  @Field(() => String, { nullable: true })
  tariff: string | null;
}

@ObjectType({ description: 'What a document charges at one rate of VAT.' })
export class InvoiceVatRate {
  @Field({ description: 'As printed: 23, 8, zw, oo, np I.' })
  rate: string;
  @Field(() => Money)
  net: number;
  @Field(() => Money, { nullable: true, description: 'Null where it can not be told without guessing.' })
  vat: number | null;
}

/**
 * Facts printed on a document besides its lines, stored with it.
 * Customers move, meters are replaced and accounts are sold, but the document does not change.
 */
export interface PrintedFacts {
  /** Null: the retailer, on a document that billing sent as a record. */
  seller: (InvoiceParty & { nip: string; regon: string | null }) | null;
  buyer: InvoiceParty | null;
  others: InvoiceOtherParty[];
  /** Where to pay, 26 digits of a Polish account; null: the customer's own. */
  account: string | null;
  /** Whether the account is a factor's, which then receives the payment. */
  isFactored: boolean;
  /** Null: those of the document as they are now. */
  points: InvoicePrintedPoint[] | null;
  /** As stated; empty where the document states none. */
  vatRates: InvoiceVatRate[];
  /** Words that the VAT act wants on the document, in Polish. */
  annotations: string[];
  /** Day of supply, where it is not the day of issue or a period. */
  supplyDate: string | null;
}
