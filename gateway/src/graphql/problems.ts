import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { text, type TextKey } from '../texts/text';
import type { LanguageCode } from '../texts/language';

export enum ProblemCode {
  DATA_MISMATCH = 'DATA_MISMATCH',
  SAME_VALUE = 'SAME_VALUE',
  INVALID_EMAIL = 'INVALID_EMAIL',
  INVALID_TAX_ID = 'INVALID_TAX_ID',
  INVALID_INVOICE_NUMBER = 'INVALID_INVOICE_NUMBER',
  TERMS_NOT_ACCEPTED = 'TERMS_NOT_ACCEPTED',
  LINK_EXPIRED = 'LINK_EXPIRED',
  LINK_INVALID = 'LINK_INVALID',
  PASSWORD_TOO_WEAK = 'PASSWORD_TOO_WEAK',
  PASSWORD_BREACHED = 'PASSWORD_BREACHED',
  WRONG_CREDENTIALS = 'WRONG_CREDENTIALS',
  NOTHING_TO_PAY = 'NOTHING_TO_PAY',
  ALREADY_PAID = 'ALREADY_PAID',
  PAYMENT_IN_PROGRESS = 'PAYMENT_IN_PROGRESS',
  OVER_LIMIT = 'OVER_LIMIT',
  IDEMPOTENCY_KEY_REUSED = 'IDEMPOTENCY_KEY_REUSED',
  OPERATOR_UNAVAILABLE = 'OPERATOR_UNAVAILABLE',
  REQUIRED = 'REQUIRED',
  TOO_LONG = 'TOO_LONG',
  INVALID_VALUE = 'INVALID_VALUE',
  ATTACHMENT_TOO_LARGE = 'ATTACHMENT_TOO_LARGE',
  ATTACHMENT_TYPE = 'ATTACHMENT_TYPE',
  ATTACHMENT_UNSAFE = 'ATTACHMENT_UNSAFE',
}
registerEnumType(ProblemCode, { name: 'ProblemCode' });

@ObjectType({ description: 'Why something was not done: an expected refusal, not a failure.' })
export class Problem {
  @Field(() => ProblemCode)
  code: ProblemCode;
  @Field(() => String, { nullable: true, description: 'The input at fault, where it is one.' })
  field: string | null;
  @Field({ description: "A sentence a customer may read, in the request's language." })
  message: string;
}

@ObjectType()
export class ProblemsPayload {
  @Field()
  ok: boolean;
  @Field(() => [Problem])
  problems: Problem[];
}

/** A refusal in the visitor's language; `sentence` where the code's own does not fit the place. */
export function problem(
  code: `${ProblemCode}`,
  field: string | null,
  language: LanguageCode,
  sentence: TextKey = `problem.${code}`,
): Problem {
  return { code: ProblemCode[code], field, message: text(language, sentence) };
}

/** Payload of a mutation whose only result is success or problems. */
export function outcome(problems: Problem[]): ProblemsPayload {
  return { ok: problems.length === 0, problems };
}
