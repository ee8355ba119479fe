import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay, Moment, Money } from '../graphql/scalars';

export enum BalanceState {
  RED = 'RED',
  BLUE = 'BLUE',
  NEUTRAL = 'NEUTRAL',
}
registerEnumType(BalanceState, { name: 'BalanceState' });

@ObjectType({ description: 'A part of the balance: some open documents together.' })
export class BalancePart {
  @Field(() => Money)
  amount: number;
  @Field(() => Int)
  documents: number;
  @Field(() => CalendarDay, { nullable: true })
  earliestDueDate: string | null;
}

@ObjectType({
  description: `What lies between the customer and the retailer. A document's outstanding is what billing says less portal payments that succeeded and are
not booked yet. overdue: outstanding > 0 and dueDate before today (Warsaw). upcoming: other outstanding > 0, also without a due date.
amount = overdue + upcoming + credits (negative outstanding and unallocated overpayments). Payments merely started change nothing.
RED when anything is overdue; otherwise BLUE when amount < 0 (so an overpayment smaller than the open invoices is not blue); otherwise NEUTRAL.`,
})
export class Balance {
  /** Whose it is. */
  customerId: string;
  @Field(() => Money, { description: 'Positive: the customer owes. Negative: an overpayment.' })
  amount: number;
  @Field(() => BalanceState)
  state: BalanceState;
  @Field(() => BalancePart)
  overdue: BalancePart;
  @Field(() => BalancePart)
  upcoming: BalancePart;
  @Field(() => Money, {
    description:
      'Sum of payments made in the portal that the billing system has not booked yet; already subtracted above.',
  })
  pendingPayments: number;
  @Field(() => Money, {
    description:
      'Of documents that give money back (negative outstanding), what is not allocated yet; zero or above, already subtracted above.',
  })
  credits: number;
  @Field(() => Money, {
    description:
      'What was paid beyond what documents ask for, booked or not; zero or above. amount = overdue + upcoming - credits - overpayment.',
  })
  overpayment: number;
  /** Number of open payments; with zero, no loader needs to read them. */
  openPaymentsCount: number;
  @Field(() => Moment)
  asOf: Date;
}

/** Computes `amount` from a row: what documents ask for, less payments that are unallocated or not booked. */
export function amountOf(sums: Record<'documents' | 'overpayment' | 'pendingPayments', unknown>): number {
  return Number(sums.documents) - Number(sums.overpayment) - Number(sums.pendingPayments);
}

/** The rule behind the tile's colour. */
export function balanceState(amount: number, overdueDocuments: number): BalanceState {
  if (overdueDocuments > 0) return BalanceState.RED;
  return amount < 0 ? BalanceState.BLUE : BalanceState.NEUTRAL;
}
