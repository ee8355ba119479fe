// What a kWh and a month cost by the lines of a settled document.
import { grouped } from '../database/grouped';
import type { InvoiceLine } from '../invoices/invoice.entity';
import {
  chargeKindOf,
  daysOfLine,
  dependsOnUse,
  isPerKwh,
  tariffOfLine,
  zoneOf,
} from '../invoices/line-kinds';
import { groupOf } from '../tariffs/tariffs';
import type { DateRange } from '../usage/date-range';
import { divided, scaled, vatPercent } from './exact-amount';
import { monthParts, WHOLE_MONTH } from './months-share';

/** Gross prices in units of `exact-amount.ts`. */
export interface Prices {
  /** For a Wh of a zone by its name; those of '' come on top, in any zone. */
  perWh: ReadonlyMap<string, bigint>;
  /** For a Wh in the hours of the capacity fee. */
  capacityPerWh: bigint;
  /** For a whole month, whatever is used. */
  perMonth: bigint;
}

/** What the prices are for. */
export interface PricedPoint {
  tariff: string | null;
  contractedPowerW: number | null;
}

type PricedLine = Omit<InvoiceLine, 'position'>;

const FIXED = ['TRADE_FEE', 'NETWORK_FIXED', 'CAPACITY', 'TRANSITIONAL', 'SUBSCRIPTION'];
const POWER = /^(zł\/)?kw\b(?!h)/i;

/**
 * Prices of a document's lines for one point.
 * @param lines those that hold on the day, see `linesOn`
 * @param period what the document settles
 * @param points how many points the lines are about
 * @returns null where no line tells the price of energy
 */
export function pricesOf(
  lines: readonly PricedLine[],
  period: DateRange,
  points: number,
  point: PricedPoint,
): Prices | null {
  const perWh = new Map<string, bigint>();
  let [capacityPerWh, perMonth, hasEnergy] = [0n, 0n, false];
  for (const line of merged(lines.filter((one) => isOf(one, point)))) {
    const kind = chargeKindOf(line);
    // Hours of active energy do not tell reactive energy.
    if (kind === 'REACTIVE') continue;
    if (dependsOnUse(line)) {
      const price = grossPerWh(line);
      if (price === null) continue;
      hasEnergy ||= kind === 'ENERGY';
      if (kind === 'CAPACITY') capacityPerWh += price;
      else {
        const zone = zoneOf(line.name) ?? '';
        perWh.set(zone, (perWh.get(zone) ?? 0n) + price);
      }
    } else if (FIXED.includes(kind)) perMonth += grossPerMonth(line, period, points, point);
  }
  return hasEnergy ? { perWh: byZone(perWh), capacityPerWh, perMonth } : null;
}

/** Prices of all hours are those of no zone. */
function byZone(perWh: Map<string, bigint>): Map<string, bigint> {
  const all = perWh.get('całodobowa');
  if (all === undefined) return perWh;
  perWh.delete('całodobowa');
  return perWh.set('', (perWh.get('') ?? 0n) + all);
}

function isOf(line: PricedLine, { tariff }: PricedPoint): boolean {
  const named = tariffOfLine(line);
  return named === null || tariff === null || groupOf(named) === groupOf(tariff);
}

/** Where prices changed within a document's period: the last days of each price, in order. */
export function lastDaysOfPrices(lines: readonly PricedLine[]): string[] {
  return [...new Set(lines.flatMap((line) => daysOfLine(line)?.to ?? []))].sort();
}

/** Lines that hold on a day, and those that name no days. */
export function linesOn<L extends PricedLine>(day: string, lines: readonly L[]): L[] {
  return lines.filter((line) => {
    const days = daysOfLine(line);
    return days === null || (days.from <= day && day <= days.to);
  });
}

/** Lines of the same name are one with the mean price: which of their prices is the later one is not said. */
function merged(lines: readonly PricedLine[]): PricedLine[] {
  const groups = grouped(lines, ({ name, unit, vatRate }) => `${name}|${unit}|${vatRate}`);
  return [...groups.values()].map((same) => {
    if (same.length === 1) return same[0]!;
    const quantities = same.map(({ quantity }) => scaled(quantity));
    const quantity = quantities.includes(null)
      ? null
      : quantities.reduce((sum, one) => sum! + one!, 0n)!.toString();
    const net = same.reduce((sum, line) => sum + line.net, 0);
    return { ...same[0]!, net, quantity: quantity && decimal(quantity), unitPrice: null };
  });
}

/** A number of 10^-10 as it is printed. */
function decimal(digits: string): string {
  const padded = digits.padStart(11, '0');
  return `${padded.slice(0, -10)}.${padded.slice(-10)}`;
}

/** A price for a kWh in 10^-10 zł, times percent, is one for a Wh in 10^-15 zł. */
function grossPerWh(line: PricedLine): bigint | null {
  const net = netPrice(line);
  if (net === null) return null;
  const perKwh = /mwh/i.test(line.unit ?? '') ? divided(net, 1000n) : net;
  return perKwh * (100n + vatPercent(line.vatRate));
}

function netPrice({ unitPrice, quantity, net, gross }: PricedLine): bigint | null {
  // Where the seller prices with VAT, the unit price has it too.
  const price = typeof gross === 'number' ? null : scaled(unitPrice);
  if (price !== null) return price;
  const count = scaled(quantity);
  // Grosze are 10^-2 zł, and the quantity is in 10^-10.
  return count ? divided(BigInt(net) * 10n ** 18n, count) : null;
}

function grossPerMonth(line: PricedLine, period: DateRange, points: number, point: PricedPoint): bigint {
  const gross = 100n + vatPercent(line.vatRate);
  const price = points > 1 && !isPerKwh(line) ? netPrice(line) : null;
  if (price !== null) {
    const isByPower = POWER.test((line.unit ?? '').trim()) && point.contractedPowerW !== null;
    return price * gross * (isByPower ? BigInt(point.contractedPowerW!) : 1000n);
  }
  const months = monthParts(daysOfLine(line) ?? period);
  return divided(BigInt(line.net) * gross * 10n ** 11n * WHOLE_MONTH, months * BigInt(points));
}
