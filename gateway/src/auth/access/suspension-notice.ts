import { channelOf, type Retailer } from '../../config';
import { writtenHours } from '../../opening-hours';
import { ProblemCode, type Problem } from '../../graphql/problems';
import { text } from '../../texts/text';
import type { SuspendedCustomer } from './access.service';
import type { LanguageCode } from '../../texts/language';

/** Explains to a signed-in user why they see fewer customers, and whom to contact. */
export function suspensionNotice(
  customer: SuspendedCustomer,
  retailer: Retailer,
  language: LanguageCode,
): Problem {
  const channel = channelOf(retailer, customer.kind);
  const { phone, email } = channel;
  const values = { customer: customer.number, phone, hours: writtenHours(channel, language), email };
  const message = text(language, 'problem.ACCESS_SUSPENDED', values);
  return { code: ProblemCode.DATA_MISMATCH, field: null, message };
}
