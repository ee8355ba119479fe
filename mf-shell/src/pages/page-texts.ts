// What only the shell's less visited pages say. They are loaded with these sentences; sign-in, home and slices do without.
import { t as spoken, addTexts, type Key } from '../language/texts';
import type { TextKey, Values } from '../language/catalogue';
import type pl from '../texts/pages/pl.json';

/** A sentence of such a page, or of the whole shell. */
export type PageKey = Key | TextKey<typeof pl>;

const CATALOGUE = {
  pl: () => import('../texts/pages/pl.json'),
  en: () => import('../texts/pages/en.json'),
  uk: () => import('../texts/pages/uk.json'),
};

/** Fetches these sentences; before that, such a page would show their keys. */
export const loadPageTexts = (): Promise<void> => addTexts(CATALOGUE);

/** A sentence of the shell and of these pages. */
export const t = spoken as (key: PageKey, values?: Values) => string;
