import { format } from '@ebok/shell';

/**
 * A number as the seller printed it, all its decimals kept, as the reader writes it; other text as it is. Thousands
 * stand apart on request: no meter shows them so.
 */
export function printed(text: string, { grouped = false } = {}): string {
  const number = /^-?\d{1,12}(?:\.(\d{1,10}))?$/.exec(text.trim());
  return number ? format.number(text, { decimals: number[1]?.length ?? 0, grouped }) : text;
}
