import { addDays } from '#src/calendar';
import { amount } from '#src/printing/print-format';
import { billOf } from './bills';
import type { Book } from './book';
import type { Meter } from '../energy/meter';
import type { DemoDocument } from '../model';
import { percentOf, priceOf, vatOf, worth } from './money';
import { DEPOSIT_PRICES, DEPOSIT_REFUND_PERCENT } from './rates';
import type { World } from '../world';

/**
 * Bills a prosumer month by month. Energy fed in enters the deposit a month later, at that month's price.
 * The deposit pays for energy, not for the grid. A part of what remains after a year is paid back.
 */
export function billProsumer(
  book: Book,
  meter: Meter,
  months: World['months'],
): { settlements: DemoDocument[]; refunds: DemoDocument[] } {
  const deposit: { month: number; left: number }[] = [];
  const settlements: DemoDocument[] = [];
  const refunds: DemoDocument[] = [];
  months.forEach(({ from, to }, n) => {
    if (from < meter.point.contractFrom) return;
    const issueDate = addDays(to, 6);
    const bill = billOf(meter, from, to);
    const energy = bill.charges
      .filter(({ name }) => name.startsWith('Energia czynna'))
      .reduce((sum, { net }) => sum + net, 0);
    const used = draw(deposit, energy + vatOf(energy));
    const left = deposit.reduce((sum, part) => sum + part.left, 0);
    const settlement = book.settlement([bill], issueDate, {
      lines: [
        {
          name: `Depozyt prosumencki: pokrył ${amount(used)}, pozostaje ${amount(left)}`,
          net: 0,
          vatRate: '23',
          group: 'Depozyt prosumencki',
        },
      ],
    });
    if (settlement) {
      settlement.outstanding -= used;
      settlements.push(settlement);
    }
    const price = DEPOSIT_PRICES[Number(from.slice(5, 7)) - 1]!;
    deposit.push({ month: n, left: worth(meter.used('fed', from, to), priceOf(price)) });
    // Once a year, for deposits older than twelve months.
    if (n % 12 !== 10 || n < 12) return;
    const old = deposit.filter(({ month }) => month <= n - 12);
    const value = percentOf(draw(old, Infinity), DEPOSIT_REFUND_PERCENT);
    if (value === 0) return;
    const name = `Zwrot niewykorzystanego depozytu prosumenckiego (${DEPOSIT_REFUND_PERCENT}%)`;
    const refund = book.note('ACCOUNTING_NOTE', addDays(issueDate, 9), { name, net: 0 - value });
    if (refund) refunds.push(refund);
  });
  return { settlements, refunds };
}

/** Takes up to a sum from the deposit, the oldest parts first. */
function draw(deposit: { left: number }[], wanted: number): number {
  let taken = 0;
  for (const part of deposit) {
    const some = Math.min(part.left, wanted - taken);
    part.left -= some;
    taken += some;
  }
  return taken;
}
