// What the chart says of a column, in words.
import { isGap, isOutside, isPartial, type Bar, type Measured } from '../bars';
import { amount, money, type Energy } from '../labels';
import type { View } from '../periods';
import { t } from '../texts';

/** "15 marca 2026: 12,3 kWh, rok wcześniej 11,0 kWh, koszt 9,80 zł (szacunek)" */
export function answerOf(bar: Bar, view: View, energy: Energy, zoneNames: readonly string[]): string {
  return `${bar.long}: ${valuesOf(bar, view, energy, zoneNames).join(', ')}`;
}

function valuesOf(bar: Bar, view: View, energy: Energy, zoneNames: readonly string[]): string[] {
  const { fed, cost, expectedKwh } = bar;
  const taken = valueOf(bar, bar, view);
  const parts = energy === 'both' ? [t('answer.taken', { value: taken })] : [taken];
  bar.zones.forEach((kwh, n) => {
    if (kwh !== null) parts.push(t('answer.zone', { name: zoneNames[n] ?? '', value: amount(view, kwh) }));
  });
  if (bar.previousKwh !== null) parts.push(t('answer.before', { value: amount(view, bar.previousKwh) }));
  if (fed) {
    parts.push(t('answer.fed', { value: valueOf(bar, fed, view) }));
    if (fed.previousKwh !== null) parts.push(t('answer.before', { value: amount(view, fed.previousKwh) }));
  }
  if (cost) parts.push(costOf(cost.variable + cost.fixed, cost.billed));
  if (expectedKwh !== null)
    parts.push(t('answer.expected', { value: amount(view, (bar.kwh ?? 0) + expectedKwh) }));
  return parts;
}

/** A cost, and whether a document states it. */
const costOf = (cost: number, billed: boolean) =>
  t(billed ? 'answer.billed' : 'answer.cost', { cost: money(cost) });

/** A value with what limits it, as in the table. */
function valueOf(bar: Bar, measured: Measured, view: View): string {
  const marks = [
    measured.kwh !== null && measured.estimated && t('usage.estimated'),
    isPartial(measured, bar.isToCome) && t('usage.partial'),
  ].filter(Boolean);
  const value = amountOf(bar, measured, view);
  return marks.length > 0 ? `${value} (${marks.join(', ')})` : value;
}

/** A value, or why there is none. */
export function amountOf(bar: Bar, measured: Measured, view: View): string {
  if (measured.kwh !== null) return amount(view, measured.kwh);
  if (isGap(bar, measured)) return t('usage.gap');
  return t(isOutside(measured) ? 'usage.outside' : 'usage.toCome');
}
