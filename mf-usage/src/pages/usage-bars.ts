// The columns of the chart and the rows of the table, from the gateway's answer.
import type { Bar } from '../bars';
import { dayOf, lastDayOf, today } from '../days';
import { longName, shortName } from '../labels';
import type { FiguresFragment } from '../operations/generated/graphql';
import { drillDown, type Period, type View } from '../periods';

/** Usage in the direction that is shown first, with that fed in beside it where both are shown. */
export interface Answer {
  usage: FiguresFragment;
  fed?: FiguresFragment;
}

export function barsOf({ usage, fed }: Answer, view: View, addressWith: (period: Period) => string): Bar[] {
  return usage.intervals.map(({ start, ...measured }, n) => {
    const day = dayOf(start);
    const opened = drillDown(view, day, usage.finest === 'QUARTER_HOUR');
    return {
      ...measured,
      key: start,
      isToCome: (view === 'year' ? lastDayOf(day.slice(0, 7)) : day) >= today(),
      short: shortName(view, day, start),
      long: longName(view, day, start),
      href: opened && addressWith(opened),
      fed: fed?.intervals[n] ?? null,
      zones: [],
      cost: null,
      expectedKwh: null,
    };
  });
}
