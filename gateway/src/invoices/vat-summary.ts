import type { InvoiceLine } from './invoice.entity';

export interface VatRow {
  rate: string;
  net: number;
  /** Null where it would be a guess. */
  vat: number | null;
}

/**
 * Net and VAT of each rate. Billing states only the document's whole VAT, so the shares must add up to it.
 * They are the plain products where these fit, else the document's VAT where one rate alone bears it; never
 * an invented number.
 * Empty where the lines do not add up to the document.
 */
export function vatSummary(lines: readonly InvoiceLine[], net: number, vat: number): VatRow[] {
  const nets = new Map<string, number>();
  for (const line of lines) nets.set(line.vatRate, (nets.get(line.vatRate) ?? 0) + line.net);
  const rows = [...nets].map(([rate, sum]) => ({ rate, net: sum, vat: product(sum, rate) }));
  if (rows.length === 0 || rows.reduce((sum, row) => sum + row.net, 0) !== net) return [];
  rows.sort((a, b) => percent(b.rate) - percent(a.rate) || (a.rate < b.rate ? -1 : 1));
  if (rows.reduce((sum, row) => sum + row.vat, 0) === vat) return rows;
  const bearing = rows.filter(({ rate }) => percent(rate) > 0);
  return rows.map((row) =>
    percent(row.rate) > 0 ? { ...row, vat: bearing.length === 1 ? vat : null } : row,
  );
}

function percent(rate: string): number {
  const value = Number(rate.replace(',', '.').replace(/%$/, ''));
  return Number.isFinite(value) ? value : 0;
}

/** Half a grosz is rounded away from zero, on corrections too. */
function product(net: number, rate: string): number {
  const hundredths = Math.round(Math.abs(net) * percent(rate)) / 100;
  return Math.sign(net) * Math.round(hundredths) || 0;
}
