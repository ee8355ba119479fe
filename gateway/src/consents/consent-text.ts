import type { Retailer } from '../config';
import { keyOf } from '../database/columns';
import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import type { ConsentKind } from './consent.entity';

/** The text of a consent as it is shown now. */
export interface ShownText {
  id: string;
  language: LanguageCode;
  text: string;
}

/** The retailer's own text, else the built-in one. The id is that of the words: other words are another text. */
export function consentText(kind: ConsentKind, language: LanguageCode, retailer: Retailer): ShownText {
  const written =
    retailer.consents?.[kind]?.[language] ?? text(language, `consent.${kind}`, { retailer: retailer.name });
  return { id: keyOf('consent text', language, written), language, text: written };
}
