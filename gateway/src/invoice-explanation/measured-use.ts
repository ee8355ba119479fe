import { previousDay } from '../calendar';
import type { Invoice, InvoiceReadingRow } from '../invoices/invoice.entity';
import { isFedIn } from '../invoices/line-kinds';
import type { UsageInterval } from '../usage/usage.input';
import { MeasuredUseReason as Reason, type MeasuredUse } from './explanation';

/** What is compared: the document's side, and the days of each of its points. */
export interface Measurement {
  invoice: Pick<Invoice, 'periodFrom' | 'periodTo'>;
  billedWh: number;
  readings: readonly InvoiceReadingRow[];
  /** Days of the period, point by point. */
  days: readonly (readonly Pick<UsageInterval, 'kwh' | 'estimated' | 'complete'>[])[];
  /** Some point feeds energy in. */
  producer: boolean;
}

const ESTIMATED = /szac|prognoz/i;

/** A missing day explains no more than twice the highest measured one. */
const MOST_OF_A_MISSING_DAY = 2;

/** The comparison of hours and document; null where nothing was measured. */
export function measuredUse(measurement: Measurement): MeasuredUse | null {
  const days = measurement.days.flat();
  if (days.every(({ kwh }) => kwh === null)) return null;
  const wh = days.reduce((sum, { kwh }) => sum + Math.round((kwh ?? 0) * 1000), 0);
  const count = (is: (day: (typeof days)[number]) => boolean) => days.filter(is).length;
  return {
    kwh: wh / 1000,
    billedKwh: measurement.billedWh / 1000,
    missingDays: count(({ complete }) => !complete),
    estimatedDays: count(({ estimated }) => estimated),
    reasons: reasonsOf(measurement, measurement.billedWh - wh),
  };
}

/** @param more watt-hours that were billed beyond the measured ones; negative where less was billed */
function reasonsOf(measurement: Measurement, more: number): Reason[] {
  if (more === 0) return [];
  const readings = measurement.readings.filter(({ zone }) => !isFedIn(zone));
  if (isRounding(readings, more)) return [Reason.ROUNDING];
  const days = measurement.days.flat();
  const fitting: [Reason, boolean][] = [
    [Reason.POINTS_WITHOUT_HOURS, more > 0 && measurement.days.some(hasNoHours)],
    [Reason.DAYS_MISSING, more > 0 && couldFill(days, more)],
    [Reason.DAYS_ESTIMATED, days.some(({ estimated }) => estimated)],
    [Reason.BILLED_BY_ESTIMATE, readings.some(({ method }) => ESTIMATED.test(method))],
    [Reason.OTHER_READING_DAYS, areOtherDays(readings, measurement.invoice)],
    [Reason.BALANCING, more < 0 && measurement.producer],
  ];
  const reasons = fitting.filter(([, fits]) => fits).map(([reason]) => reason);
  return reasons.length > 0 ? reasons : [Reason.UNEXPLAINED];
}

/** Meters that show whole kWh are less than 1 kWh behind at either end. */
function isRounding(readings: readonly InvoiceReadingRow[], more: number): boolean {
  const whole = readings.every(({ previous, current }) => isWhole(previous) && isWhole(current));
  return whole && Math.abs(more) < 1000 * readings.length;
}

function isWhole(state: string): boolean {
  return /^[\d\s]+([.,]0*)?$/.test(state);
}

function hasNoHours(days: Measurement['days'][number]): boolean {
  return days.every(({ kwh }) => kwh === null);
}

function couldFill(days: Measurement['days'][number], more: number): boolean {
  const missing = days.filter(({ complete }) => !complete).length;
  const most = Math.max(0, ...days.map(({ kwh }) => kwh ?? 0));
  return more <= missing * most * 1000 * MOST_OF_A_MISSING_DAY;
}

/** Some sellers print the day before the period as the day of the earlier reading: its end is the period's start. */
function areOtherDays(
  readings: readonly InvoiceReadingRow[],
  { periodFrom, periodTo }: Measurement['invoice'],
): boolean {
  if (readings.length === 0 || !periodFrom || !periodTo) return false;
  const first = readings.map(({ from }) => from).sort()[0]!;
  const last = readings
    .map(({ to }) => to)
    .sort()
    .at(-1)!;
  return (first !== periodFrom && first !== previousDay(periodFrom)) || last !== periodTo;
}
