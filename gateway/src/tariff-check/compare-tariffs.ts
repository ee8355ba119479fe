import { zonesOfDay, type ZonedTariff } from '../tariffs/zones';
import { groupOf } from '../tariffs/tariffs';
import { tariffsFor, type PricedTariff, type TariffPrices } from '../tariffs/tariff-prices';
import { roundedParts, scaled } from '../usage-cost/exact-amount';
import { zonedUse, type Intervals, type ZonedUse } from '../usage-cost/zoned-use';
import type { DayRow } from '../usage/usage.rows';
import type { TariffCost } from './tariff-check.types';

/** All days together. */
const WHOLE: Intervals = { count: 1, at: () => 0 };

/** The point that is compared. */
export interface ComparedPoint extends ZonedTariff {
  tariff: string;
  contractedPowerW: number | null;
}

/**
 * Prices a year's days in each tariff.
 * @returns the present tariff first, then the cheapest first; null where the present one can not be priced
 */
export function compareTariffs(
  rows: readonly DayRow[],
  point: ComparedPoint,
  prices: TariffPrices,
): TariffCost[] | null {
  const costs = tariffsFor(prices, point).flatMap((tariff) => costIn(tariff, rows, point, prices) ?? []);
  const present = costs.find(({ current }) => current);
  if (!present) return null;
  const others = costs.filter((one) => one !== present).sort((a, b) => a.total - b.total);
  return [present, ...others].map((cost) => ({ ...cost, difference: cost.total - present.total }));
}

function costIn(
  priced: PricedTariff,
  rows: readonly DayRow[],
  point: ComparedPoint,
  prices: TariffPrices,
): TariffCost | null {
  const names = Object.keys(priced.energy);
  const zoned = { tariff: priced.tariff, distributor: point.distributor };
  // Without its hours a tariff of several zones has no price.
  if (names.length > 1 && rows.some(({ day }) => zonesOfDay(day, zoned) === null)) return null;
  const use = zonedUse(rows, zoned, WHOLE)[0];
  const fixed = fixedOf(priced, point, prices, use);
  if (!use || fixed === null) return null;
  const only = names.length === 1 ? names[0] : undefined;
  const sum = (of: Record<string, string>) =>
    [...use.wh].reduce((total, [zone, wh]) => total + amount(of[only ?? zone]!) * BigInt(wh), 0n);
  const all = BigInt([...use.wh.values()].reduce((total, wh) => total + wh, 0));
  const perKwh = amount(prices.quality) + amount(prices.renewable) + amount(prices.cogeneration);
  const capacity = isHousehold(priced) ? 0n : amount(prices.capacityPerKwh) * BigInt(use.capacityWh);
  const gross = 100n + BigInt(prices.vatPercent);
  const [energy, distribution, monthly] = roundedParts(
    [sum(priced.energy), sum(priced.network) + perKwh * all + capacity, fixed].map((net) => net * gross),
  ) as [number, number, number];
  return {
    tariff: priced.tariff,
    current: groupOf(priced.tariff) === groupOf(point.tariff),
    ...{ energy, distribution, fixed: monthly },
    total: energy + distribution + monthly,
    difference: 0,
  };
}

/** Charges of twelve months in 10^-13 zł net; null where the contracted power is needed and unknown. */
function fixedOf(
  priced: PricedTariff,
  { contractedPowerW }: ComparedPoint,
  { capacityByYearlyKwh }: TariffPrices,
  use: ZonedUse | undefined,
): bigint | null {
  const isByPower = 'perKwAndMonth' in priced.fixed;
  if (isByPower && contractedPowerW === null) return null;
  const network =
    'perKwAndMonth' in priced.fixed
      ? amount(priced.fixed.perKwAndMonth) * BigInt(contractedPowerW!)
      : amount(priced.fixed.perMonth) * 1000n;
  const kwh = [...(use?.wh.values() ?? [])].reduce((sum, wh) => sum + wh, 0) / 1000;
  const band = capacityByYearlyKwh.find(({ upTo }) => upTo === undefined || kwh <= upTo)!;
  const capacity = isHousehold(priced) ? amount(band.perMonth) : 0n;
  const others = amount(priced.subscription) + amount(priced.tradeFee) + capacity;
  return 12n * (network + others * 1000n);
}

const isHousehold = ({ tariff }: PricedTariff): boolean => groupOf(tariff).startsWith('G');

/** Złoty as 10^-10, checked when the file was read. */
const amount = (price: string): bigint => scaled(price)!;
