import { language } from '@ebok/shell';

const TAGS = { pl: 'pl', en: 'en-GB', uk: 'uk' };

/** A number as the seller printed it, all its decimals kept, with the reader's decimal mark; other text as it is. */
export function printed(text: string): string {
  const number = /^-?\d{1,12}(?:\.(\d{1,10}))?$/.exec(text.trim());
  if (!number) return text;
  const decimals = number[1]?.length ?? 0;
  return new Intl.NumberFormat(TAGS[language.current], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(Number(text));
}
