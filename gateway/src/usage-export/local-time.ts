import { warsawOffset } from '../calendar';
import { memoize } from '../memoize';

const HOUR_MS = 3_600_000;

/** What the minutes of an hour are written as; meters measure whole ones. */
const MINUTES = Array.from({ length: 60 }, (_, minute) => `${String(minute).padStart(2, '0')}:00`);

/** The texts around the minutes. Memoized: points of one export share their hours, and dates are slow to write. */
const hours = memoize((hour: number) => {
  const offset = warsawOffset(hour * HOUR_MS);
  const clock = new Date((hour + offset) * HOUR_MS).toISOString().slice(0, 14);
  return { clock, offset: offsetText(offset) };
});

/** A whole minute by the clocks of Poland, with their distance from UTC: 2026-10-25T02:15:00+01:00. */
export function isoLocal(ms: number): string {
  const { clock, offset } = hours(Math.floor(ms / HOUR_MS));
  return clock + MINUTES[(ms % HOUR_MS) / 60_000] + offset;
}

/** +01:00 or +02:00. */
export function offsetText(ahead: number): string {
  return `+0${ahead}:00`;
}
