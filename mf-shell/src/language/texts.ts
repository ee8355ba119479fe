// The shell's own texts, one language at a time, so that visitors download only their language.
import type pl from '../texts/pl.json';
import { text, type TextKey, type Values } from './catalogue';
import { language, prepared, setLanguage, type Language } from './language';

export type Key = TextKey<typeof pl>;
type Sentences = Record<string, string>;
type Catalogue = Record<Language, () => Promise<{ default: Sentences }>>;

const catalogues = new Set<Catalogue>([
  {
    pl: () => import('../texts/pl.json'),
    en: () => import('../texts/en.json'),
    uk: () => import('../texts/uk.json'),
  },
]);

const texts: Record<Language, Sentences> = { pl: {}, en: {}, uk: {} };
let spoken: Language = language.current;
/** The language being loaded. */
let next: Language | undefined;

/** Loads the texts of a language, then switches the page to it. */
export async function switchLanguage(wanted: Language): Promise<void> {
  next = wanted;
  try {
    await Promise.all([fetchTexts(wanted), prepared(wanted)]);
  } finally {
    next = undefined;
  }
  spoken = wanted;
  setLanguage(wanted);
}

/** Adds a catalogue: loads it in the current language, and with every later switch. */
export async function addTexts(catalogue: Catalogue): Promise<void> {
  catalogues.add(catalogue);
  await Promise.all([spoken, next ?? spoken].map(fetchTexts));
}

async function fetchTexts(wanted: Language): Promise<void> {
  const found = await Promise.all([...catalogues].map((catalogue) => catalogue[wanted]()));
  Object.assign(texts[wanted], ...found.map((one) => one.default));
}

/** One text of the shell. */
export function t(key: Key, values?: Values): string {
  return text(texts[spoken], spoken, key, values);
}
