import en from './en.json';
import pl from './pl.json';
import uk from './uk.json';
import type { LanguageCode } from './language';

export type TextKey = keyof typeof pl;

const CATALOGUES: Record<LanguageCode, Record<TextKey, string>> = { PL: pl, EN: en, UK: uk };

/** A sentence for a customer, with its `{placeholders}` filled in. */
export function text(language: LanguageCode, key: TextKey, values: Record<string, string> = {}): string {
  return CATALOGUES[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
