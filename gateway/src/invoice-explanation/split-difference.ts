import { ChargePart } from './explanation';
import { sumOf, type ChargeShare } from './charge-shares';

/** What was billed for a period. */
export interface BilledPeriod {
  days: number;
  shares: readonly ChargeShare[];
}

/** Why two periods cost differently; grosze that add up to the difference. */
export interface SplitDifference {
  byDays: number;
  byUse: number;
  byPrice: number;
}

/** What depends on use or days: advances, deposit and interest do not tell what a period costs. */
export function costsOf(shares: readonly ChargeShare[]): ChargeShare[] {
  return shares.filter(({ part }) => part !== ChargePart.OTHER);
}

/**
 * Splits the difference of costs in a fixed order: days at the old use a day and prices, then use at the old prices,
 * then prices. Each zone has its own use and price, so a move of use to another zone counts as use.
 * Without use in the earlier period there is no old price: all that use costs now is by use.
 */
export function splitDifference(now: BilledPeriod, before: BilledPeriod): SplitDifference {
  const [costs, earlier] = [costsOf(now.shares), costsOf(before.shares)];
  const longer = now.days / before.days;
  const byDays = Math.round(sumOf(earlier) * (longer - 1)) + 0;
  const byUse = Math.round(usePart(costs, earlier, longer)) + 0;
  return { byDays, byUse, byPrice: sumOf(costs) - sumOf(earlier) - byDays - byUse };
}

/** @param longer by what factor use would have grown with the days alone */
function usePart(costs: readonly ChargeShare[], earlier: readonly ChargeShare[], longer: number): number {
  const [now, before] = [useByZone(costs), useByZone(earlier)];
  const variable = earlier.filter(dependsOnUse);
  if (total(before) === 0) return total(now) === 0 ? 0 : sumOf(costs.filter(dependsOnUse));
  const ratio = total(now) / total(before);
  const sameZones = now.size === before.size && [...before].every(([zone, wh]) => wh > 0 && now.has(zone));
  const ratioOf = (zone: string | null) =>
    sameZones && before.has(zone) ? now.get(zone)! / before.get(zone)! : ratio;
  return variable.reduce((sum, { zone, gross }) => sum + gross * (ratioOf(zone) - longer), 0);
}

function dependsOnUse({ part }: ChargeShare): boolean {
  return part !== ChargePart.FIXED;
}

/** Energy by zone, as lines for energy count it; where none does, as those of the grid. */
function useByZone(shares: readonly ChargeShare[]): Map<string | null, number> {
  const counts = (kind: string) => shares.filter((share) => share.kind === kind && share.wh !== 0);
  const energy = counts('ENERGY');
  const use = new Map<string | null, number>();
  for (const { zone, wh } of energy.length > 0 ? energy : counts('NETWORK_VARIABLE'))
    use.set(zone, (use.get(zone) ?? 0) + wh);
  return use;
}

function total(use: ReadonlyMap<string | null, number>): number {
  return [...use.values()].reduce((sum, wh) => sum + wh, 0);
}
