import type { InvoiceDetail, InvoiceReadingRow } from '../../invoices/invoice.entity';
import { wattHours } from './amounts';
import { dayOf } from './days';

export interface Period {
  from?: string;
  to?: string;
}

/** A table of readings is known by its columns: a state before and a state now. */
const CURRENT = /(wskazanie|stan|odczyt).*(bieżąc|końcow)|(bieżące|końcowe) wskazanie/i;
const PREVIOUS = /(wskazanie|stan|odczyt).*(poprzedni|początkow)|(poprzednie|początkowe) wskazanie/i;
/** With multiplier and losses, then without. */
const USED = [/^razem/i, /^zużycie/i, /^ilość/i];
const DATE = /^data/i;
const ZONE = /strefa/i;
const METHOD = /^(sposób|rodzaj|metoda|typ) (odczytu|wskazania)|^odczyt$/i;
const METER = /^(nr|numer)\.? licznika/i;
/** Rows under such a title count something else than energy used: reactive energy, power, what a prosumer fed in. */
const OTHER_QUANTITY = /\b(biern|moc[ya]?\b|kvarh|oddan|wprowadzon)/i;

/**
 * The readings of a table, zone by zone. A row with one filled cell is a title: it names the meter, after "nr".
 * What can't be read for certain is left out here; the table itself stands among the details anyway.
 */
export function readingsOf(table: InvoiceDetail, period: Period, knownMeter = ''): InvoiceReadingRow[] {
  const column = (words: RegExp) => table.header.findIndex((title) => words.test(title));
  const current = column(CURRENT);
  const previous = column(PREVIOUS);
  const used = USED.map(column).find((index) => index >= 0) ?? -1;
  if (current < 0 || previous < 0 || used < 0 || OTHER_QUANTITY.test(table.title)) return [];
  const at = {
    date: column(DATE),
    zone: Math.max(column(ZONE), 0),
    method: column(METHOD),
    meter: column(METER),
  };
  const unit = /mwh/i.test(table.header[used] ?? '') ? 'MWh' : 'kWh';

  let meter = knownMeter;
  let counted = true;
  const readings: InvoiceReadingRow[] = [];
  for (const cells of table.rows) {
    const filled = cells.filter((cell) => cell !== '' && cell !== '-');
    if (filled.length === 1) {
      meter = /\bnr\.?:?\s*(\S+)/i.exec(filled[0] ?? '')?.[1] ?? meter;
      counted = !OTHER_QUANTITY.test(filled[0] ?? '');
      continue;
    }
    const to = dayOf(cells[at.date]) ?? period.to;
    const usedWh = wattHours(cells[used] ?? '', unit);
    const states = [cells[previous] ?? '', cells[current] ?? ''];
    if (!counted || !period.from || !to || usedWh === undefined || !states.every((state) => /\d/.test(state)))
      continue;
    readings.push({
      meterNumber: (at.meter >= 0 && cells[at.meter]) || meter,
      zone: cells[at.zone] ?? '',
      from: period.from,
      to,
      previous: cells[previous] ?? '',
      current: cells[current] ?? '',
      usedWh,
      method: cells[at.method] ?? '',
    });
  }
  return readings;
}
