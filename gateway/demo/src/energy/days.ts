import { clockHours, nextDay, warsawMidnight } from '#src/calendar';
import { isPublicHoliday } from '#src/holidays';

/** A day as the meter and the tariff see it. */
export interface DemoDay {
  day: string;
  /** 1 to 12. */
  month: number;
  /** 0 on 1 January. */
  yearDay: number;
  /** What the clock shows at the start of each hour: on the days it changes two is missing, or there twice. */
  hours: readonly number[];
  /** True while clocks are an hour ahead. */
  summer: boolean;
  weekday: number;
  /** Saturday, Sunday or a holiday. */
  free: boolean;
}

/** Every day from one to another. */
export function daysBetween(from: string, to: string): DemoDay[] {
  const days: DemoDay[] = [];
  for (let day = from; day <= to; day = nextDay(day)) days.push(demoDay(day));
  return days;
}

function demoDay(day: string): DemoDay {
  const date = new Date(`${day}T12:00:00Z`);
  const weekday = date.getUTCDay();
  return {
    day,
    month: date.getUTCMonth() + 1,
    yearDay: Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000),
    hours: clockHours(day),
    summer: warsawMidnight(day).getUTCHours() === 22,
    weekday,
    free: weekday === 0 || weekday === 6 || isPublicHoliday(day),
  };
}

/** The first day of the month that is `months` after the one of `day`. */
export function monthAfter(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

/** How many calendar months two days span, both included; contracts begin and end with months. */
export function countMonths(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from) + 1;
}
