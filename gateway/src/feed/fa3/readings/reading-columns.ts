// Sellers choose their own table titles. A column is identified by its whole title, never by its first word
// alone.
import { FED_IN, isOtherQuantity } from '../../../meter-readings/other-quantity';

/** Where a table of readings has what; -1 where it has none. */
export interface ReadingColumns {
  previous: number;
  current: number;
  used: number;
  /** The unit that the title of `used` states; kWh where nothing states any. */
  usedUnit: string;
  unit: number;
  from: number;
  to: number;
  zone: number;
  /** Whether the title of `zone` is that of a column with zones. */
  isZoneNamed: boolean;
  meter: number;
  method: number;
}

const BEFORE = /poprz|począt|pop\./i;
const NOW = /bież|końc|koniec|obecn|aktualn|now[ey](?!\p{L})/iu;
const STATE = /wskazani|odczyt|(?<!\p{L})stan(?!\p{L}*dard)/iu;
const DATE = /(?<!\p{L})dat[ay](?!\p{L})/iu;
const METHOD = /(sposób|rodzaj|metoda|typ|status) (odczytu|wskazania)|^odczyt$/i;
const METER = /^licznik$|(nr|numer)\.? (fabryczny )?licznika/i;
const ZONE = /(?<!\p{L})stref[ay](?!\p{L})/iu;
const UNIT = /^(j\.? ?m\.?|jednostka( miary)?)$/i;
/** Use: with multiplier and losses, then without. */
const USED = [/razem/i, /zużycie|zużyta|pobran|pobór/i, /ilość/i, /różnica/i];
/** Words of columns that count something else, or the same of another time. */
const NOT_USED =
  /zł|pln|netto|brutto|vat|cen[ay]|wartość|opłat|koszt|należność|stref[ay]?\b|\bdni|dób|m-cy|miesi|średni|prognoz|rok|okres\S* (poprzedn|ubiegł)|(poprzedn|ubiegł|analogiczn)\S* okres|ilość strat|%/i;

/** Whether no column below this title counts energy drawn; below "pobrana i oddana" each row decides. */
export function isTitleOfOther(title: string): boolean {
  return isOtherQuantity(/pobran|pobór/i.test(title) ? title.replace(FED_IN, '') : title);
}

/**
 * The columns of a table of readings: both meter states and the consumption between them. Undefined for other
 * tables.
 */
export function columnsOf(header: readonly string[]): ReadingColumns | undefined {
  const find = (fits: (title: string) => boolean) => header.findIndex(fits);
  const isState = (title: string) =>
    STATE.test(title) && !DATE.test(title) && !METHOD.test(title) && !isOtherQuantity(title) && !isUse(title);
  const previous = find((title) => isState(title) && BEFORE.test(title) && !NOW.test(title));
  const current = find((title) => isState(title) && NOW.test(title) && !BEFORE.test(title));
  const used = usedColumn(header);
  if (previous < 0 || current < 0 || used < 0) return undefined;

  const meter = find((title) => METER.test(title));
  const method = find((title) => METHOD.test(title));
  const unit = find((title) => UNIT.test(title));
  const { from, to } = periodColumns(header);
  const named = find((title) => ZONE.test(title) && !/ilość|liczba/i.test(title));
  const others = [previous, current, used, meter, method, unit, from, to];
  const zone = named >= 0 ? named : header.findIndex((_, index) => !others.includes(index));
  const usedUnit = energyUnit(header[used] ?? '') ?? 'kWh';
  return { previous, current, used, usedUnit, unit, from, to, zone, isZoneNamed: named >= 0, meter, method };
}

/** The zone of a row; rows of fees are named after the fee. */
export function zoneOf(cell: string, isZoneNamed: boolean): string {
  if (/opłat|składnik|stawk|akcyz/i.test(cell) || cell === '-') return '';
  if (isZoneNamed) return cell;
  return /dob|dzie[nń]|noc|szczyt|stref|pozostał|weekend|^(I{1,3}|T ?\d)$/i.test(cell) ? cell : '';
}

/** One that states kWh before one that states nothing. */
function usedColumn(header: readonly string[]): number {
  const stating = USED.map((words) =>
    header.findIndex((title) => words.test(title) && isUse(title) && energyUnit(title)),
  );
  const silent = USED.map((words) => header.findIndex((title) => words.test(title) && isUse(title)));
  return [...stating, ...silent].find((index) => index >= 0) ?? -1;
}

function isUse(title: string): boolean {
  return USED.some((words) => words.test(title)) && !NOT_USED.test(title) && !isOtherQuantity(title);
}

function energyUnit(title: string): string | undefined {
  return /(?<!\p{L})[kM]Wh(?!\p{L})/iu.exec(title)?.[0];
}

/** A lone date is the day of the later reading. */
function periodColumns(header: readonly string[]): { from: number; to: number } {
  const isDay = (title: string) => DATE.test(title) || /^(za )?(okres )?(od|do)( dnia)?$/i.test(title);
  const from = header.findIndex(
    (title) => isDay(title) && (/(?<!\p{L})od(?!\p{L})/iu.test(title) || BEFORE.test(title)),
  );
  const to = header.findIndex(
    (title, n) => n !== from && isDay(title) && (/(?<!\p{L})do(?!\p{L})/iu.test(title) || NOW.test(title)),
  );
  if (to >= 0) return { from, to };
  return { from, to: header.findIndex((title, n) => n !== from && isDay(title)) };
}
