// What a document of a prosumer states about energy and deposit. Nothing is worked out: what it does not say is null.
import { wattHours } from '../energy';
import type { InvoiceDetail, InvoiceLine, InvoiceReadingRow } from '../invoices/invoice.entity';
import { chargeKindOf, isFedIn } from '../invoices/line-kinds';
import { parseMoney } from '../money';

/** Watt-hours and grosze; null where the document says nothing. */
export interface ProsumerFacts {
  takenWh: number | null;
  fedWh: number | null;
  balancedWh: number | null;
  depositUsed: number | null;
  depositLeft: number | null;
}

export interface StatingDocument {
  lines: readonly InvoiceLine[];
  readings: readonly InvoiceReadingRow[];
  details: readonly InvoiceDetail[];
}

const BALANCED = /zbilans|bilansow/i;
const DEPOSIT = /depozyt/i;
const AMOUNT = String.raw`(-?\d[\d\s]*,\d\d|-?\d+\.\d\d)(?!\d)`;
/** An amount belongs to the word before it, with no other amount between them. */
const USED = new RegExp(
  String.raw`(?:pokrył|wykorzyst|rozlicz|odlicz|użyt|pobran)[^\d-]{0,60}${AMOUNT}`,
  'i',
);
const LEFT = new RegExp(
  String.raw`(?:pozosta|do wykorzystania|(?<!\p{L})(?:saldo|stan(?!d)))[^\d-]{0,60}${AMOUNT}`,
  'iu',
);
/** The state of a time before the document's. */
const EARLIER = /począt|poprzedn|ubiegł/i;

/** What a document states of a prosumer's month. */
export function prosumerFacts({ lines, readings, details }: StatingDocument): ProsumerFacts {
  const read = (fits: (zone: string) => boolean) =>
    sumOf(readings.filter(({ zone }) => fits(zone)).map(({ usedWh }) => usedWh));
  const facts = details.filter(({ header }) => header.length === 0).flatMap(({ rows }) => rows);
  const deposit = [
    ...lines.filter((line) => chargeKindOf(line) === 'DEPOSIT').map(({ name }) => name),
    ...facts.map((row) => row.join(': ')).filter((row) => DEPOSIT.test(row)),
  ].filter((said) => !EARLIER.test(said));
  return {
    takenWh: read((zone) => !isFedIn(zone) && !BALANCED.test(zone)),
    fedWh: read((zone) => isFedIn(zone) && !BALANCED.test(zone)) ?? fedOfTables(details),
    balancedWh: read((zone) => BALANCED.test(zone) && !isFedIn(zone)) ?? balancedOf(facts),
    depositUsed: amountIn(deposit, USED),
    depositLeft: amountIn(deposit, LEFT),
  };
}

function sumOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

function balancedOf(facts: readonly string[][]): number | null {
  const stated = facts.filter(([name = '']) => BALANCED.test(name) && !isFedIn(name));
  return sumOf(stated.flatMap(([, value = '']) => energyIn(value)));
}

/** Attachments list energy fed in below a title, or in rows that say so; imports take no readings out of them. */
function fedOfTables(details: readonly InvoiceDetail[]): number | null {
  return sumOf(details.flatMap(fedOfTable));
}

function fedOfTable({ header, rows }: InvoiceDetail): number[] {
  const column = [/^razem/i, /^(ilość|zużycie|energia)/i]
    .map((words) => header.findIndex((title) => words.test(title)))
    .find((at) => at > 0);
  if (column === undefined || !header.some((title) => /wskazan|stan/i.test(title))) return [];
  let isFed = false;
  return rows.flatMap((row) => {
    if (row.length === 1) isFed = isFedIn(row[0]!);
    const counts = row.length === header.length && (isFed || isFedIn(row[0]!));
    return counts ? energyIn(row[column]!) : [];
  });
}

function energyIn(value: string): number[] {
  const wh = wattHours(value);
  return wh === undefined ? [] : [wh];
}

function amountIn(texts: readonly string[], words: RegExp): number | null {
  for (const said of texts) {
    const amount = words.exec(said)?.[1];
    const grosze = amount && parseMoney(amount.replace(/\s/g, '').replace(',', '.'));
    if (typeof grosze === 'number') return Math.abs(grosze);
  }
  return null;
}
