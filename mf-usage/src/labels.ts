// Labels of periods and amounts.
import { format, language } from '@ebok/shell';
import { addMonths } from './days';
import { isWithinDay, type Period, type View } from './periods';
import { t } from './texts';

const LOCALES = { pl: 'pl-PL', en: 'en-GB', uk: 'uk-UA' };

/** Formats by language and form: creating one takes longer than using it, and twelve bars need twenty-four names. */
const months = new Map<string, Intl.DateTimeFormat>();
const TIME = new Intl.DateTimeFormat('pl-PL', {
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
export type Energy = 'used' | 'taken' | 'fed' | 'both';

/** The label of the period on screen. */
export function periodName({ view, at }: Period): string {
  if (isWithinDay(view)) return format.day(at);
  if (view === 'month') return monthName(at);
  if (at.endsWith('-12')) return t('usage.calendarYear', { year: at.slice(0, 4) });
  return `${monthName(addMonths(at, -11))} – ${monthName(at)}`;
}

/** The short label under a bar: "mar", "15", "7"; the hour that occurs twice in autumn is 2a, then 2b. */
export function shortName(view: View, day: string, start: string): string {
  if (view === 'month') return String(Number(day.slice(8)));
  if (view === 'year') return month(day.slice(0, 7), { month: 'short' });
  const [hour, minute] = time(start).split(':') as [string, string];
  const name = `${Number(hour)}${whichOfTwo(start) ?? ''}`;
  return minute === '00' ? name : `${name}:${minute}`;
}

/** The full label in the table. */
export function longName(view: View, day: string, start: string): string {
  if (view === 'month') return format.day(day);
  if (view === 'year') return monthName(day.slice(0, 7));
  const which = whichOfTwo(start);
  if (!which) return time(start);
  return t(which === 'a' ? 'usage.summerTime' : 'usage.winterTime', { hour: time(start) });
}

function time(start: string, laterHours = 0): string {
  return TIME.format(Date.parse(start) + laterHours * 3_600_000);
}

/** In autumn the hour from two to three occurs twice. */
function whichOfTwo(start: string): 'a' | 'b' | null {
  const name = time(start);
  if (name === time(start, 1)) return 'a';
  return name === time(start, -1) ? 'b' : null;
}

/**
 * Energy at useful precision: hours to the watt-hour, days and months to tenths, but never 0 for a smaller amount.
 */
export function amount(view: View, kwh: number): string {
  const tiny = kwh > 0 && kwh < 0.05;
  return format.energy(kwh, isWithinDay(view) || tiny ? 3 : 1);
}

/** 12.3 → "12,30 zł" */
export const money = (value: number): string => format.money(value.toFixed(2));

/** +12,5% */
export function percent(value: number): string {
  return `${value > 0 ? '+' : ''}${format.number(value)}%`;
}
