// Use between readings, for meters that are not read by the hour: what documents print, a period each.
import { countDays } from '../calendar';
import { grouped } from '../database/grouped';
import type { InvoiceReadingRow } from '../invoices/invoice.entity';
import { ALL_DAY, ESTIMATE, nameOf, zoneKey } from './meter-history';
import { isOtherQuantity } from './other-quantity';

/** The readings of one point on a document. */
export interface ReadDocument {
  invoiceId: string;
  /** Null where billing does not know it. */
  meterNumber: string | null;
  /** True where the document is about this point alone: all its meters are the point's. */
  isOnlyPoint: boolean;
  readings: readonly InvoiceReadingRow[];
}

/** Energy drawn in one period, in watt-hours. */
export interface PeriodUse {
  invoiceId: string;
  from: string;
  to: string;
  estimated: boolean;
  /** In the order of the document. */
  zones: { name: string; wh: number }[];
}

/**
 * The periods between readings, newest first.
 * @param documents oldest first: a period that a later one states again is replaced
 */
export function readingPeriods(documents: readonly ReadDocument[]): PeriodUse[] {
  let periods: PeriodUse[] = [];
  for (const document of documents) {
    const stated = periodsOf(document);
    periods = [...periods.filter((old) => !stated.some((one) => restates(one, old))), ...stated];
  }
  return periods.sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
}

/** Documents may print the day of a reading in both periods, so one common day is no overlap. */
function restates(one: PeriodUse, old: PeriodUse): boolean {
  if (one.from === old.from && one.to === old.to) return true;
  const from = one.from > old.from ? one.from : old.from;
  const to = one.to < old.to ? one.to : old.to;
  return from < to;
}

function periodsOf(document: ReadDocument): PeriodUse[] {
  const drawn = document.readings.filter(({ zone, from, to }) => from <= to && !isOtherQuantity(zone));
  const periods = [...grouped(drawn, ({ from, to }) => `${from} ${to}`).values()].flatMap((rows) => {
    const own = rowsOfPoint(rows, document);
    if (own.length === 0) return [];
    const zones = zonesOf(own);
    // A difference is no use of a period.
    if (zones.some(({ wh }) => wh < 0)) return [];
    const estimated = own.some(({ method }) => ESTIMATE.test(method));
    return [{ invoiceId: document.invoiceId, from: own[0]!.from, to: own[0]!.to, estimated, zones }];
  });
  return periods.filter((period) => !isSum(period, periods));
}

function rowsOfPoint(
  rows: readonly InvoiceReadingRow[],
  { meterNumber, isOnlyPoint }: ReadDocument,
): readonly InvoiceReadingRow[] {
  const ofMeter = rows.filter((row) => row.meterNumber.trim() === meterNumber?.trim());
  return ofMeter.length > 0 || !isOnlyPoint ? ofMeter : rows;
}

/** Zones of a period; of a zone stated twice for one meter the last word counts. A sum beside its zones is left out. */
function zonesOf(rows: readonly InvoiceReadingRow[]): PeriodUse['zones'] {
  const last = new Map(rows.map((row) => [`${row.meterNumber.trim()} ${zoneKey(nameOf(row.zone))}`, row]));
  const zones = [...grouped([...last.values()], ({ zone }) => zoneKey(nameOf(zone))).values()].map(
    (same) => ({
      name: nameOf(same[0]!.zone),
      wh: same.reduce((sum, { usedWh }) => sum + usedWh, 0),
    }),
  );
  return zones.length > 1 ? zones.filter(({ name }) => zoneKey(name) !== ALL_DAY) : zones;
}

/** Whether a document's other periods make up this one: where a meter was replaced, some print both parts and the whole. */
function isSum(whole: PeriodUse, periods: readonly PeriodUse[]): boolean {
  const parts = periods.filter((one) => one !== whole && one.from >= whole.from && one.to <= whole.to);
  const days = parts.reduce((sum, { from, to }) => sum + countDays(from, to), 0);
  return parts.length > 1 && days >= countDays(whole.from, whole.to);
}
