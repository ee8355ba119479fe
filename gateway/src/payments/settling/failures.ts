import { text, type TextKey } from '../../texts/text';
import pl from '../../texts/pl.json';
import { PaymentStatus, type Payment } from '../payment.entity';
import type { LanguageCode } from '../../texts/language';

/** The operator's word may bear a card scheme's number: "DO_NOT_HONOR (05)". */
const WORD = /^[A-Z0-9_]+/;

/** Why a payment failed, for its customer. The operator has new words without notice: those get a sentence that is true of all. */
export function failureSentence(
  { status, failure }: Pick<Payment, 'status' | 'failure'>,
  language: LanguageCode,
): string | null {
  if (status === PaymentStatus.EXPIRED) return text(language, 'payment.failure.EXPIRED');
  if (status !== PaymentStatus.FAILED) return null;
  const key = `payment.failure.${WORD.exec(failure ?? '')?.[0] ?? ''}`;
  return text(language, key in pl ? (key as TextKey) : 'payment.failure.other');
}
