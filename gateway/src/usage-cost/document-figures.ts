// What a document states, divided into what depends on use and what does not.
import type { InvoiceLine } from '../invoices/invoice.entity';
import { chargeKindOf, dependsOnUse, type ChargeKind } from '../invoices/line-kinds';
import { grossOf } from './exact-amount';

const PAID: readonly ChargeKind[] = ['DEPOSIT', 'ADVANCE'];

/** Gross grosze. */
export interface Figures {
  variable: number;
  fixed: number;
}

/**
 * Both parts add up to the document's gross, less a prosumer's deposit and advances, which are money and no cost.
 * Lines of unknown kinds do not depend on use.
 */
export function figuresOf(lines: readonly InvoiceLine[], gross: number): Figures {
  const byRate = new Map<string, { variable: number; paid: number }>();
  for (const line of lines) {
    const sums = byRate.get(line.vatRate) ?? { variable: 0, paid: 0 };
    byRate.set(line.vatRate, sums);
    if (PAID.includes(chargeKindOf(line))) sums.paid += line.net;
    else if (dependsOnUse(line)) sums.variable += line.net;
  }
  let [variable, paid] = [0, 0];
  for (const [rate, sums] of byRate) {
    variable += grossOf(sums.variable, rate);
    paid += grossOf(sums.paid, rate);
  }
  return { variable, fixed: gross - paid - variable };
}
