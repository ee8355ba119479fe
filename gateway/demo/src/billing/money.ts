import { addDays, countDays, previousDay } from '#src/calendar';
import { INTEREST, VAT_PERCENT } from './rates';

/** Half away from zero, as invoices round: 0.5 grosza counts as one. */
function divided(value: number, by: number): number {
  const rounded = Math.floor((Math.abs(value) * 2 + by) / (2 * by));
  return value < 0 ? 0 - rounded : rounded;
}

/** A price in hundred-thousandths of a złoty: unit prices have up to five decimals. */
export const priceOf = (zloty: number): number => Math.round(zloty * 100_000);

/** @returns whole grosze for a whole quantity at a price in hundred-thousandths of a złoty */
export const worth = (quantity: number, price: number): number => divided(quantity * price, 1000);

/** The tax on a total, in grosze. */
export const vatOf = (net: number): number => divided(net * VAT_PERCENT, 100);

/** A share of an amount, in grosze. */
export const percentOf = (grosze: number, percent: number): number => divided(grosze * percent, 100);

/** Interest in grosze on an amount due on one day and paid on another: actual days of a year of 365. */
export function interestOn(grosze: number, dueDate: string, paidOn: string): number {
  const first = addDays(dueDate, 1);
  const weighted = INTEREST.reduce((sum, { from, percent }, at) => {
    const next = INTEREST[at + 1];
    const start = first > from || at === 0 ? first : from;
    const end = next && previousDay(next.from) < paidOn ? previousDay(next.from) : paidOn;
    return start <= end ? sum + Math.round(percent * 100) * countDays(start, end) : sum;
  }, 0);
  return divided(grosze * weighted, 365 * 10_000);
}
