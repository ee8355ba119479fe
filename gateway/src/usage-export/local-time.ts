import { warsawOffset } from '../calendar';

/** An instant by the clocks of Poland, with their distance from UTC: 2026-10-25T02:15:00+01:00. */
export function isoLocal(ms: number): string {
  const hours = warsawOffset(ms);
  return `${new Date(ms + hours * 3_600_000).toISOString().slice(0, 19)}${offsetText(hours)}`;
}

/** +01:00 or +02:00. */
export function offsetText(hours: number): string {
  return `+0${hours}:00`;
}
