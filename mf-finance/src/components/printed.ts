import { language } from '@ebok/shell';

const TAGS = { pl: 'pl', en: 'en-GB', uk: 'uk' };

/**
 * A number as the seller printed it, all its decimals kept, as the reader writes it; other text as it is. Thousands
 * stand apart on request: no meter shows them so.
 */
export function printed(text: string, { grouped = false } = {}): string {
  const number = /^-?\d{1,12}(?:\.(\d{1,10}))?$/.exec(text.trim());
  if (!number) return text;
  const decimals = number[1]?.length ?? 0;
  return new Intl.NumberFormat(TAGS[language.current], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: grouped && 'always',
  })
    .format(Number(text))
    .replace('-', '−');
}
