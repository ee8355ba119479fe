// Texts by key, with {placeholders} and the plural forms each language has.
import { language, prepare, type Language } from './language';

export type Values = Record<string, string | number>;

/** A key of the catalogue, or the common beginning of its plural forms ("documents" of "documents.one" …). */
export type TextKey<T> = (keyof T & string) | PluralKey<keyof T & string>;
type PluralKey<K extends string> = K extends `${infer Beginning}.other` ? Beginning : never;

export type Translate<T> = (key: TextKey<T>, values?: Values) => string;

/** The texts of a package in the language of the page at the moment they are asked for. */
export function catalogue<T extends Record<string, string>>(texts: Record<Language, T>): Translate<T> {
  return (key, values) => text(texts[language.current], language.current, key, values);
}

/**
 * As `catalogue`, a language at a time: builds of slices put this in its place. Where another does not come, these texts stay
 * in the one they have until the page turns again.
 */
export async function catalogueByLanguage<T extends Record<string, string>>(
  load: Record<Language, () => Promise<{ default: T }>>,
): Promise<Translate<T>> {
  const texts: Partial<Record<Language, T>> = {};
  let spoken = language.current;
  await prepare(async (next) => {
    texts[next] ??= (await load[next]()).default;
    spoken = next;
  });
  return (key, values) => {
    const now = texts[language.current] ? language.current : spoken;
    return text(texts[now] ?? {}, now, key, values);
  };
}

/** One text; the key itself when it is missing, which the check never lets happen. */
export function text(
  texts: Record<string, string>,
  inLanguage: Language,
  key: string,
  values: Values = {},
): string {
  const sentence = texts[key] ?? plural(texts, inLanguage, key, values['count']);
  if (sentence === undefined) return key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const rules = new Map<Language, Intl.PluralRules>();

function plural(texts: Record<string, string>, inLanguage: Language, key: string, count: unknown) {
  if (count === undefined) return undefined;
  let rule = rules.get(inLanguage);
  if (!rule) rules.set(inLanguage, (rule = new Intl.PluralRules(inLanguage)));
  return texts[`${key}.${rule.select(Number(count))}`] ?? texts[`${key}.other`];
}
