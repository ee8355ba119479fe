import { failureSentence } from './failures';
import { PaymentStatus } from '../payment.entity';
import type { LanguageCode } from '../../texts/language';

/** Every reason that the operator's documentation names, and ours. */
const WORDS = [
  ...['REJECTED', 'REJECTED_BY_USER', 'INCORRECT_AMOUNT', 'EXPIRED', 'CANCELLED', 'RECURSION_INACTIVE'],
  ...['ANOTHER_ERROR', 'CONNECTION_ERROR', 'CARD_LIMIT_EXCEEDED', 'SECURITY_ERROR', 'DO_NOT_HONOR'],
  ...['THREEDS_NEGATIVE', 'CARD_EXPIRED', 'INCORRECT_CARD_NUMBER', 'FRAUD_SUSPECT', 'STOP_RECURRING'],
  ...['UNCLASSIFIED', 'VOID', 'INSUFFICIENT_FUNDS', 'LIMIT_EXCEEDED', 'BAD_PIN', 'ISSUER_DECLINED'],
  ...['USER_DECLINED', 'SEC_DECLINED', 'TIMEOUT', 'AM_TIMEOUT', 'USER_TIMEOUT', 'SYSTEM_ERROR'],
  ...['GENERAL_ERROR', 'NOT_STARTED'],
];

const sentence = (failure: string | null, language: LanguageCode) =>
  failureSentence({ status: PaymentStatus.FAILED, failure }, language);

describe.each(['PL', 'EN', 'UK'] as const)('why a payment failed, in %s', (language) => {
  it.each(WORDS)('has a sentence of its own for %s, with and without a number behind it', (word) => {
    const said = sentence(word, language);
    expect(said).toMatch(/^\S.{15,}\.$/u);
    expect(sentence(`${word} (61)`, language)).toBe(said);
    for (const other of [...WORDS.filter((one) => one !== word), 'A_WORD_OF_TOMORROW'])
      expect(sentence(other, language)).not.toBe(said);
  });

  it('says no more than that it failed for words nobody knows', () => {
    const said = sentence('A_WORD_OF_TOMORROW', language);
    expect(said).toMatch(/^(Płatność się nie udała|The payment did not go through|Оплата не вдалася)\. /);
    expect(said).not.toMatch(/pieniądze|money|гроші/i);
    for (const code of [null, '', 'toString', '__proto__', 'other', 'x'.repeat(64)])
      expect(sentence(code, language)).toBe(said);
  });

  it('is said of what failed or ran out of time, and of nothing else', () => {
    for (const status of Object.values(PaymentStatus))
      expect(failureSentence({ status, failure: 'EXPIRED' }, language) !== null).toBe(
        status === PaymentStatus.FAILED || status === PaymentStatus.EXPIRED,
      );
  });
});
