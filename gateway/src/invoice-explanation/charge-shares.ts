// What a document charges for, with VAT, to the grosz.
import { grouped } from '../database/grouped';
import { wattHours } from '../energy';
import type { Invoice, InvoiceLine } from '../invoices/invoice.entity';
import type { InvoiceVatRate } from '../invoices/invoice.printed';
import { chargeKindOf, dependsOnUse, isPerKwh, zoneOf, type ChargeKind } from '../invoices/line-kinds';
import { ChargePart } from './explanation';

/** The lines of one kind and zone together. */
export interface ChargeShare {
  kind: ChargeKind;
  part: ChargePart;
  /** As in `zoneOf`; null for charges of no zone. */
  zone: string | null;
  /** Grosze. */
  gross: number;
  /** Watt-hours that the lines count; 0 for charges that are not by energy. */
  wh: number;
}

type Totals = Pick<Invoice, 'net' | 'vat' | 'gross'>;

const FIXED: readonly ChargeKind[] = [
  'TRADE_FEE',
  'NETWORK_FIXED',
  'CAPACITY',
  'TRANSITIONAL',
  'SUBSCRIPTION',
];
const OTHER: readonly ChargeKind[] = ['ADVANCE', 'DEPOSIT', 'INTEREST', 'OTHER'];

/**
 * Shares the document's gross out among its charges; the seller's totals are the truth, and the shares add up to them.
 * A difference of more than one grosz a line is no rounding: it becomes a share of the kind OTHER.
 */
export function chargeShares(
  document: Totals,
  lines: readonly InvoiceLine[],
  vatRates: readonly InvoiceVatRate[],
): ChargeShare[] {
  const shares = new Map<string, ChargeShare>();
  const add = (key: string, gross: number) => (shares.get(key)!.gross += gross);
  const keys = lines.map((line) => {
    const share = shareOf(line);
    const key = `${share.part} ${share.kind} ${share.zone ?? ''}`;
    const known = shares.get(key);
    if (known) known.wh += share.wh;
    else shares.set(key, share);
    return key;
  });
  const keyed = lines.map((line, n) => ({ line, key: keys[n]! }));
  for (const { line, key } of keyed) add(key, line.gross ?? line.net);
  const unpriced = keyed.filter(({ line }) => line.gross == null);
  for (const [rate, taxed] of grouped(unpriced, ({ line }) => line.vatRate)) {
    const nets = new Map<string, number>();
    for (const { key, line } of taxed) nets.set(key, (nets.get(key) ?? 0) + line.net);
    const stated = taxed.length === lines.filter(({ vatRate }) => vatRate === rate).length;
    const vat = stated ? (vatRates.find((one) => one.rate === rate)?.vat ?? null) : null;
    for (const [key, tax] of vatShares(nets, rate, vat)) add(key, tax);
  }
  return evened([...shares.values()], document.gross, lines.length);
}

/** The kind, part and zone of a line, without its amount. */
function shareOf(line: InvoiceLine): ChargeShare {
  const kind = chargeKindOf(line);
  return { kind, part: partOf(line, kind), zone: zoneOf(line.name), gross: 0, wh: energyOf(line) };
}

function partOf(line: InvoiceLine, kind: ChargeKind): ChargePart {
  if (OTHER.includes(kind)) return ChargePart.OTHER;
  if (kind === 'ENERGY' || kind === 'EXCISE') return ChargePart.ENERGY;
  return FIXED.includes(kind) && !dependsOnUse(line) ? ChargePart.FIXED : ChargePart.DISTRIBUTION;
}

/** A line before its correction counts what it takes back. */
function energyOf(line: InvoiceLine): number {
  if (line.quantity === null || !isPerKwh(line)) return 0;
  const wh = wattHours(line.quantity, /m/i.test(line.unit ?? '') ? 'MWh' : 'kWh') ?? 0;
  return line.group === BEFORE_CORRECTION ? 0 - Math.abs(wh) : wh;
}

/** The group of the lines that a correction takes back, as imports and billing write it. */
export const BEFORE_CORRECTION = 'Przed korektą';

/** VAT of each key: the largest remainder gets the grosz that rounding down left. */
function vatShares(nets: ReadonlyMap<string, number>, rate: string, vat: number | null): [string, number][] {
  const percent = Number(rate.replace(',', '.').replace(/%$/, ''));
  if (!Number.isFinite(percent)) return [];
  const exact = [...nets].map(([key, net]) => {
    const product = Math.round(net * percent * 100);
    const floor = Math.floor(product / 10_000);
    return { key, floor, rest: product - floor * 10_000 };
  });
  const sum = exact.reduce((total, { floor }) => total + floor, 0);
  const whole = Math.round(exact.reduce((total, { rest }) => total + rest, 0) / 10_000);
  // Beyond one grosz a key it is no remainder: `evened` decides about it.
  const left = vat === null ? whole : Math.min(Math.max(vat - sum, 0), exact.length);
  const largest = [...exact].sort((a, b) => b.rest - a.rest).slice(0, left);
  return exact.map((one) => [one.key, one.floor + Number(largest.includes(one))]);
}

/** What the shares lack of the document's gross: rounding goes to the largest, anything else is a share of its own. */
function evened(shares: ChargeShare[], gross: number, lines: number): ChargeShare[] {
  const left = gross - sumOf(shares);
  if (left === 0) return shares;
  const [largest] = [...shares].sort((a, b) => Math.abs(b.gross) - Math.abs(a.gross));
  if (largest && Math.abs(left) <= lines) {
    largest.gross += left;
    return shares;
  }
  return [...shares, { kind: 'OTHER', part: ChargePart.OTHER, zone: null, gross: left, wh: 0 }];
}

/** Gross of some shares together. */
export function sumOf(shares: readonly Pick<ChargeShare, 'gross'>[]): number {
  return shares.reduce((sum, { gross }) => sum + gross, 0);
}

/** Energy that is billed: what lines for energy count, else those of the grid. 0 where none counts any. */
export function billedWh(shares: readonly ChargeShare[]): number {
  const counted = (kind: ChargeKind) =>
    shares.reduce((sum, share) => (share.kind === kind ? sum + share.wh : sum), 0);
  return counted('ENERGY') || counted('NETWORK_VARIABLE');
}
