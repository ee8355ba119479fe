// What a line of a document charges for, told by its printed name. One place: cost, bill explanation and price search use it.
import { memoize } from '../memoize';
import type { InvoiceLine } from './invoice.entity';

/** What a line can charge for. `ADVANCE` and `DEPOSIT` are money of the customer, no costs; `OTHER` is what no rule knows. */
export const CHARGE_KINDS = [
  'ENERGY',
  'EXCISE',
  'TRADE_FEE',
  'NETWORK_VARIABLE',
  'NETWORK_FIXED',
  'QUALITY',
  'RENEWABLE',
  'COGENERATION',
  'CAPACITY',
  'TRANSITIONAL',
  'SUBSCRIPTION',
  'REACTIVE',
  'DISTRIBUTION',
  'ADVANCE',
  'DEPOSIT',
  'INTEREST',
  'OTHER',
] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

/** The columns that tell what a line is. */
export type NamedLine = Pick<InvoiceLine, 'name' | 'unit'> & { group?: string | null };

/** The first that fits the folded name. Reactive energy and the deposit come before energy, whose word they contain. */
const RULES: readonly (readonly [RegExp, ChargeKind])[] = [
  [/depozyt|energia (czynna )?(oddana|wprowadzona)/, 'DEPOSIT'],
  [/odsetk/, 'INTEREST'],
  [/(rozlicz|odlicz|zaplac|wplac|faktur).*(prognoz|zalicz(k|ek))|^zalicz(k|ek)/, 'ADVANCE'],
  [/biern/, 'REACTIVE'],
  [/handlow/, 'TRADE_FEE'],
  [/mocow/, 'CAPACITY'],
  [/jakosciow/, 'QUALITY'],
  [/\boze\b|odnawialn/, 'RENEWABLE'],
  [/kogeneracyjn/, 'COGENERATION'],
  [/przejsciow/, 'TRANSITIONAL'],
  [/abonament/, 'SUBSCRIPTION'],
  [/(sieciow|dystrybuc).*zmienn|zmienn.*(sieciow|dystrybuc)/, 'NETWORK_VARIABLE'],
  [/(sieciow|dystrybuc).*\bstal|\bstal.*(sieciow|dystrybuc)/, 'NETWORK_FIXED'],
  [/oplata sieciowa/, 'NETWORK_VARIABLE'],
  [/dystrybuc/, 'DISTRIBUTION'],
  [/^(podatek )?akcyz/, 'EXCISE'],
  [/akcyz|\benergi/, 'ENERGY'],
];

const ENERGY_UNIT = /^\s*(zl\/)?(k|m)wh\s*$/;

/** Zones as documents write them, beside the names in `tariffs.json`. */
const ZONES: readonly (readonly [RegExp, string])[] = [
  [/calodobow/, 'całodobowa'],
  [/przedpoludni/, 'szczyt przedpołudniowy'],
  [/popoludni/, 'szczyt popołudniowy'],
  [/pozostal|reszta doby/, 'pozostałe godziny doby'],
  [/pozaszczyt/, 'pozaszczytowa'],
  [/szczyt/, 'szczytowa'],
  [/nocn|\bnoc\b/, 'nocna'],
  [/dzienn|\bdzien\b/, 'dzienna'],
];

const folded = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replace(/\s+/g, ' ').trim();

const kindOfName = memoize((name): ChargeKind => {
  const text = folded(name);
  return RULES.find(([pattern]) => pattern.test(text))?.[1] ?? 'OTHER';
});

/** What a line charges for, by its name; a group such as "Depozyt prosumencki" decides where the name does not. */
export function chargeKindOf(line: NamedLine): ChargeKind {
  if (/depozyt/.test(folded(line.group ?? ''))) return 'DEPOSIT';
  return kindOfName(line.name);
}

/**
 * The zone that a line or reading names, as in `tariffs.json`: "– strefa nocna" and "noc" are `nocna`.
 * Null for a line of no zone.
 */
export const zoneOf = memoize((name): string | null => {
  const text = folded(name);
  return ZONES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
});

/** True where a line is priced by energy, so that it depends on use. */
export function isPerKwh({ unit }: Pick<InvoiceLine, 'unit'>): boolean {
  return unit !== null && ENERGY_UNIT.test(folded(unit));
}

const VARIABLE: readonly ChargeKind[] = [
  'ENERGY',
  'EXCISE',
  'NETWORK_VARIABLE',
  'QUALITY',
  'RENEWABLE',
  'COGENERATION',
  'REACTIVE',
];

/**
 * True where what the line charges depends on use. The capacity fee does for firms, which pay it by kWh; distribution
 * as a whole does where it is priced so.
 */
export function dependsOnUse(line: NamedLine): boolean {
  const kind = chargeKindOf(line);
  if (kind === 'CAPACITY' || kind === 'DISTRIBUTION') return isPerKwh(line);
  return VARIABLE.includes(kind);
}

/** Days that a line names, where prices changed within the document's period: "…, 01.01.2026–28.02.2026". */
export function daysOfLine({ name }: Pick<InvoiceLine, 'name'>): { from: string; to: string } | null {
  const found = /(\d\d)\.(\d\d)\.(\d{4})\s*[-–—]\s*(\d\d)\.(\d\d)\.(\d{4})/.exec(name);
  if (!found) return null;
  const [, d1, m1, y1, d2, m2, y2] = found;
  return { from: `${y1}-${m1}-${d1}`, to: `${y2}-${m2}-${d2}` };
}

/** The tariff group that a line of several points names: "…, C12a". */
export function tariffOfLine({ name }: Pick<InvoiceLine, 'name'>): string | null {
  return /,\s*([ABCG]\d\d[a-z]{0,2})\b/.exec(name)?.[1] ?? null;
}

/** True for a reading or line of energy that the customer feeds into the grid. */
export function isFedIn(name: string): boolean {
  return /odda|wprowadz/.test(folded(name));
}
