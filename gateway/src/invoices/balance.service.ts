import { warsawDay } from '../calendar';
import type { Database } from '../database/database';
import { instant } from '../database/columns';
import { amountOf, balanceState, type Balance } from './balance';
import { marks, padded } from '../database/sql-lists';

/** What a statement finds of a customer's open documents; sums are null where there are none. */
export interface OpenSums {
  overpayment: number;
  pendingPayments: number;
  documents: number;
  credits: number;
  openPayments: number;
  overdue: number;
  overdueDocuments: number;
  overdueFrom: string | null;
  upcoming: number;
  upcomingDocuments: number;
  upcomingFrom: string | null;
  dataAsOf: unknown;
}

/** Sums over open documents `i`; takes as many parameters as `onDay` returns. */
export const OPEN_SUMS = `SUM(CASE WHEN i.outstanding > i.covered AND i.dueDate < ? THEN i.outstanding - i.covered ELSE 0 END) AS overdue,
  COUNT(CASE WHEN i.outstanding > i.covered AND i.dueDate < ? THEN 1 END) AS overdueDocuments,
  MIN(CASE WHEN i.outstanding > i.covered AND i.dueDate < ? THEN i.dueDate END) AS overdueFrom,
  SUM(CASE WHEN i.outstanding > i.covered AND (i.dueDate IS NULL OR i.dueDate >= ?) THEN i.outstanding - i.covered ELSE 0 END) AS upcoming,
  COUNT(CASE WHEN i.outstanding > i.covered AND (i.dueDate IS NULL OR i.dueDate >= ?) THEN 1 END) AS upcomingDocuments,
  MIN(CASE WHEN i.outstanding > i.covered AND i.dueDate >= ? THEN i.dueDate END) AS upcomingFrom,
  SUM(CASE WHEN i.outstanding < 0 THEN -i.outstanding ELSE 0 END) AS credits,
  SUM(i.outstanding) AS documents`;
/** Column of the time that all sums refer to. */
export const AS_OF = '(SELECT MAX(dataAsOf) FROM feeds) AS dataAsOf';
/** Column of how many payments of the customer `id` names are open. */
export const openPaymentsOf = (id: string) =>
  `(SELECT COUNT(*) FROM payments p WHERE p.customerId = ${id} AND p.status IN ('CREATED', 'PENDING')) AS openPayments`;
const BALANCES = `
SELECT c.id AS customerId, c.overpayment AS overpayment, c.pendingPayments AS pendingPayments, ${OPEN_SUMS}, ${openPaymentsOf('c.id')}, ${AS_OF}
FROM customers c LEFT JOIN invoices i ON i.customerId = c.id AND i.outstanding <> 0`;

/** The parameters of OPEN_SUMS. */
export function onDay(day: string): string[] {
  return Array<string>(6).fill(day);
}

/** Folds the open documents of customers into their balances. */
export class BalanceService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** One statement for any number of customers, answered from an index; in the order of `customerIds`. */
  async ofCustomers(customerIds: readonly string[]): Promise<Balance[]> {
    const now = this.now();
    const rows = await this.database.query<OpenSums & { customerId: string }>(
      `${BALANCES} WHERE c.id IN (${marks(customerIds)}) GROUP BY c.id, c.overpayment, c.pendingPayments`,
      [...onDay(warsawDay(now)), ...padded(customerIds)],
    );
    const balances = new Map(rows.map((row) => [row.customerId, balanceOf(row.customerId, row, now)]));
    return customerIds.map((id) => balances.get(id)!);
  }
}

/** Computes the balance from a row. */
export function balanceOf(customerId: string, row: OpenSums, now: Date): Balance {
  // MySQL gives sums as decimals in text.
  const [overdue, upcoming] = [Number(row.overdue), Number(row.upcoming)];
  // What was paid beyond what documents ask for is in it as an overpayment, before billing has booked it as one.
  const amount = amountOf(row);
  const credits = Number(row.credits);
  const overdueDocuments = Number(row.overdueDocuments);
  return {
    customerId,
    amount,
    state: balanceState(amount, overdueDocuments),
    overdue: { amount: overdue, documents: overdueDocuments, earliestDueDate: row.overdueFrom },
    upcoming: {
      amount: upcoming,
      documents: Number(row.upcomingDocuments),
      earliestDueDate: row.upcomingFrom,
    },
    pendingPayments: Number(row.pendingPayments),
    credits,
    overpayment: overdue + upcoming - credits - amount,
    openPaymentsCount: Number(row.openPayments),
    asOf: row.dataAsOf === null ? now : instant(row.dataAsOf),
  };
}
