import { isCalendarDay } from '../../calendar';

/** A day as printed, 2026-02-28, 28.02.2026 or "28.02.2026 r."; undefined for anything else. */
export function dayOf(printed: string | undefined): string | undefined {
  const polish = /^(\d\d)[./-](\d\d)[./-](\d{4})(?: ?r\.?)?$/.exec(printed ?? '');
  const day = polish ? `${polish[3]}-${polish[2]}-${polish[1]}` : (printed ?? '');
  return isCalendarDay(day) ? day : undefined;
}
