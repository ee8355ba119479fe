import { countDays, previousDay } from '../calendar';
import { wattHours } from '../energy';
import type { InvoiceReadingRow } from '../invoices/invoice.entity';
import { ReadingSource } from './meter-reading.entity';

/** What a single-zone meter's zone is called, where no document names it. */
export const ALL_DAY = 'całodobowa';
const LONGEST_ZONE = 64;
/** How documents call a reading that nobody took. */
export const ESTIMATE = /szacun|prognoz|estim/i;

/** What the meter showed at the end of a day. */
export interface KnownState {
  day: string;
  wh: number;
  /** Digits before the decimal point, as printed: leading zeros are among them. */
  digits: number;
  source: ReadingSource;
}

/** What is known of one zone of a meter. */
export interface ZoneHistory {
  zone: string;
  /** One a day at most, oldest first. */
  states: readonly KnownState[];
  /** Usual use of a day by documents; null without any. */
  dailyWh: number | null;
}

/** A reading that a customer submitted. */
export interface OwnReading {
  takenOn: string;
  values: readonly { zone: string; kwh: number }[];
}

/** By which zones are compared: documents write "Dzienna" and "dzienna". */
export function zoneKey(zone: string): string {
  return zone.trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * The zones of a meter, each with what is known of it.
 * @param documents readings of this meter, oldest document first: the newest word on a day counts
 * @param own readings of this meter, oldest first; those newer than all documents count
 * @param ofTariff the zones of the meter where documents name none
 */
export function meterHistory(
  documents: readonly InvoiceReadingRow[],
  own: readonly OwnReading[],
  ofTariff: readonly string[],
): ZoneHistory[] {
  const newest = documents.reduce((day, { to }) => (to > day ? to : day), '');
  // Zones of a former tariff are on older readings of the same meter.
  const named = documents.filter(({ to }) => to === newest).map(({ zone }) => nameOf(zone));
  const zones = named.length > 0 ? named : ofTariff.length > 0 ? ofTariff : [ALL_DAY];
  const newer = own.filter(({ takenOn }) => takenOn > newest);
  return [...new Map(zones.map((zone) => [zoneKey(zone), zone]))].map(([key, zone]) => {
    const readings = documents.filter((reading) => zoneKey(nameOf(reading.zone)) === key);
    return {
      zone,
      states: oneADay([...statesOf(readings), ...ownStates(newer, key)]),
      dailyWh: dailyUse(readings),
    };
  });
}

/** A zone as it is shown. */
export function nameOf(zone: string): string {
  return zone.trim().slice(0, LONGEST_ZONE) || ALL_DAY;
}

/** A state at the end of a period counts more than the one with which another document begins the next period. */
function statesOf(readings: readonly InvoiceReadingRow[]): KnownState[] {
  const state = (day: string, printed: string, method: string): KnownState[] => {
    const wh = wattHours(printed);
    if (wh === undefined || wh < 0) return [];
    const digits = /^\d+/.exec(printed.replace(/\s/g, ''))![0].length;
    const source = ESTIMATE.test(method) ? ReadingSource.ESTIMATED : ReadingSource.READ;
    return [{ day, wh, digits, source }];
  };
  return [
    ...readings.flatMap(({ from, previous }) => state(previousDay(from), previous, '')),
    ...readings.flatMap(({ to, current, method }) => state(to, current, method)),
  ];
}

function ownStates(own: readonly OwnReading[], key: string): KnownState[] {
  return own.flatMap(({ takenOn, values }) =>
    values
      .filter(({ zone }) => zoneKey(zone) === key)
      .map(({ kwh }) => ({
        ...{ day: takenOn, wh: kwh * 1000, digits: String(kwh).length },
        source: ReadingSource.CUSTOMER,
      })),
  );
}

/** Of several states of a day the last one counts. */
function oneADay(states: readonly KnownState[]): KnownState[] {
  const days = new Map(states.map((state) => [state.day, state]));
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** A correction states a period again: it counts once. */
function dailyUse(readings: readonly InvoiceReadingRow[]): number | null {
  const periods = [...new Map(readings.map((one) => [`${one.from} ${one.to}`, one])).values()];
  const days = periods.reduce((sum, { from, to }) => sum + Math.max(countDays(from, to), 0), 0);
  const used = periods.reduce((sum, { usedWh }) => sum + usedWh, 0);
  return days > 0 && used >= 0 ? used / days : null;
}
