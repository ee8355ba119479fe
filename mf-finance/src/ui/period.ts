import { format, language } from '@ebok/shell';
import { t } from '../texts';

const TAGS = { pl: 'pl', en: 'en-GB', uk: 'uk' };

/** A date range in words: "1 stycznia – 28 lutego 2026", or the one end that is known. */
export function period(from: string | null, to: string | null): string | null {
  if (!from && !to) return null;
  if (!to) return t('period.from', { day: format.day(from!) });
  if (!from) return t('period.to', { day: format.day(to) });
  const range = new Intl.DateTimeFormat(TAGS[language.current], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  // The billing system may send a period that ends before it starts; `formatRange` throws then in some browsers.
  if (from > to) return `${format.day(from)} – ${format.day(to)}`;
  const text = range.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
  // As in `format.day`: Ukrainian dates are usually written without "р.".
  return text.replace(/\s+р\.$/, '');
}
