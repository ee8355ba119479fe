// Texts by key, with {placeholders} and plural forms.
import { language, prepare, type Language } from './language';

export type Values = Record<string, string | number>;

/** A key of the catalogue, or the common prefix of its plural forms ("documents" of "documents.one" …). */
export type TextKey<T> = (keyof T & string) | PluralKey<keyof T & string>;
type PluralKey<K extends string> = K extends `${infer Beginning}.other` ? Beginning : never;

export type Translate<T> = (key: TextKey<T>, values?: Values) => string;

/** A package's texts; each call uses the page's current language. */
export function catalogue<T extends Record<string, string>>(texts: Record<Language, T>): Translate<T> {
  return (key, values) => text(texts[language.current], language.current, key, values);
}

/**
 * As `catalogue`, with one language loaded at a time; builds of slices call this instead. When another language fails
 * to load, the texts stay in the current one until the next switch.
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

/** One text; the key itself when it is missing, which `npm run check` prevents. */
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
