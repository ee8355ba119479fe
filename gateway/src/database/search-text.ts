/**
 * Folds text for searching: lower case, without diacritics, so that "zolw" finds "Żółw".
 * Stored texts and searches are both folded, so the database only compares bytes.
 */
export function searchable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').trim();
}

/** Rows whose `column` holds this text somewhere. */
export function like(column: string, text: string): { text: string; values: [string] } {
  return { text: `${column} LIKE ? ESCAPE '!'`, values: [`%${text.replace(/[!%_]/g, '!$&')}%`] };
}

/** An amount that was looked for. */
export interface SoughtAmount {
  /** As documents keep it to be searched: digits without groups, a comma before grosze. */
  text: string;
  /** Whole grosze, where all of the amount was given; of either sign where none was. */
  exactly?: { grosze: number; signed: boolean };
}

/** Signs printed as a minus: hyphens, dashes and the mathematical one, full-width and small forms included. */
const MINUS = /[\u2010-\u2015\u2212\u207b\ufe58\ufe63\uff0d]/g;
/** Groups of three apart by a space, a point or an apostrophe (Polish), or by a comma (English). */
const GROUPED = /^\d{1,3}(?:([ .,'’])\d{3})(?:\1\d{3})*(?=$|[.,]\d{0,2}$)/;

/**
 * Parses an amount in a search, as pages, papers and banks print it: "293,86 zł", "−95,30", "PLN 69,856.18".
 * Accepts spaces of any kind ("69 856,18"). Null where it is no amount.
 */
export function amountIn(text: string): SoughtAmount | null {
  const bare = searchable(text)
    .replace(MINUS, '-')
    .replace(/\s+/g, ' ')
    .replace(/^(?:pln|zl)\s*|\s*(?:pln|zl|грн)\.?$/gu, '');
  const signed = /^([-+]?) ?(\d.*)$/.exec(bare);
  if (!signed) return null;
  const [, sign, digits] = signed as unknown as [string, string, string];
  const groups = GROUPED.exec(digits)?.[0] ?? '';
  const plain = groups.replace(/\D/g, '') + digits.slice(groups.length);
  const parts = /^(\d{1,12})(?:([.,])(\d{0,2}))?$/.exec(plain);
  if (!parts) return null;
  const [, whole, point, fraction = ''] = parts;
  const minus = sign === '-' ? '-' : '';
  return {
    text: `${minus}${whole}${point ? ',' : ''}${fraction}`,
    ...(fraction.length === 2 && {
      exactly: { grosze: Number(`${minus}${whole}${fraction}`), signed: sign !== '' },
    }),
  };
}
