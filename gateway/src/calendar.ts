const WARSAW = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw', dateStyle: 'short' });
const WARSAW_CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const DAY_MS = 86_400_000;
const MOST_REMEMBERED = 20_000;

let today = { day: '', from: 0, to: 0 };

/** The calendar day in Poland at that instant: days begin and end in Europe/Warsaw, wherever the server stands. */
export function warsawDay(at: Date = new Date()): string {
  const ms = at.getTime();
  // Nearly always asked for the same day, several times a request; formatting it is slow.
  if (ms < today.from || ms >= today.to) {
    const day = WARSAW.format(at);
    today = { day, from: warsawMidnight(day).getTime(), to: warsawMidnight(nextDay(day)).getTime() };
  }
  return today.day;
}

const midnights = remembered((day) => {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Clocks change at two or three in the morning, so midnight is as far from Greenwich as an hour before it.
  return utc - offsetAt(utc - 3 * 3_600_000);
});

/** The instant at which a calendar day begins in Poland. */
export function warsawMidnight(day: string): Date {
  return new Date(midnights(day));
}

/** What a clock in Poland shows at that instant: 2026-03-29 03:00:00. */
export function warsawClock(at: Date): string {
  return WARSAW_CLOCK.format(at);
}

/**
 * The instant of a clock in Poland written as YYYYMMDDhhmmss; undefined when it is none. Of the hour that comes twice in October, the first.
 */
export function warsawInstant(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const utc = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(utc)) return undefined;
  // Two hours earlier, the clock that shows this time is still or already in force, whichever way clocks change that night.
  return new Date(utc - offsetAt(utc - 2 * 3_600_000));
}

function offsetAt(at: number): number {
  return Date.parse(`${WARSAW_CLOCK.format(at).replace(' ', 'T')}Z`) - at;
}

/** 24, or on the days the clocks change 23 and 25. */
export function hoursOf(day: string): number {
  return (midnights(nextDay(day)) - midnights(day)) / 3_600_000;
}

/** The calendar day `days` after another one. */
export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * DAY_MS).toISOString().slice(0, 10);
}

const dayNumber = remembered((day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS);

// A year of use goes through its days several times for every request.
export const nextDay = remembered((day) => addDays(day, 1));
export const previousDay = (day: string): string => addDays(day, -1);

/** How many days from one to another, both included. */
export function countDays(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** The last day of a month such as 2026-02. */
export const lastDayOf = remembered((month) => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  // Years below 100 would be read as 19xx by Date.UTC.
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCFullYear(year, number, 0);
  return first.toISOString().slice(0, 10);
});

/** The same calendar day a year earlier; 29 February against 28. */
export const yearEarlier = remembered((day) => {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
});

/** Days are few and asked for again and again; whoever asks for many must not fill the memory with them. */
export function remembered<T, K = string>(work: (of: K) => T): (of: K) => T {
  const known = new Map<K, T>();
  return (of) => {
    let found = known.get(of);
    if (found === undefined) {
      found = work(of);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(of, found);
    }
    return found;
  };
}
