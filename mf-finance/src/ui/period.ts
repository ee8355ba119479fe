import { format, language } from '@ebok/shell';
import { t } from '../texts';

const TAGS = { pl: 'pl', en: 'en-GB', uk: 'uk' };

/** "1 stycznia – 28 lutego 2026", or whichever end is known. */
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
  // A period that ends before it starts is the billing system's mistake; some browsers refuse to write it.
  if (from > to) return `${format.day(from)} – ${format.day(to)}`;
  const text = range.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
  // As format.day: people write days without the official "р.".
  return text.replace(/\s+р\.$/, '');
}
