// What slices say of a failed operation, so that all say it alike.
import type { Values } from '../language/catalogue';
import { t, type Key } from '../language/texts';
import { referenceOf, unavailableText } from './failure';

export interface FailureTexts {
  /** What happened, and what to do. */
  text: string;
  /** Names the error in the gateway's log; absent where it has no name there. */
  reference: string | undefined;
  /** The button's. */
  retry: string;
}

/** The texts in the language of the page. */
export function failureTexts(error?: unknown): FailureTexts {
  return failureTextsBy(t, error);
}

type FailureKey = Extract<Key, 'failed.text' | 'failed.reference' | 'fault.retry'>;

/** @param translate the shell's texts */
export function failureTextsBy(
  translate: (key: FailureKey, values?: Values) => string,
  error?: unknown,
): FailureTexts {
  const reference = referenceOf(error);
  return {
    text: unavailableText(error) ?? translate('failed.text'),
    reference: reference && translate('failed.reference', { reference }),
    retry: translate('fault.retry'),
  };
}
