import { warsawClock } from '../calendar';
import type { LanguageCode } from '../texts/language';
import type { ValueForm } from './templates';

/** Made once: it takes longer than the rest of a mail. */
const FORMATS = {
  PL: formatsOf('pl-PL'),
  EN: formatsOf('en-GB'),
  UK: formatsOf('uk-UA'),
};

function formatsOf(locale: string) {
  return {
    money: new Intl.NumberFormat(locale, { minimumFractionDigits: 2, useGrouping: 'always' }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
  };
}

/** "-1253.63" → "−1 253,63 zł", with a minus and no hyphen. */
export function writtenMoney(amount: string, language: LanguageCode): string {
  return `${FORMATS[language].money.format(Number(amount)).replace('-', '−')}\u00a0zł`;
}

/** Many texts name the same few days. */
const DAYS = new Map<string, string>();
const MOST_DAYS = 1000;

/** "2026-03-15" → "15 marca 2026". Ukrainian dates are without "р.", after which a sentence would end with two stops. */
export function writtenDay(date: string, language: LanguageCode): string {
  const key = `${language}${date}`;
  const known = DAYS.get(key);
  if (known !== undefined) return known;
  const day = FORMATS[language].day.format(new Date(date)).replace(/\s+р\.$/, '');
  if (DAYS.size >= MOST_DAYS) DAYS.clear();
  DAYS.set(key, day);
  return day;
}

/** "2026-03-15T10:30:00.000Z" → "15 marca 2026, 11:30", as the clock shows it in Poland. */
export function writtenMoment(at: string, language: LanguageCode): string {
  const [day, time] = warsawClock(new Date(at)).split(' ') as [string, string];
  return `${writtenDay(day, language)}, ${time.slice(0, 'HH:MM'.length)}`;
}

/** "61109010140000071219812874" → "61 1090 1014 0000 0712 1981 2874": a line may break between groups, never in one. */
export function writtenAccount(account: string): string {
  return account.replace(/^\d{2}(?=\d)|\d{4}(?=\d)/g, '$& ');
}

/** Writes a value of each form. */
export const WRITTEN: Record<ValueForm, (value: string, language: LanguageCode) => string> = {
  text: (value) => value,
  money: writtenMoney,
  day: writtenDay,
  moment: writtenMoment,
  account: writtenAccount,
};
