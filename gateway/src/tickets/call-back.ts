import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { addDays, warsawClock, warsawDay } from '../calendar';
import { problem, type Problem } from '../graphql/problems';
import { isPublicHoliday } from '../holidays';
import { CLOCK, type OpenHours, weekdayOf } from '../opening-hours';
import type { LanguageCode } from '../texts/language';
import type { CallBack } from './ticket.entity';

const MOST_DAYS_AHEAD = 14;
const LONGEST_PHONE = 40;

/**
 * The phone number in the international form (E.164); without a country code it is Polish.
 * @returns null for other text, and for numbers at which the caller pays the callee
 */
export function internationalPhone(written: string): string | null {
  if (written.length > LONGEST_PHONE) return null;
  const phone = parsePhoneNumberFromString(written, 'PL');
  // The international form drops extensions, and a person at such a number could not be reached.
  if (!phone?.isValid() || phone.ext) return null;
  return phone.getType() === 'PREMIUM_RATE' ? null : phone.number;
}

/** Checks when and where to call back. The hours lie in one span of opening hours and not in the past. */
export function readCallBack(
  { phone: written, date, from, to }: CallBack,
  hours: readonly OpenHours[],
  { now, language }: { now: Date; language: LanguageCode },
): { callBack: CallBack } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const phone = internationalPhone(written);
  if (!phone)
    problems.push(
      written.trim() === ''
        ? problem('REQUIRED', 'callBack.phone', language)
        : problem('INVALID_VALUE', 'callBack.phone', language, 'problem.PHONE'),
    );
  problems.push(...hoursProblems({ date, from, to }, hours, { now, language }));
  return problems.length > 0 ? { problems } : { callBack: { phone: phone!, date, from, to } };
}

function hoursProblems(
  { date, from, to }: Omit<CallBack, 'phone'>,
  hours: readonly OpenHours[],
  { now, language }: { now: Date; language: LanguageCode },
): Problem[] {
  const today = warsawDay(now);
  const open = openOn(date, hours);
  if (date < today || date > addDays(today, MOST_DAYS_AHEAD) || open.length === 0)
    return [problem('INVALID_VALUE', 'callBack.date', language, 'problem.CALL_BACK_DATE')];
  const isSpan = CLOCK.test(from) && CLOCK.test(to) && from < to;
  if (!isSpan || !open.some((span) => from >= span.from && to <= span.to))
    return [problem('INVALID_VALUE', 'callBack.from', language, 'problem.CALL_BACK_HOURS')];
  if (`${date} ${to}` <= warsawClock(now).slice(0, 'YYYY-MM-DD HH:MM'.length))
    return [problem('INVALID_VALUE', 'callBack.from', language, 'problem.CALL_BACK_PAST')];
  return [];
}

/** A day on which a customer can be called back, and its hours. */
export interface CallBackDay {
  date: string;
  hours: OpenHours[];
}

/** The days that `readCallBack` accepts. Of today only the hours from the next half hour on are offered. */
export function callBackDays(hours: readonly OpenHours[], now: Date): CallBackDay[] {
  const today = warsawDay(now);
  const next = nextHalfHour(now);
  const left = ({ weekday, from, to }: OpenHours) =>
    to > next ? [{ weekday, from: from > next ? from : next, to }] : [];
  return Array.from({ length: MOST_DAYS_AHEAD + 1 }, (_, n) => addDays(today, n))
    .map((date) => ({ date, open: openOn(date, hours) }))
    .map(({ date, open }) => ({ date, hours: date === today ? open.flatMap(left) : open }))
    .filter((day) => day.hours.length > 0);
}

/** Hours of a day; none on public holidays. */
function openOn(date: string, hours: readonly OpenHours[]): OpenHours[] {
  return isPublicHoliday(date) ? [] : hours.filter(({ weekday }) => weekday === weekdayOf(date));
}

/** "10:12" as "10:30", by the clock in Poland. */
function nextHalfHour(now: Date): string {
  const [hour = 0, minute = 0] = warsawClock(now).slice('YYYY-MM-DD '.length).split(':').map(Number);
  return minute < 30 ? `${String(hour).padStart(2, '0')}:30` : `${String(hour + 1).padStart(2, '0')}:00`;
}
