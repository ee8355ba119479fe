// What a document states, divided into what depends on use and what does not.
import type { InvoiceLine } from '../invoices/invoice.entity';
import { chargeKindOf, dependsOnUse } from '../invoices/line-kinds';
import { grossOf } from './exact-amount';

/** Gross grosze. */
export interface Figures {
  variable: number;
  fixed: number;
}

/**
 * Both parts add up to the document's gross, less a prosumer's deposit, which is money and no cost.
 * Lines of unknown kinds do not depend on use.
 */
export function figuresOf(lines: readonly InvoiceLine[], gross: number): Figures {
  const byRate = new Map<string, { variable: number; deposit: number }>();
  for (const line of lines) {
    const sums = byRate.get(line.vatRate) ?? { variable: 0, deposit: 0 };
    byRate.set(line.vatRate, sums);
    if (chargeKindOf(line) === 'DEPOSIT') sums.deposit += line.net;
    else if (dependsOnUse(line)) sums.variable += line.net;
  }
  let [variable, deposit] = [0, 0];
  for (const [rate, sums] of byRate) {
    variable += grossOf(sums.variable, rate);
    deposit += grossOf(sums.deposit, rate);
  }
  return { variable, fixed: gross - deposit - variable };
}
