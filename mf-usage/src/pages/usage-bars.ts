// The columns of the chart and the rows of the table, from the gateway's answer.
import type { Bar, Cost } from '../bars';
import { dayOf, lastDayOf, today } from '../days';
import { longName, shortName, type Energy } from '../labels';
import type { FiguresFragment, PricedFragment } from '../operations/generated/graphql';
import { drillDown, type Period, type View } from '../periods';

/** Usage in the direction that is shown first, with that fed in beside it where both are shown. */
export interface Answer {
  usage: FiguresFragment & PricedFragment;
  fed?: FiguresFragment;
}

/** What a month comes to. */
interface Forecast {
  month: string;
  expectedKwh: number;
}

export function barsOf(
  { usage, fed }: Answer,
  view: View,
  addressWith: (period: Period) => string,
  forecast: Forecast | null,
): Bar[] {
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
      zones: usage.zones.map(({ kwh }) => kwh[n] ?? null),
      cost: costOf(usage.cost, n),
      expectedKwh: view === 'year' ? stillExpected(forecast, day, measured.kwh) : null,
    };
  });
}

/** What an interval cost; null where nothing is known of it. */
function costOf(cost: PricedFragment['cost'], n: number): Cost | null {
  const variable = cost?.variable[n];
  if (!cost || variable == null) return null;
  return { variable: Number(variable), fixed: Number(cost.fixed[n]), billed: cost.billed[n] ?? false };
}

/** The totals of the period, of each direction that is shown. */
export function figuresOf({ usage, fed }: Answer, energy: Energy, bars: readonly Bar[]) {
  const of = ({ totalKwh, previousTotalKwh, changePercent }: FiguresFragment, isMeasured: boolean) => ({
    total: isMeasured ? totalKwh : null,
    previous: previousTotalKwh,
    change: changePercent,
  });
  const first = {
    energy: energy === 'both' ? ('taken' as const) : energy,
    ...of(
      usage,
      bars.some(({ kwh }) => kwh !== null),
    ),
  };
  if (!fed) return [first];
  const isFedMeasured = bars.some((bar) => bar.fed !== null && bar.fed.kwh !== null);
  return [first, { energy: 'fed' as const, ...of(fed, isFedMeasured) }];
}

/** What the month of a forecast is to add to what is measured of it. */
function stillExpected(forecast: Forecast | null, day: string, kwh: number | null): number | null {
  if (!forecast || forecast.month !== day.slice(0, 7)) return null;
  return Math.max(0, forecast.expectedKwh - (kwh ?? 0));
}
