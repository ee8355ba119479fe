import type { InvoiceVatRate } from '../../invoices/invoice.printed';
import { amountOf } from './amounts';
import { all, type Element, find, text } from './element';

/** Totals by rate: the element of the net, that of the tax, and the values of `P_12` that may mean it. */
const TOTALS: [net: string, vat: string | undefined, rates: string[]][] = [
  ['P_13_1', 'P_14_1', ['23', '22']],
  ['P_13_2', 'P_14_2', ['8', '7']],
  ['P_13_3', 'P_14_3', ['5']],
  ['P_13_4', 'P_14_4', ['4', '3']],
  ['P_13_5', 'P_14_5', []],
  ['P_13_6_1', undefined, ['0 KR']],
  ['P_13_6_2', undefined, ['0 WDT']],
  ['P_13_6_3', undefined, ['0 EX']],
  ['P_13_7', undefined, ['zw']],
  ['P_13_8', undefined, ['np I']],
  ['P_13_9', undefined, ['np II']],
  ['P_13_10', undefined, ['oo']],
  ['P_13_11', undefined, ['marża']],
];

/** Net and VAT of each rate as the seller states them; nothing is recomputed. */
export function vatRatesOf(fa: Element): InvoiceVatRate[] {
  const printed = printedRates(fa);
  return TOTALS.flatMap(([name, tax, rates]) => {
    const net = amountOf(fa, name);
    const vat = tax === undefined ? undefined : amountOf(fa, tax);
    if (net === undefined && vat === undefined) return [];
    const rate = name === 'P_13_5' ? abroad(fa) : (rates.find((one) => printed.has(one)) ?? rates[0]!);
    // Untaxed rates have no VAT; a margin invoice does not state its VAT to the buyer.
    const none = name === 'P_13_11' || name === 'P_13_5' ? null : 0;
    return [{ rate, net: net ?? 0, vat: vat ?? none }];
  });
}

function printedRates(fa: Element): Set<string | undefined> {
  return new Set([
    ...all(fa, 'FaWiersz').map((row) => text(row, 'P_12')),
    ...all(find(fa, 'Zamowienie'), 'ZamowienieWiersz').map((row) => text(row, 'P_12Z')),
  ]);
}

/** The procedure for sales to consumers in other member states has their rates. */
function abroad(fa: Element): string {
  const rates = new Set(all(fa, 'FaWiersz').flatMap((row) => text(row, 'P_12_XII') ?? []));
  return rates.size === 1 ? [...rates].join('') : 'OSS';
}
