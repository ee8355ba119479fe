import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Problem } from '../../graphql/problems';
import { Language } from '../../texts/language';

@InputType({
  description:
    'taxId: digits, spaces, dashes, a leading PL; INVALID_TAX_ID when it is not 10 or 11 digits (a wrong check digit is no reason). invoiceNumber is compared without case, blanks of any kind, invisible signs and the kind of separator.',
})
export class RegisterInput {
  @Field()
  email: string;
  @Field()
  taxId: string;
  @Field()
  invoiceNumber: string;
  @Field(() => ID)
  termsDocumentId: string;
  @Field(() => Language, { defaultValue: Language.PL })
  language: Language;
}

@ObjectType({
  description:
    'ok: an activation link, valid 72 hours, is on its way to the e-mail given (or, where an account exists already, a mail saying so).',
})
export class RegisterPayload {
  @Field()
  ok: boolean;
  @Field(() => [Problem])
  problems: Problem[];
}
