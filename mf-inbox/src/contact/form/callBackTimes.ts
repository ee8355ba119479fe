// The days and times at which an adviser may call, out of the hours that the gateway offers.
import { language } from '@ebok/shell';
import type { CallBackHoursQuery } from '../generated/graphql';

type OfferedDay = CallBackHoursQuery['service']['support'][0]['callBackDays'][0];

const STEP_MINUTES = 30;

export interface CallBackDay {
  /** "2026-12-01" */
  day: string;
  /** Spans of times of the clock, in order: an adviser calls between two of the same span. */
  spans: string[][];
}

/** Days with two times at least. */
export function callBackDays(offered: readonly OfferedDay[]): CallBackDay[] {
  return offered
    .map(({ date, hours }) => ({
      day: date,
      spans: hours.map(({ from, to }) => steps(from, to)).filter(({ length }) => length > 1),
    }))
    .filter(({ spans }) => spans.length > 0);
}

/** The times until which an adviser may call who calls from one on; none where that is not offered. */
export function timesAfter(from: string, day: CallBackDay | undefined): string[] {
  const span = day?.spans.find((times) => times.includes(from)) ?? [];
  return span.slice(span.indexOf(from) + 1);
}

/** "wtorek, 1 grudnia" */
export function dayName(day: string): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const locale = language.current === 'en' ? 'en-GB' : language.current;
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${day}T00:00:00Z`));
}

/** "08:30" → "8:30" */
export function clockName(time: string): string {
  return time.replace(/^0/, '');
}

function steps(from: string, to: string): string[] {
  const [first, last] = [minutes(from), minutes(to)];
  const count = Math.floor((last - first) / STEP_MINUTES) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, n) => clock(first + n * STEP_MINUTES));
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function clock(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
