// What foreign text becomes in a cell of a CSV file, whatever program opens it.

/** Spreadsheets take a file for UTF-8 only where it begins with this. */
export const BOM = '\ufeff';

/**
 * Characters that start a formula, also after those that a spreadsheet skips: blanks, controls and invisible
 * ones.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\u2212]|^[\t\r\n]/u;

/** What a spreadsheet takes for a number or a date, and a plain number that it leaves as it is. */
const FIGURES = /^\d(?:[\d\s.,:/-]*\d)?(?:e[+-]?\d+)?$/i;
const WHOLE = /^(?:0|[1-9]\d{0,14})$/;

/**
 * Escapes foreign text, so that a spreadsheet reads neither a formula nor two cells. Wide and small forms
 * count as the same letters.
 */
export function quoted(value: string): string {
  if (FIGURES.test(value) && !WHOLE.test(value)) return asText(value);
  const harmless = FORMULA.test(value) || FORMULA.test(value.normalize('NFKC')) ? `'${value}` : value;
  return /[;"\r\n\t,]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * Digits that are an identifier. A spreadsheet would drop digits of a point's 18, leading zeros of 0012, and
 * read 12/2025 as a date.
 * A formula with a text preserves them in Excel, LibreOffice and Google Sheets; it contains only digits.
 */
function asText(figures: string): string {
  return `"=""${figures}"""`;
}
