import { registerEnumType } from 'type-graphql';

/** The languages of the portal, as users choose them. */
export enum Language {
  PL = 'PL',
  EN = 'EN',
  UK = 'UK',
}
registerEnumType(Language, { name: 'Language' });

/** A language as rows and texts contain it; importing the type alone loads nothing. */
export type LanguageCode = `${Language}`;

/** Accept-Language to a language: Polish unless the browser prefers another one that the portal has. */
export function languageOf(header: string | undefined): LanguageCode {
  const preferred = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(';q=');
      return { tag: tag.slice(0, 2).toUpperCase(), weight: q === undefined ? 1 : Number(q) || 0 };
    })
    .sort((a, b) => b.weight - a.weight)
    .find(({ tag }) => tag in Language);
  return (preferred?.tag as Language | undefined) ?? Language.PL;
}
