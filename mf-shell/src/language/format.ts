// Formats of money, energy and days in each language; days are days in Poland.
import { language } from './language';

const LOCALES = { pl: 'pl-PL', en: 'en-GB', uk: 'uk-UA' };
const ZONE = 'Europe/Warsaw';

interface NumberForm {
  decimals?: number;
  grouped?: boolean;
}

export const format = {
  /** "1234.56" → "1 234,56 zł" */
  money(value: string): string {
    const amount = formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return `${amount}\u00a0zł`;
  },
  /** 245.3 → "245,3 kWh"; `decimals` fixes their number, so that figures in a column align. */
  energy(kwh: number, decimals?: number): string {
    const digits = { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 3 };
    return `${formatNumber(kwh, digits)}\u00a0kWh`;
  },
  /** "2026-03-15" → "15 marca 2026"; short form "15 mar 2026" */
  day(day: string, month: 'long' | 'short' = 'long'): string {
    return date({ day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }, `${day}T00:00:00Z`);
  },
  /** An instant → "15 marca 2026, 14:05" in Polish time. */
  dateTime(instant: string): string {
    const day = date({ day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE }, instant);
    const time = date({ hour: '2-digit', minute: '2-digit', hour12: false, timeZone: ZONE }, instant);
    return `${day}, ${time}`;
  },
  /** The day of an instant in Polish time, with the year unless it is this one: "29 listopada". */
  dayOf(instant: string): string {
    const year = (at: Date) => date({ year: 'numeric', timeZone: ZONE }, at.toISOString());
    const isThisYear = year(new Date(instant)) === year(new Date());
    return date(
      { day: 'numeric', month: 'long', ...(!isThisYear && { year: 'numeric' }), timeZone: ZONE },
      instant,
    );
  },
  /** The time of an instant in Polish time: "9:05". */
  time(instant: string): string {
    return date({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE }, instant);
  },
  /** A Polish account number (26 digits) in the usual groups, between which a line may break; others as they are. */
  account(account: string): string {
    return /^\d{26}$/.test(account) ? account.replace(/^\d{2}|\d{4}(?=\d)/g, '$& ') : account;
  },
  /** `decimals` fixes their number; `grouped: false` leaves out thousands separators, as for meter readings. */
  number(value: string | number, { decimals, grouped = true }: NumberForm = {}): string {
    const digits = { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 6 };
    return formatNumber(value, grouped ? digits : { ...digits, useGrouping: false });
  },
};

// Creating a format takes as long as using it a hundred times, and a list of documents needs the same few repeatedly.
const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** A real minus sign: a hyphen is hard to see in a column, and a line may break after it. */
function formatNumber(value: string | number, digits: Intl.NumberFormatOptions): string {
  const locale = LOCALES[language.current];
  const make = () => new Intl.NumberFormat(locale, { useGrouping: 'always', ...digits });
  return cached(numbers, locale, digits, make).format(Number(value)).replace('-', '−');
}

function date(options: Intl.DateTimeFormatOptions, value: string): string {
  const locale = LOCALES[language.current];
  const make = () => new Intl.DateTimeFormat(locale, options);
  const text = cached(dates, locale, options, make).format(new Date(value));
  // "15 marca 2026 р." reads like an official letter; the suffix is removed.
  return text.replace(/\s+р\.$/, '');
}

function cached<T>(formats: Map<string, T>, locale: string, options: object, make: () => T): T {
  const key = locale + JSON.stringify(options);
  const format = formats.get(key) ?? make();
  formats.set(key, format);
  return format;
}
