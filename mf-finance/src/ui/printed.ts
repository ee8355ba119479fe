import { format } from '@ebok/shell';

/**
 * A printed number in the reader's notation, with all its decimals; other text stays as it is.
 * @param options.grouped separates thousands, which meter readings do not
 */
export function printed(text: string, { grouped = false } = {}): string {
  const number = /^-?\d{1,12}(?:\.(\d{1,10}))?$/.exec(text.trim());
  return number ? format.number(text, { decimals: number[1]?.length ?? 0, grouped }) : text;
}
