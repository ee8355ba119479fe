import { amountOf, grosze, total } from './amounts';
import { all, type Element, find, text } from './element';

/**
 * The sum that a document asks for at issue, in grosze; below 0 a refund.
 * FA(3) has several ways to state payments and deductions, and a seller may use any of them.
 * @param gross `P_15`; on a correction this and all other amounts are differences.
 */
export function toPayOf(fa: Element, gross: number): number {
  const payment = find(fa, 'Platnosc');
  const partlyPaid = text(payment, 'ZnacznikZaplatyCzesciowej');
  // 2: the last of several parts, so nothing remains, whatever the parts add up to.
  if (text(payment, 'Zaplacono') === '1' || partlyPaid === '2') return 0;
  const sum = sumToPay(fa, gross);
  if (partlyPaid !== '1') return sum;
  return total([sum, -sumOfEach(payment, 'ZaplataCzesciowa', 'KwotaZaplatyCzesciowej')]);
}

/** The sum that older builds computed, which read only `Zaplacono` and `DoZaplaty`; their rows may still have it. */
export function olderToPayOf(fa: Element, gross: number): number {
  if (text(find(fa, 'Platnosc'), 'Zaplacono') === '1') return 0;
  return amountOf(find(fa, 'Rozliczenie'), 'DoZaplaty') ?? gross;
}

/** Before part payments: the document's settlement as stated, computed only where it is not stated. */
function sumToPay(fa: Element, gross: number): number {
  const settlement = find(fa, 'Rozliczenie');
  const stated = amountOf(settlement, 'DoZaplaty');
  if (stated !== undefined) return stated;
  const credit = amountOf(settlement, 'DoRozliczenia');
  if (credit !== undefined) return -credit + 0;
  return total([
    gross,
    -chargesOf(settlement, 'Odliczenia', 'SumaOdliczen'),
    chargesOf(settlement, 'Obciazenia', 'SumaObciazen'),
    // Parts of an advance received before: they are within P_15.
    -sumOfEach(fa, 'ZaliczkaCzesciowa', 'P_15Z'),
  ]);
}

/** Charges or deductions one by one; the schema allows their sum alone, too. */
function chargesOf(settlement: Element | undefined, each: string, sum: string): number {
  if (all(settlement, each).length > 0) return sumOfEach(settlement, each, 'Kwota');
  return amountOf(settlement, sum) ?? 0;
}

function sumOfEach(parent: Element | undefined, name: string, amount: string): number {
  return total(
    all(parent, name)
      .flatMap((one) => find(one, amount) ?? [])
      .map(grosze),
  );
}
