import { clockHours } from '../calendar';
import { isPublicHoliday } from '../holidays';
import { memoize } from '../memoize';
import { tariffOn, groupOf } from './tariffs';
import table from './zones.json';
import { readZoneTable, type Span, type ZoneEntry } from './zones.schema';

/** A person edits `zones.json`; see docs/tariffs.md. A wrong table stops the start. */
const TABLE = readZoneTable(table);
const byNewest = (a: { validFrom: string }, b: { validFrom: string }) => (a.validFrom < b.validFrom ? 1 : -1);
const ENTRIES = TABLE.zones.toSorted(byNewest);
const CAPACITY = TABLE.capacityHours.toSorted(byNewest);

/** Whose zones: a tariff group as written, and the distributor as `distributors.json` names it. */
export interface ZonedTariff {
  tariff: string | null;
  distributor: string | null;
}

/** Zones of a tariff on a day as documents print them; empty for one zone, and where the hours are unknown. */
export function zoneNames(day: string, of: ZonedTariff): readonly string[] {
  return entryOn(day, of) ? (tariffOn(day, of.tariff)?.zones ?? []) : [];
}

/**
 * The zone of each hour of a day, as a position in `zoneNames`: 23 or 25 of them on the days the clocks change.
 * Null where `zoneNames` is empty.
 */
export function zonesOfDay(day: string, { tariff, distributor }: ZonedTariff): Uint8Array | null {
  return zones(`${day} ${tariff ?? ''}|${distributor ?? ''}`);
}

const zones = memoize((key): Uint8Array | null => {
  const [day, rest] = [key.slice(0, 10), key.slice(11)];
  const [tariff, distributor] = rest.split('|') as [string, string];
  const of = { tariff, distributor: distributor || null };
  const entry = entryOn(day, of);
  if (!entry) return null;
  const names = zoneNames(day, of);
  return Uint8Array.from(clockHours(day), (hour) =>
    names.indexOf(entry.spans.find((span) => isWithin(span, day, hour))!.zone),
  );
});

/** 1 for each hour of a day in which firms pay the capacity fee, else 0. */
export const capacityHoursOf = memoize((day): Uint8Array => {
  const span = CAPACITY.find(({ validFrom }) => validFrom <= day);
  return Uint8Array.from(clockHours(day), (hour) => (span && isWithin(span, day, hour) ? 1 : 0));
});

function entryOn(day: string, { tariff, distributor }: ZonedTariff): ZoneEntry | undefined {
  if (tariff === null) return undefined;
  const group = groupOf(tariff);
  const valid = ENTRIES.filter(
    (entry) => entry.validFrom <= day && entry.tariffs.some((one) => groupOf(one) === group),
  );
  return (
    valid.find((entry) => entry.distributor !== undefined && entry.distributor === distributor) ??
    valid.find((entry) => entry.distributor === undefined)
  );
}

function isWithin({ days, months, hours }: Span, day: string, hour: number): boolean {
  return (
    (!days || isOneOf(days, day)) &&
    (!months || isInMonths(months, Number(day.slice(5, 7)))) &&
    (!hours || hours.some((span) => isBetween(span, hour)))
  );
}

function isOneOf(days: NonNullable<Span['days']>, day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (days === 'sunday') return weekday === 0 || isPublicHoliday(day);
  const isFree = weekday === 0 || weekday === 6 || isPublicHoliday(day);
  return isFree === (days === 'free');
}

function isInMonths(span: string, month: number): boolean {
  const [first, last] = span.split('-').map(Number) as [number, number];
  return first <= last ? first <= month && month <= last : month >= first || month <= last;
}

function isBetween(span: string, hour: number): boolean {
  const [from, to] = span.split('-').map(Number) as [number, number];
  return from <= hour && hour < to;
}
