// Labels of periods and amounts.
import { format, language } from '@ebok/shell';
import { addMonths } from './days';
import type { View } from './url-state';
import { t } from './texts';

const LOCALES = { pl: 'pl-PL', en: 'en-GB', uk: 'uk-UA' };

/** Formats by language and form: creating one takes longer than using it, and twelve bars need twenty-four names. */
const months = new Map<string, Intl.DateTimeFormat>();
const HOUR = new Intl.DateTimeFormat('pl-PL', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Warsaw',
});

function month(value: string, options: Intl.DateTimeFormatOptions): string {
  const key = language.current + JSON.stringify(options);
  const format =
    months.get(key) ?? new Intl.DateTimeFormat(LOCALES[language.current], { ...options, timeZone: 'UTC' });
  months.set(key, format);
  const text = format.format(new Date(`${value}-01T00:00:00Z`));
  return text.replace(/\s+р\.$/, '');
}

/** "marzec 2026" */
export const monthName = (value: string): string => month(value, { month: 'long', year: 'numeric' });

/** The name of an amount of kWh. A prosumer's meter sees only what came from the grid and what went into it. */
export type Energy = 'used' | 'taken' | 'fed';

/** The label of the period on screen. */
export function periodName(view: View, at: string): string {
  if (view === 'day') return format.day(at);
  if (view === 'month') return monthName(at);
  if (at.endsWith('-12')) return t('usage.calendarYear', { year: at.slice(0, 4) });
  return `${monthName(addMonths(at, -11))} – ${monthName(at)}`;
}

/** The short label under a bar. */
export function shortName(view: View, day: string, start: string): string {
  if (view === 'day') return hour(start);
  if (view === 'month') return String(Number(day.slice(8)));
  return month(day.slice(0, 7), { month: 'short' });
}

/** The full label in the table. */
export function longName(view: View, day: string, start: string): string {
  if (view === 'day') return hourOfItsDay(start);
  return view === 'month' ? format.day(day) : monthName(day.slice(0, 7));
}

function hour(start: string, later = 0): string {
  return HOUR.format(Date.parse(start) + later * 3_600_000);
}

/** In autumn the hour from two to three occurs twice, so the label says which one it is. */
function hourOfItsDay(start: string): string {
  const name = hour(start);
  if (name === hour(start, 1)) return t('usage.summerTime', { hour: name });
  return name === hour(start, -1) ? t('usage.winterTime', { hour: name }) : name;
}

/**
 * Energy at useful precision: hours to the watt-hour, days and months to tenths, but never 0 for a smaller amount.
 */
export function amount(view: View, kwh: number): string {
  const tiny = kwh > 0 && kwh < 0.05;
  return format.energy(kwh, view === 'day' || tiny ? 3 : 1);
}

/** +12,5% */
export function percent(value: number): string {
  return `${value > 0 ? '+' : ''}${format.number(value)}%`;
}
