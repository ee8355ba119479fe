import { memoize } from '../memoize';
import type { LanguageCode } from '../texts/language';
import table from './tariffs.json';

/** A tariff group from a day on; a person edits `tariffs.json`. Of several entries the newest valid one counts. */
export interface Tariff {
  tariff: string;
  validFrom: string;
  /** What the meter counts separately, as documents print it. */
  zones: string[];
  /** A sentence in each language. */
  description: Record<Lowercase<LanguageCode>, string>;
}

/** Newest first. */
const TARIFFS: readonly Tariff[] = (table as Tariff[]).toSorted((a, b) =>
  a.validFrom < b.validFrom ? 1 : -1,
);

/** "G-12 W" and "g12w" name the same group. */
export const groupOf = memoize((written) => written.toUpperCase().replace(/[^A-Z0-9]/g, ''));

/** The entry of a tariff group on a day; undefined for an unknown group. */
export function tariffOn(day: string, written: string | null): Tariff | undefined {
  if (written === null) return undefined;
  const group = groupOf(written);
  return TARIFFS.find(({ tariff, validFrom }) => validFrom <= day && groupOf(tariff) === group);
}

/** What a tariff means, in a sentence; null for one that the table does not have. */
export function tariffSentence(day: string, written: string | null, language: LanguageCode): string | null {
  return tariffOn(day, written)?.description[language.toLowerCase() as Lowercase<LanguageCode>] ?? null;
}
