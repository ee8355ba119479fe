import { z } from 'zod';
import type { LanguageCode } from './texts/language';
import { text, type TextKey } from './texts/text';

/** Days as a retailer's file names them; the first is day 1. */
const WEEK = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const DAYS = new RegExp(`^(${WEEK.join('|')})(-(${WEEK.join('|')}))?$`);
/** A time of the clock in Poland; as texts, earlier ones sort first. */
export const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** One line of opening hours, as in a retailer's file. */
export const openingHours = z
  .object({
    days: z.string().regex(DAYS, 'must be days such as MON-FRI or SAT'),
    from: z.string().regex(CLOCK, 'must be a time such as 08:00'),
    to: z.string().regex(CLOCK, 'must be a time such as 18:00'),
  })
  .refine(({ from, to }) => from < to, 'must end after it begins')
  .refine(({ days }) => daysOf(days).length > 0, 'must name days in the order of the week');

/** Hours of one day of the week. */
export interface OpenHours {
  /** As in ISO 8601: 1 is Monday, 7 is Sunday. */
  weekday: number;
  from: string;
  to: string;
}

type StatedHours = z.infer<typeof openingHours>;

/** Where a retailer states no hours: eight hours of each working day. */
const USUAL: readonly StatedHours[] = [{ days: 'MON-FRI', from: '08:00', to: '16:00' }];

/** Opening hours day by day, Monday first. */
export function openHours(stated: readonly StatedHours[] = USUAL): OpenHours[] {
  const all = stated.flatMap(({ days, from, to }) => daysOf(days).map((weekday) => ({ weekday, from, to })));
  const place = ({ weekday, from }: OpenHours) => `${weekday} ${from}`;
  return all.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** Opening hours in words, such as "pon.–pt. 8:00–18:00"; the retailer's own where it states nothing to compute with. */
export function writtenHours(
  { hours = '', openingHours: stated }: { hours?: string; openingHours?: readonly StatedHours[] },
  language: LanguageCode,
): string {
  if (!stated) return hours;
  const name = (day: string) => text(language, `weekday.${day}` as TextKey);
  const clock = (time: string) => time.replace(/^0/, '');
  return stated
    .map(({ days, from, to }) => `${days.split('-').map(name).join('–')}\u00a0${clock(from)}–${clock(to)}`)
    .join(', ');
}

/** The day of the week of a calendar day, 1 for Monday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** "MON-FRI" as 1 to 5; none where the days are not in order. */
function daysOf(days: string): number[] {
  const [from, to = from] = days.split('-').map((day) => WEEK.indexOf(day) + 1) as [number, number?];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
}
