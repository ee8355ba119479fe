// The shell's own texts: one language at a time, so that a visitor downloads the sentences they read.
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
/** The language the page is turning to, while its sentences are still coming. */
let next: Language | undefined;

/** Fetches the sentences of a language and turns the page to it. */
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

/** Fetches a catalogue more, in the language of the page and, from now on, in each that the page turns to. */
export async function addTexts(catalogue: Catalogue): Promise<void> {
  catalogues.add(catalogue);
  await Promise.all([spoken, next ?? spoken].map(fetchTexts));
}

async function fetchTexts(wanted: Language): Promise<void> {
  const found = await Promise.all([...catalogues].map((catalogue) => catalogue[wanted]()));
  Object.assign(texts[wanted], ...found.map((one) => one.default));
}

/** A sentence of the shell. */
export function t(key: Key, values?: Values): string {
  return text(texts[spoken], spoken, key, values);
}
