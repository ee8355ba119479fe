import { format } from '@ebok/shell';
import type { InvoiceExplanationQuery } from './generated/graphql';
import { t } from './texts';

export type Explanation = NonNullable<InvoiceExplanationQuery['customer']['invoice']['explanation']>;

/** The parts of a total that are not zero: "energia – 324,72 zł, dostarczenie energii – 121,77 zł". */
export function partsText({ energy, distribution, fixed, other }: Explanation): string {
  const parts = [
    ['energy', energy],
    ['distribution', distribution],
    ['fixed', fixed],
    [Number(other) < 0 && Number(energy) > 0 ? 'lowered' : 'other', other],
  ] as const;
  return parts
    .filter(([, amount]) => Number(amount) !== 0)
    .map(([name, amount]) => t(`part.${name}`, { amount: format.money(amount) }))
    .join(', ');
}

/** An amount without its sign, for sentences that say "more" or "less". */
export function absolute(amount: string): string {
  return format.money(amount.replace('-', ''));
}

/** An amount with its sign, for a column of changes. */
export function signed(amount: string): string {
  return Number(amount) > 0 ? `+${format.money(amount)}` : format.money(amount);
}
