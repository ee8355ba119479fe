// Texts of the shell's less visited pages. They load with these pages; sign-in, home and slices do without.
import { t as translate, addTexts, type Key } from '../language/texts';
import type { TextKey, Values } from '../language/catalogue';
import type pl from '../texts/pages/pl.json';
import type signIn from '../texts/sign-in/pl.json';

/** A key of these texts, of the sign-in page's, or of the whole shell. */
export type PageKey = Key | TextKey<typeof pl> | TextKey<typeof signIn>;

const CATALOGUE = {
  pl: () => import('../texts/pages/pl.json'),
  en: () => import('../texts/pages/en.json'),
  uk: () => import('../texts/pages/uk.json'),
};

/** Loads these texts; until then, such a page would show keys. */
export const loadPageTexts = (): Promise<void> => addTexts(CATALOGUE);

/** A text of the shell or of these pages. */
export const t = translate as (key: PageKey, values?: Values) => string;
