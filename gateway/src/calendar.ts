import { memoize } from './memoize';

const WARSAW = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw', dateStyle: 'short' });
const WARSAW_CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const DAY_MS = 86_400_000;

let today = { day: '', from: 0, to: 0 };

/** True for a day that exists: 2024-02-29, not 2023-02-29. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  // A day that isn't there is read as one of the next month.
  return day.getUTCDate() === Number(text.slice(8));
}

/** The calendar day in Poland (Europe/Warsaw) at that instant, whatever the server's time zone. */
export function warsawDay(at: Date = new Date()): string {
  const ms = at.getTime();
  // Formatting is slow, and nearly every call asks for today.
  if (ms < today.from || ms >= today.to) {
    const day = WARSAW.format(at);
    today = { day, from: warsawMidnight(day).getTime(), to: warsawMidnight(nextDay(day)).getTime() };
  }
  return today.day;
}

const midnights = memoize((day) => {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Clocks change at two or three in the morning, so the offset at midnight is that of an hour before.
  return utc - offsetAt(utc - 3 * 3_600_000);
});

/** The instant at which a calendar day begins in Poland. */
export function warsawMidnight(day: string): Date {
  return new Date(midnights(day));
}

/** Local time in Poland at that instant: 2026-03-29 03:00:00. */
export function warsawClock(at: Date): string {
  return WARSAW_CLOCK.format(at);
}

/**
 * Parses local time in Poland, YYYYMMDDhhmmss. In October one hour comes twice: the first is taken.
 * @returns undefined when the text is not such a time
 */
export function warsawInstant(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const utc = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(utc)) return undefined;
  // On nights when clocks change, the offset two hours earlier is the one that applies to this time.
  return new Date(utc - offsetAt(utc - 2 * 3_600_000));
}

function offsetAt(at: number): number {
  return Date.parse(`${WARSAW_CLOCK.format(at).replace(' ', 'T')}Z`) - at;
}

/**
 * Hours by which clocks in Poland are ahead of UTC at an instant, in milliseconds since 1970.
 * Clocks change at 1:00 UTC, so the 24 hours from there have one offset.
 */
export function warsawOffset(ms: number): number {
  return offsets(Math.floor((ms - 3_600_000) / DAY_MS));
}

const offsets = memoize((span: number) => offsetAt(span * DAY_MS + 3_600_000) / 3_600_000);

/** Hours of a day: 24, or 23 and 25 on the days the clocks change. */
export function hoursOf(day: string): number {
  return (midnights(nextDay(day)) - midnights(day)) / 3_600_000;
}

const CLOCK = Array.from({ length: 24 }, (_, hour) => hour);

/** What the clock shows at the start of each hour of a day: when clocks change, two is missing or there twice. */
export function clockHours(day: string): readonly number[] {
  const hours = hoursOf(day);
  if (hours === 24) return CLOCK;
  return hours === 23 ? CLOCK.filter((hour) => hour !== 2) : CLOCK.toSpliced(2, 0, 2);
}

/** The calendar day `days` after another one. */
export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * DAY_MS).toISOString().slice(0, 10);
}

const dayNumber = memoize((day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/** The calendar day after this one. Memoized: a year of usage walks its days several times for every request. */
export const nextDay = memoize((day) => addDays(day, 1));
/** The calendar day before this one. */
export const previousDay = (day: string): string => addDays(day, -1);

/** Counts days from one to another, both inclusive. */
export function countDays(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** The last day of a month such as 2026-02. */
export const lastDayOf = memoize((month) => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  // Date.UTC would read years below 100 as 19xx.
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCFullYear(year, number, 0);
  return first.toISOString().slice(0, 10);
});

/** The same calendar day a year earlier; 28 February for 29 February. */
export const yearEarlier = memoize((day) => {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
});
