import type { PrintedFacts } from '../../invoices/invoice.printed';
import { accountsOf } from './accounts';
import { annotationsOf } from './annotations';
import type { Fa3Point } from './document';
import { all, type Element, find, text } from './element';
import { otherPartiesOf, partyOf, sellerOf } from './parties';
import { vatRatesOf } from './rates';

/** Facts about parties, points and tax that are stored with the document for printing. */
export function printedFactsOf(root: Element, fa: Element, points: readonly Fa3Point[]): PrintedFacts {
  const { toPay, isFactored } = accountsOf(root);
  return {
    seller: sellerOf(root),
    buyer: partyOf(find(root, 'Podmiot2')),
    others: otherPartiesOf(root),
    account: toPay ?? null,
    isFactored,
    points: points.map(({ ppe, address, meterNumber, tariff }) => ({
      ppe,
      address: [address?.line1, address?.line2].filter(Boolean).join(', '),
      meterNumber: meterNumber ?? null,
      tariff: tariff ?? null,
    })),
    vatRates: vatRatesOf(fa),
    annotations: annotationsOf(fa),
    supplyDate: supplyDateOf(fa),
  };
}

/** One day of supply for all lines, which may each say it instead. */
function supplyDateOf(fa: Element): string | null {
  const day = text(fa, 'P_6');
  if (day) return day;
  const rows = all(fa, 'FaWiersz').map((row) => text(row, 'P_6A'));
  const days = new Set(rows);
  return days.size === 1 ? (rows[0] ?? null) : null;
}
