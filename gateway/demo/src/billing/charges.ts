import { nextDay, previousDay } from '#src/calendar';
import { countMonths } from '../energy/days';
import type { Meter } from '../energy/meter';
import { priceOf, worth } from './money';
import type { Charge, DemoPoint } from '../model';
import { EXCISE, RATES, type Rates } from './rates';
import { isHousehold, TARIFFS } from './tariffs';

/** What is charged for: whole kilowatt-hours by zone. */
export interface Use {
  zones: readonly number[];
  /** In the hours of the capacity fee. */
  capacityHours: number;
}

export const usedTotal = ({ zones }: Use): number => zones.reduce((sum, kwh) => sum + kwh, 0);

/** What the meter counted in a period, zone by zone. */
export function useOf(meter: Meter, from: string, to: string): Use {
  return {
    zones: TARIFFS[meter.point.tariff].zones.map((_, zone) => meter.used(zone, from, to)),
    capacityHours: meter.used('capacity', from, to),
  };
}

/** Parts of a period in each of which the same prices hold. */
export function partsOf(from: string, to: string): { from: string; to: string; rates: Rates }[] {
  return RATES.flatMap((rates, at) => {
    const next = RATES[at + 1]?.from;
    const start = from > rates.from ? from : rates.from;
    const end = next && next <= to ? previousDay(next) : to;
    return start <= end ? [{ from: start, to: end, rates }] : [];
  });
}

/** All charges of a period; where prices change within it, those of each part. */
export function chargesOf(
  point: DemoPoint,
  from: string,
  to: string,
  useIn: (from: string, to: string) => Use,
): Charge[] {
  const parts = partsOf(from, to);
  return parts.flatMap((part) => {
    const charges = chargesAt(point, part.rates, countMonths(part.from, part.to), useIn(part.from, part.to));
    if (parts.length === 1) return charges;
    const days = `${printed(part.from)}–${printed(part.to)}`;
    return charges.map((charge) => ({ ...charge, name: `${charge.name}, ${days}` }));
  });
}

const printed = (day: string): string => day.split('-').reverse().join('.');

/** The charges of some months at the same prices, without those that come to nothing. */
export function chargesAt(point: DemoPoint, rates: Rates, months: number, use: Use): Charge[] {
  const prices = rates.tariffs[point.tariff];
  const { zones } = TARIFFS[point.tariff];
  const zoneName = (zone: number) => (zones.length > 1 ? ` – strefa ${zones[zone]}` : '');
  const all = usedTotal(use);
  const sale = charged('Sprzedaż energii');
  const grid = charged('Dystrybucja');
  return [
    ...use.zones.map((kwh, zone) =>
      sale(`Energia czynna (z akcyzą)${zoneName(zone)}`, kwh, 'kWh', prices.energy[zone]! + EXCISE),
    ),
    sale('Opłata handlowa', months, 'mies.', prices.trade),
    ...use.zones.map((kwh, zone) =>
      grid(`Opłata sieciowa zmienna${zoneName(zone)}`, kwh, 'kWh', prices.network[zone]!),
    ),
    grid('Opłata jakościowa', all, 'kWh', rates.quality),
    grid('Opłata OZE', all, 'kWh', rates.renewable),
    grid('Opłata kogeneracyjna', all, 'kWh', rates.cogeneration),
    isHousehold(point.tariff)
      ? grid('Opłata mocowa', months, 'mies.', rates.capacity[bandOf(point)]!)
      : grid('Opłata mocowa', use.capacityHours, 'kWh', rates.capacityFirm),
    isHousehold(point.tariff)
      ? grid('Opłata sieciowa stała', months, 'mies.', prices.fixed[point.threePhase ? 1 : 0])
      : grid('Opłata sieciowa stała', months * point.powerKw, 'kW/mies.', prices.fixed[0]),
    grid('Opłata przejściowa', months, 'mies.', rates.transitional),
    grid('Opłata abonamentowa', months, 'mies.', prices.subscription),
  ].filter(({ quantity, price }) => quantity !== 0 && price !== 0);
}

function charged(group: Charge['group']) {
  return (name: string, quantity: number, unit: string, zloty: number): Charge => {
    const price = priceOf(zloty);
    return { group, name, quantity, unit, price, net: worth(quantity, price) };
  };
}

/** Bands of the capacity fee, by yearly use. */
function bandOf({ yearlyKwh }: DemoPoint): number {
  return [500, 1200, 2800].filter((limit) => yearlyKwh > limit).length;
}

/** Days of the same period a year earlier; a period of whole months stays one. */
export function yearBefore(from: string, to: string): [from: string, to: string] {
  const earlier = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return [earlier(from), previousDay(earlier(nextDay(to)))];
}
