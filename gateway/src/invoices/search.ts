/**
 * Folds text for searching: lower case, without the marks over letters, so that "zolw" finds "Żółw". Both what is
 * stored and what is asked for go through here, so the database only compares bytes.
 */
export function searchable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').trim();
}
