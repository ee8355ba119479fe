import { z } from 'zod';
import { keyOf } from '../../database/columns';
import { address } from './address';
import { checkAccount, checkEmails, checkTaxId } from './formal';
import { money, moment, name, optional, text } from './fields';
import type { Parsed, RecordKind } from './record';
import type { SeenFacts } from './seen-facts';
import type { Value } from '../../database/bulk-rows';
import type { Fault } from '../fault';

const CONSENTS = ['MARKETING_EMAIL', 'MARKETING_SMS', 'MARKETING_PHONE', 'E_INVOICE', 'PROFILING'] as const;

const schema = z.object({
  number: name(64),
  kind: z.enum(['PERSON', 'COMPANY'], 'PERSON or COMPANY is expected'),
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
  // Checked here; a later version keeps them. Their absence from the hash makes it take these records anew then.
  consents: z
    .array(
      z.object({
        kind: z.enum(CONSENTS, `one of ${CONSENTS.join(', ')} is expected`),
        granted: z.boolean('true or false is expected'),
        at: moment,
        source: text(128),
      }),
      'a list of consents is expected',
    )
    .nullish(),
});

/** A customer as the tables keep it. */
export interface CustomerRecord {
  id: string;
  /** Values of CUSTOMER_COLUMNS from `number` on. */
  values: (string | number | null)[];
  emails: Email[];
}

/** An e-mail address in the form it is compared in, and as billing wrote it. */
export interface Email {
  email: string;
  written: string;
}

/** A customer as an XML document shows it. Facts: `identity` is kind and tax id, `address` line 1, line 2 and country. */
export interface CustomerSeen {
  id: string;
  number: string;
  facts: SeenFacts<Value[] | Email[]>;
}

export const customerRecords: RecordKind<CustomerRecord> = {
  fields: Object.keys(schema.shape),
  later: ['consents'],
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
        values: [
          c.number,
          c.kind,
          c.name,
          taxId,
          bankAccount,
          c.overpayment ?? 0,
          c.phone ?? null,
          c.address.line1,
          c.address.line2,
          c.address.country,
          other?.line1 ?? null,
          other?.line2 ?? null,
          other?.country ?? null,
        ],
      },
    };
  },
};
