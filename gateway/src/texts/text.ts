import en from './en.json';
import pl from './pl.json';
import uk from './uk.json';
import type { LanguageCode } from './language';

export type TextKey = keyof typeof pl;

const CATALOGUES: Record<LanguageCode, Record<TextKey, string>> = { PL: pl, EN: en, UK: uk };

/** Sentences taken apart at their placeholders, whose names are every second part. */
const PARTS = new Map<string, readonly string[]>();

/** A sentence for a customer, with its `{placeholders}` filled in. */
export function text(language: LanguageCode, key: TextKey, values: Record<string, string> = {}): string {
  const [first, ...rest] = partsOf(CATALOGUES[language][key]);
  let sentence = first!;
  for (let n = 0; n < rest.length; n += 2) sentence += (values[rest[n]!] ?? `{${rest[n]}}`) + rest[n + 1]!;
  return sentence;
}

function partsOf(sentence: string): readonly string[] {
  let parts = PARTS.get(sentence);
  if (!parts) {
    parts = sentence.split(/\{(\w+)\}/);
    PARTS.set(sentence, parts);
  }
  return parts;
}
