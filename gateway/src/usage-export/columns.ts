import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import { Quality } from './series';

/** The headings of an export, in the order of its columns. */
export function titles(language: LanguageCode): string[] {
  return (['ppe', 'label', 'direction', 'start', 'end', 'kwh', 'quality'] as const).map((column) =>
    text(language, `usageExport.${column}`),
  );
}

/** A word for each quality. */
export function qualities(language: LanguageCode): string[] {
  const words = [];
  words[Quality.MEASURED] = text(language, 'usageExport.measured');
  words[Quality.ESTIMATED] = text(language, 'usageExport.estimated');
  words[Quality.INCOMPLETE] = text(language, 'usageExport.incomplete');
  words[Quality.MISSING] = text(language, 'usageExport.missing');
  return words;
}
