import { wattHours } from '../../../energy';
import type { InvoiceDetail, InvoiceReadingRow } from '../../../invoices/invoice.entity';
import { dayOf } from '../days';
import { isOtherQuantity } from '../../../meter-readings/other-quantity';
import { columnsOf, isTitleOfOther, zoneOf, type ReadingColumns } from './reading-columns';

export interface Period {
  from?: string;
  to?: string;
}

/**
 * The readings of a table: rows with a previous state, a current state and active energy drawn in kWh.
 * A row with one filled cell is a title: it names the meter, or what the rows below count.
 * Ambiguous rows are left out here; the details contain the table anyway.
 */
export function readingsOf(table: InvoiceDetail, period: Period, knownMeter = ''): InvoiceReadingRow[] {
  const columns = columnsOf(table.header);
  if (!columns || isTitleOfOther(table.title)) return [];
  let meter = knownMeter;
  let counted = true;
  const readings: InvoiceReadingRow[] = [];
  for (const cells of table.rows) {
    const filled = cells.filter((cell) => cell !== '' && cell !== '-');
    if (filled.length === 1) {
      const title = filled[0] ?? '';
      meter = meterIn(title) ?? meter;
      // A title that only names the next meter keeps the meaning of the title above.
      if (isTitleOfOther(title)) counted = false;
      else if (/energi|pobran|pobór|czynn/i.test(title)) counted = true;
      continue;
    }
    const reading = counted ? readingOf(cells, columns, period, meter) : undefined;
    if (reading) readings.push(reading);
  }
  return readings;
}

/** Each meter's state once, although tables and fee rows repeat it. */
export function distinctReadings(readings: readonly InvoiceReadingRow[]): InvoiceReadingRow[] {
  const seen = new Set<string>();
  return readings.filter((reading) => {
    if (wanted(reading).some((key) => seen.has(key))) return false;
    for (const key of given(reading)) seen.add(key);
    return true;
  });
}

/** Keys under which a reading may occur again: its meter and zone, or its states where one of these is missing. */
function given(reading: InvoiceReadingRow): string[] {
  const { meterNumber: meter, zone } = reading;
  const byStates = [meter, ANY].flatMap((one) =>
    [zone, ANY].map((other) => keyOf(reading, one, other, true)),
  );
  return meter && zone ? [...byStates, keyOf(reading, meter, zone, false)] : byStates;
}

/** Keys that may mean this reading: one without a meter matches any meter, and the reverse. */
function wanted(reading: InvoiceReadingRow): string[] {
  const { meterNumber: meter, zone } = reading;
  const fitting = (value: string) => (value ? [value, ''] : [ANY]);
  const byStates = fitting(meter).flatMap((one) =>
    fitting(zone).map((other) => keyOf(reading, one, other, true)),
  );
  return meter && zone ? [...byStates, keyOf(reading, meter, zone, false)] : byStates;
}

const ANY = '*';

function keyOf(reading: InvoiceReadingRow, meter: string, zone: string, withStates: boolean): string {
  const states = withStates ? [wattHours(reading.previous), wattHours(reading.current)] : [];
  return JSON.stringify([reading.from, reading.to, meter, zone, ...states]);
}

function readingOf(
  cells: string[],
  at: ReadingColumns,
  period: Period,
  meter: string,
): InvoiceReadingRow | undefined {
  const cell = (index: number) => (index < 0 ? '' : (cells[index] ?? ''));
  const numbers = new Set([at.previous, at.current, at.used, at.from, at.to]);
  if (cells.some((text, index) => !numbers.has(index) && isOtherQuantity(text))) return undefined;
  const unit = cell(at.unit) || at.usedUnit;
  if (!/^[kM]Wh$/i.test(unit)) return undefined;
  const usedWh = wattHours(cell(at.used), unit);
  const [previous, current] = [cell(at.previous), cell(at.current)];
  const from = dayOf(cell(at.from)) ?? period.from;
  const to = dayOf(cell(at.to)) ?? period.to;
  if (usedWh === undefined || !isState(previous) || !isState(current) || !from || !to || from > to)
    return undefined;
  return {
    meterNumber: cell(at.meter) || meter,
    zone: zoneOf(cell(at.zone), at.isZoneNamed),
    from,
    to,
    previous,
    current,
    usedWh,
    method: cell(at.method),
  };
}

/** A number, perhaps with the unit of energy behind it. */
function isState(text: string): boolean {
  return wattHours(text) !== undefined;
}

function meterIn(title: string): string | undefined {
  const number =
    /(?:^|[^\p{L}])(?:nr|numer)\.?:?\s*(\S+)/iu.exec(title) ?? /licznik\S*\s*:?\s*(\S*\d\S*)/i.exec(title);
  return number?.[1]?.replace(/[,;.]$/, '');
}
