import { addDays } from './calendar';

/** Days of the year that are public holidays in Poland. */
const FIXED = ['01-01', '01-06', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26'];
/** Days that became holidays later, with their first year. */
const SINCE: Record<string, string> = { '12-24': '2025' };
/** Those that move with Easter Sunday, in days after it: Easter, Pentecost, Corpus Christi. */
const AFTER_EASTER = [0, 1, 49, 60];

/** True for public holidays in Poland, by the Act on days off work: Christmas Eve is one since 2025. */
export function isPublicHoliday(day: string): boolean {
  const date = day.slice('2026-'.length);
  const since = SINCE[date];
  if (FIXED.includes(date) || (since !== undefined && day >= since)) return true;
  const easter = easterSunday(Number(day.slice(0, 4)));
  return AFTER_EASTER.some((days) => addDays(easter, days) === day);
}

/** The anonymous Gregorian computus (Meeus, Jones and Butcher). */
function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const skipped = century - Math.floor(century / 4);
  const epact =
    (19 * golden + skipped - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  const days = epact + sunday - 7 * correction + 114;
  return `${year}-0${Math.floor(days / 31)}-${String((days % 31) + 1).padStart(2, '0')}`;
}
