import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Customer } from '../customers/customer.entity';
import { Problem } from '../graphql/problems';
import { Invoice } from '../invoices/invoice.entity';

export enum InvoiceCheckVerdict {
  OURS = 'OURS',
  DOCUMENT_ONLY = 'DOCUMENT_ONLY',
  OTHER_ACCOUNT = 'OTHER_ACCOUNT',
  KNOWN_ACCOUNT = 'KNOWN_ACCOUNT',
  FORGED = 'FORGED',
  FOREIGN_ACCOUNT = 'FOREIGN_ACCOUNT',
  MISTYPED_ACCOUNT = 'MISTYPED_ACCOUNT',
  UNKNOWN_DOCUMENT = 'UNKNOWN_DOCUMENT',
  AMOUNT_ONLY = 'AMOUNT_ONLY',
  NOTHING_RECOGNISED = 'NOTHING_RECOGNISED',
}
registerEnumType(InvoiceCheckVerdict, {
  name: 'InvoiceCheckVerdict',
  description: 'What a text says of an invoice, compared with the documents of the signed-in user.',
  valuesConfig: {
    OURS: { description: "The user's document, and the account it is to be paid to." },
    DOCUMENT_ONLY: {
      description: "The user's document. The text has no account, so that is to be compared.",
    },
    OTHER_ACCOUNT: { description: "The user's document, and an account of another of their documents." },
    KNOWN_ACCOUNT: { description: 'An account that the user pays to, without a document that is known.' },
    FORGED: {
      description: "The user's document with an account that is not its: the commonest fraud. Do not pay.",
    },
    FOREIGN_ACCOUNT: { description: 'An account that the user has nothing to pay to. Do not pay.' },
    MISTYPED_ACCOUNT: { description: 'An account that no bank takes: a digit is wrong or missing.' },
    UNKNOWN_DOCUMENT: {
      description:
        "None of the user's documents. Billing may not have sent it yet, if it is a day or two old.",
    },
    AMOUNT_ONLY: { description: 'An amount alone, which proves nothing, whether a document has it or not.' },
    NOTHING_RECOGNISED: { description: 'No account, number or amount is in the text.' },
  },
});

export enum InvoiceCheckSubject {
  ACCOUNT = 'ACCOUNT',
  NUMBER = 'NUMBER',
  KSEF_NUMBER = 'KSEF_NUMBER',
  AMOUNT = 'AMOUNT',
}
registerEnumType(InvoiceCheckSubject, { name: 'InvoiceCheckSubject' });

@ObjectType({ description: 'Something that was recognised in the text.' })
export class InvoiceCheckFinding {
  @Field(() => InvoiceCheckSubject)
  subject: InvoiceCheckSubject;
  @Field({
    description: 'As it was read: an account without blanks, an amount as "53.63", a number as written.',
  })
  value: string;
  @Field({ description: "Whether it is that of one of the user's documents or customers." })
  isKnown: boolean;
}

@ObjectType({ description: 'A document that the text is about, and whose it is.' })
export class InvoiceCheckMatch {
  @Field(() => Customer)
  customer: Customer;
  @Field(() => Invoice)
  invoice: Invoice;
}

@ObjectType()
export class InvoiceCheck {
  @Field(() => InvoiceCheckVerdict)
  verdict: InvoiceCheckVerdict;
  @Field({ description: "What it means and what to do, in the request's language." })
  message: string;
  @Field(() => [InvoiceCheckFinding])
  findings: InvoiceCheckFinding[];
  @Field(() => [InvoiceCheckMatch], { description: 'At most five.' })
  matches: InvoiceCheckMatch[];
}

@ObjectType()
export class InvoiceCheckPayload {
  @Field(() => InvoiceCheck, { nullable: true, description: 'Null with problems.' })
  check: InvoiceCheck | null;
  @Field(() => [Problem])
  problems: Problem[];
}
