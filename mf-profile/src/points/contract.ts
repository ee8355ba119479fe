// Periods of contracts.
import { format, language } from '@ebok/shell';
import { t } from './texts';

const TAGS = { pl: 'pl', en: 'en-GB', uk: 'uk' };

interface Contract {
  contractFrom: string | null;
  contractTo: string | null;
}

/** "1 stycznia – 28 lutego 2026", or the one end that is known. */
export function contractPeriod({ contractFrom: from, contractTo: to }: Contract): string | null {
  if (!from && !to) return null;
  if (!to) return t('point.from', { day: format.day(from!) });
  if (!from) return t('point.to', { day: format.day(to) });
  // A contract that ends before it starts is an error of billing; some browsers refuse to format it.
  if (from > to) return `${format.day(from)} – ${format.day(to)}`;
  const range = new Intl.DateTimeFormat(TAGS[language.current], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const text = range.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
  // As format.day, without the official "р.".
  return text.replace(/\s+р\.$/, '');
}

/** True from the day after the last one, by the Polish calendar. */
export function isEnded({ contractTo }: Contract, now = new Date()): boolean {
  if (!contractTo) return false;
  // The Swedish locale formats days as ISO does.
  return contractTo < new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(now);
}
