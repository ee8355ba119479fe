import { countDays } from '../calendar';
import { ReadingSource } from './meter-reading.entity';
import type { KnownState, ZoneHistory } from './meter-history';

/** So many times the usual use is still nothing unusual: winters, guests. */
const TIMES_USUAL = 3;
/** Meters have at least so many digits, although documents leave out leading zeros. */
const FEWEST_DIGITS = 5;

/** Why a value is unusual. */
export type Doubt =
  /** Below the last reading before that day. */
  | { why: 'BELOW'; last: KnownState }
  /** Above a reading of a later day. */
  | { why: 'ABOVE'; last: KnownState }
  /** More used since the last reading than usual; `usual` and `used` in kilowatt-hours. */
  | { why: 'TOO_MUCH'; last: KnownState; used: number; usual: number };

/**
 * Whether a value is unusual, by what is known of the zone. A meter that starts again at zero is nothing unusual where
 * the use that follows from it is usual.
 * @param kwh what the meter shows
 * @returns null for a usual value, and where nothing is known
 */
export function doubtOf(
  kwh: number,
  takenOn: string,
  { states, dailyWh }: Pick<ZoneHistory, 'states' | 'dailyWh'>,
): Doubt | null {
  const last = states.findLast(({ day }) => day <= takenOn);
  if (last) {
    const days = Math.max(countDays(last.day, takenOn) - 1, 1);
    const usualWh = dailyWh === null ? null : dailyWh * days;
    // The customer reads whole kilowatt-hours, so parts of one say nothing.
    const most = usualWh === null ? null : Math.ceil((TIMES_USUAL * usualWh) / 1000);
    const used = usedSince(last, kwh, most);
    if (used < 0) return { why: 'BELOW', last };
    if (most !== null && used > most)
      return { why: 'TOO_MUCH', last, used, usual: Math.round(usualWh! / 1000) };
  }
  // A later estimate says nothing about what the meter showed before.
  const next = states.find(({ day, source }) => day > takenOn && source !== ReadingSource.ESTIMATED);
  return next && kwh > shown(next) ? { why: 'ABOVE', last: next } : null;
}

/** What the meter shows without decimals. */
export function shown({ wh }: KnownState): number {
  return Math.floor(wh / 1000);
}

/** Negative where the meter went back. */
function usedSince(last: KnownState, kwh: number, most: number | null): number {
  const used = kwh - shown(last);
  if (used >= 0 || most === null) return used;
  const rolledOver = used + 10 ** Math.max(last.digits, FEWEST_DIGITS);
  return rolledOver <= most ? rolledOver : used;
}
