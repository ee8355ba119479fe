import Negotiator from 'negotiator';
import { registerEnumType } from 'type-graphql';

/** The languages of the portal, as users choose them. */
export enum Language {
  PL = 'PL',
  EN = 'EN',
  UK = 'UK',
}
registerEnumType(Language, { name: 'Language' });

/** As browsers name them. */
const TAGS = Object.values(Language).map((language) => language.toLowerCase());

/** A language as rows and texts contain it; importing the type alone loads nothing. */
export type LanguageCode = `${Language}`;

/** Accept-Language to a language: Polish unless the browser prefers another one that the portal has. */
export function languageOf(header: string | undefined): LanguageCode {
  const tag = new Negotiator({ headers: { 'accept-language': header } }).language(TAGS);
  return (tag?.toUpperCase() as LanguageCode | undefined) ?? 'PL';
}
