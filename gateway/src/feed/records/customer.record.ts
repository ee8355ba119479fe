import { z } from 'zod';
import { keyOf } from '../../database/columns';
import { address } from '../fields/address';
import { checkAccount, checkEmails, checkTaxId } from '../fields/formal';
import { money, name, oneOf, optional, storableMoment, text } from '../fields/fields';
import type { Parsed, RecordKind } from './record';
import type { AddressFact, SeenFacts } from './seen-facts';
import type { ConsentKind } from '../../consents/consent.entity';
import type { Customer, CustomerKind } from '../../customers/customer.entity';
import type { RowOf } from '../../database/bulk-rows';
import type { Fault } from '../fault';

const consentKind = oneOf<`${ConsentKind}`>({
  MARKETING_EMAIL: true,
  MARKETING_SMS: true,
  MARKETING_PHONE: true,
  E_INVOICE: true,
  PROFILING: true,
});

const schema = z.object({
  number: name(64),
  kind: oneOf<`${CustomerKind}`>({ PERSON: true, COMPANY: true }, 'PERSON or COMPANY is expected'),
  name: text(512),
  taxId: optional(z.string('a text of digits is expected')),
  emails: z
    .array(z.string('an e-mail address is expected'), 'a list of e-mail addresses is expected')
    .nullish(),
  phone: optional(text(32)),
  bankAccount: optional(z.string('a text of digits is expected')),
  overpayment: money.refine((value) => value >= 0, 'an overpayment is never negative').nullish(),
  address,
  correspondenceAddress: address.nullish(),
  // Not part of the hash: they are compared with their own history, which also the portal writes.
  consents: z
    .array(
      z.object({
        kind: consentKind,
        granted: z.boolean('true or false is expected'),
        at: storableMoment,
        source: text(128),
      }),
      'a list of consents is expected',
    )
    .nullish(),
});

/** The columns that billing describes, in the order in which they are hashed. */
export type DescribedCustomer = RowOf<Customer, 'id' | 'described' | 'recordHash' | 'xmlRanks'>;

/** A customer as the tables keep it. */
export interface CustomerRecord {
  id: string;
  row: DescribedCustomer;
  emails: Email[];
  consents: FeedConsent[];
}

/** A consent as billing reports it: one line of its history. */
export interface FeedConsent {
  kind: `${ConsentKind}`;
  granted: boolean;
  at: Date;
  source: string;
}

/**
 * An e-mail address as it is compared (`email`) and as billing wrote it (`written`).
 * Record hashes cover these names: with other names the next import would write every customer again.
 */
export interface Email {
  email: string;
  written: string;
}

/** What XML documents state of a customer. */
export interface CustomerFacts {
  name: [string];
  identity: [kind: `${CustomerKind}`, taxId: string];
  account: [string];
  phone: [string];
  address: AddressFact;
  emails: Email[];
}

/** A customer as an XML document shows it. */
export interface CustomerSeen {
  id: string;
  number: string;
  facts: SeenFacts<CustomerFacts>;
}

export const customerRecords: RecordKind<CustomerRecord> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<CustomerRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const c = result.data;
    const warnings: Fault[] = [];
    const taxId = checkTaxId(c.taxId ?? null, warnings);
    const bankAccount = checkAccount(c.bankAccount ?? null, warnings);
    const emails = checkEmails(c.emails ?? [], warnings);
    const { correspondenceAddress: other } = c;
    return {
      key: keyOf(c.number),
      warnings,
      record: {
        id: keyOf(c.number),
        emails,
        consents: c.consents ?? [],
        row: {
          number: c.number,
          kind: c.kind,
          name: c.name,
          taxId,
          bankAccount,
          overpayment: c.overpayment ?? 0,
          phone: c.phone ?? null,
          addressLine1: c.address.line1,
          addressLine2: c.address.line2,
          addressCountry: c.address.country,
          correspondenceLine1: other?.line1 ?? null,
          correspondenceLine2: other?.line2 ?? null,
          correspondenceCountry: other?.country ?? null,
        },
      },
    };
  },
};
