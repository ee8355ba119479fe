import { chargesOf, usedTotal, useOf, yearBefore, type Use } from './charges';
import { countMonths } from '../energy/days';
import type { Meter } from '../energy/meter';
import type { DemoLine, DemoPoint, DemoReading, PointBill } from '../model';
import { TARIFFS } from './tariffs';

/** Kilowatt-hours by which an estimate at the end of a period was too high, zone by zone. */
export type Estimate = readonly number[];

/** Computes the cost of a point in a period, from metered or estimated consumption. */
export function billOf(meter: Meter, from: string, to: string, estimate?: Estimate): PointBill {
  const { point } = meter;
  const useIn = (start: string, end: string): Use => {
    const use = useOf(meter, start, end);
    // What was estimated is the end of the period.
    if (!estimate || end !== to) return use;
    const zones = use.zones.map((kwh, zone) => kwh + (estimate[zone] ?? 0));
    const added = usedTotal({ ...use, zones }) - usedTotal(use);
    return { zones, capacityHours: use.capacityHours + Math.floor(added / 2) };
  };
  const [yearFrom, yearTo] = yearBefore(from, to);
  return {
    point,
    from,
    to,
    readings: readingsOf(meter, from, to, estimate),
    charges: chargesOf(point, from, to, useIn),
    usedKwh: usedTotal(useIn(from, to)),
    previousYearKwh: meter.covers(yearFrom) ? usedTotal(useOf(meter, yearFrom, yearTo)) : undefined,
  };
}

function readingsOf(meter: Meter, from: string, to: string, estimate?: Estimate): DemoReading[] {
  const { point } = meter;
  const reading = (zone: string, register: number | 'fed', more = 0): DemoReading => ({
    meterNumber: point.meterNumber,
    zone,
    from,
    to,
    previous: meter.stateBefore(register, from),
    current: meter.state(register, to) + more,
    method: estimate ? 'szacunkowy' : point.isHandRead ? 'fizyczny' : 'zdalny',
  });
  const zones = TARIFFS[point.tariff].zones.map((zone, n) => reading(zone, n, estimate?.[n]));
  return point.solarKwp ? [...zones, reading('energia oddana', 'fed')] : zones;
}

/**
 * Builds the lines of a document: one per charge for a single point. For several points each kind of charge
 * is one line.
 * Forty times nine lines would be unreadable, and the cost of each point stands in the attachment.
 */
export function linesOf(bills: readonly PointBill[]): DemoLine[] {
  const [only, ...others] = bills;
  if (!only) return [];
  if (others.length === 0)
    return only.charges.map(({ group, name, quantity, unit, price, net }) => ({
      name,
      quantity,
      unit,
      price,
      net,
      vatRate: '23',
      group,
    }));
  const sums = new Map<string, DemoLine>();
  for (const { point, charges } of bills)
    for (const { group, name, quantity, unit, net } of charges) {
      const title = /^(Energia|Opłata sieciowa)/.test(name) ? `${name}, ${point.tariff}` : name;
      const sum = sums.get(`${group} ${title} ${unit}`);
      if (!sum)
        sums.set(`${group} ${title} ${unit}`, { name: title, quantity, unit, net, vatRate: '23', group });
      else {
        sum.quantity = (sum.quantity ?? 0) + quantity;
        sum.net += net;
      }
    }
  return [...sums.values()].sort(
    (a, b) => Number(a.group === 'Dystrybucja') - Number(b.group === 'Dystrybucja'),
  );
}

/** What a period will probably cost: nothing is read, and use is thought to be that of an ordinary year. */
export function expectedBill(point: DemoPoint, from: string, to: string): PointBill {
  const zones = TARIFFS[point.tariff].zones.length;
  const use = (start: string, end: string): Use => {
    const kwh = Math.round((point.yearlyKwh / 12) * countMonths(start, end));
    const cheap = zones === 2 ? Math.round(kwh * 0.45) : 0;
    return { zones: zones === 2 ? [kwh - cheap, cheap] : [kwh], capacityHours: 0 };
  };
  return {
    point,
    from,
    to,
    readings: [],
    charges: chargesOf(point, from, to, use),
    usedKwh: usedTotal(use(from, to)),
  };
}
