// The shell's own texts: one language at a time, so that a visitor downloads the sentences they read.
import type pl from '../texts/pl.json';
import { text, type TextKey, type Values } from './catalogue';
import { language, prepared, setLanguage, type Language } from './language';

type Texts = typeof pl;
export type Key = TextKey<Texts>;

const LOAD: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  pl: () => import('../texts/pl.json'),
  en: () => import('../texts/en.json'),
  uk: () => import('../texts/uk.json'),
};

let texts: Record<string, string> = {};
let loaded: Language = language.current;

/** Fetches the sentences of a language and turns the page to it. */
export async function speak(next: Language): Promise<void> {
  const [found] = await Promise.all([LOAD[next](), prepared(next)]);
  texts = found.default;
  loaded = next;
  setLanguage(next);
}

/** A sentence of the shell. */
export function t(key: Key, values?: Values): string {
  return text(texts, loaded, key, values);
}
