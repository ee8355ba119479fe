import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../../src/database/columns';
import type { Database } from '../../src/database/database';
import { formatMoney } from '../../src/money';
import { Allocator } from '../../src/payments/starting/allocation';
import type { Api } from '../api';

// What must hold of payments, whatever happened to them.

/** A gateway, and what it confirmed to the operator: transaction → amount. */
export type AuditedApi = Api & { accepted: Map<string, string> };

interface Sums {
  [name: string]: number;
}

/**
 * Invariants at any moment: each accepted payment is posted once, stored sums equal the postings, and nothing
 * is reversed twice.
 * Holds belong to open payments. One statement, so that it sees one moment.
 * @returns a line for each violation
 */
export async function ledgerFaults(database: Database): Promise<string[]> {
  const [row] = await database.query<Sums>(`SELECT
    (SELECT COALESCE(SUM(amount), 0) FROM payment_notices WHERE status = 'SUCCESS') AS accepted,
    (SELECT COALESCE(SUM(amount), 0) FROM postings WHERE kind = 'ACCEPTED') AS posted,
    (SELECT COALESCE(SUM(pendingPayments), 0) FROM customers) AS pending,
    (SELECT COALESCE(SUM(amount), 0) FROM postings) AS folded,
    (SELECT COUNT(*) FROM customers c WHERE c.pendingPayments <> (SELECT COALESCE(SUM(p.amount), 0) FROM postings p WHERE p.customerId = c.id)) AS wrongCustomers,
    (SELECT COUNT(*) FROM invoices i WHERE i.covered <> (SELECT COALESCE(SUM(p.amount), 0) FROM postings p WHERE p.customerId = i.customerId AND p.invoiceId = i.id)) AS wrongDocuments,
    (SELECT COUNT(*) FROM invoices i WHERE i.covered < 0) AS negative,
    (SELECT COUNT(*) FROM invoices i WHERE i.heldBy IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payments p JOIN payment_items it ON it.customerId = p.customerId AND it.paymentId = p.id
      WHERE p.customerId = i.customerId AND p.id = i.heldBy AND it.invoiceId = i.id AND p.status IN ('CREATED','PENDING'))) AS heldByNobody,
    (SELECT COUNT(*) FROM payments p JOIN payment_items it ON it.customerId = p.customerId AND it.paymentId = p.id JOIN invoices i ON i.customerId = it.customerId AND i.id = it.invoiceId
      WHERE p.status IN ('CREATED','PENDING') AND (i.heldBy IS NULL OR i.heldBy <> p.id)) AS notHeld,
    (SELECT COUNT(*) FROM payments p WHERE p.amount <> (SELECT COALESCE(SUM(it.amount), 0) FROM payment_items it WHERE it.customerId = p.customerId AND it.paymentId = p.id)) AS wrongItems,
    (SELECT COUNT(*) FROM payments p WHERE (p.status = 'SUCCEEDED') <> EXISTS (SELECT 1 FROM postings o WHERE o.customerId = p.customerId AND o.paymentId = p.id)) AS notPosted`);
  const sums = Object.fromEntries(Object.entries(row!).map(([name, value]) => [name, Number(value)]));
  const faults = Object.entries(sums)
    .filter(([name, value]) => !['accepted', 'posted', 'pending', 'folded'].includes(name) && value !== 0)
    .map(([name, value]) => `${name}: ${value}`);
  if (sums.accepted !== sums.posted) faults.push(`accepted ${sums.accepted}, posted ${sums.posted}`);
  if (sums.pending !== sums.folded) faults.push(`pending ${sums.pending}, folded ${sums.folded}`);
  return faults;
}

/** Invariants at rest: the ledger is right, all that the operator reported is posted, and every balance agrees. */
export async function worldFaults(world: AuditedApi): Promise<string[]> {
  return [
    ...(await ledgerFaults(world.database)),
    ...(await tallyFaults(world)),
    ...(await balanceFaults(world, 'K1')),
    ...(await balanceFaults(world, 'K2')),
  ];
}

/** @param isAll whether nothing may be posted but what the operator notified us of: not so where it was asked */
export async function tallyFaults({ database, accepted }: AuditedApi, isAll = false): Promise<string[]> {
  const rows = await database.query<Record<'orderId' | 'remoteId', string> & { amount: unknown }>(
    `SELECT p.orderId, o.remoteId, SUM(o.amount) AS amount FROM postings o
     JOIN payments p ON p.customerId = o.customerId AND p.id = o.paymentId WHERE o.kind = 'ACCEPTED' GROUP BY p.orderId, o.remoteId`,
  );
  const posted = new Map(
    rows.map(({ orderId, remoteId, amount }) => [`${orderId} ${remoteId}`, formatMoney(Number(amount))]),
  );
  const names = isAll ? new Set([...accepted.keys(), ...posted.keys()]) : accepted.keys();
  return [...names]
    .filter((name) => accepted.get(name) !== posted.get(name))
    .map((name) => `${name}: confirmed ${accepted.get(name)}, posted ${posted.get(name)}`);
}

/** The balance shown, the one that is paid as a whole, and an independent fold over all rows. */
async function balanceFaults(world: AuditedApi, customer: string): Promise<string[]> {
  const customerId = keyOf(customer);
  const [row] = await world.database.query<{ fold: unknown }>(
    `SELECT (SELECT COALESCE(SUM(outstanding), 0) FROM invoices WHERE customerId = c.id) - c.overpayment
       - (SELECT COALESCE(SUM(amount), 0) FROM postings WHERE customerId = c.id) AS fold FROM customers c WHERE c.id = ?`,
    [customerId],
  );
  if (!row) return [];
  const fold = Number(row.fold);
  const cookie = await world.signedIn(customerId);
  const shown = (
    await world.gql(
      '{ customer { balance { amount credits overpayment overdue { amount } upcoming { amount } } } }',
      null,
      { cookie },
    )
  ).data.customer.balance;
  const chosen = await world.database
    .transaction(
      async (manager) => {
        await manager.query('UPDATE invoices SET heldBy = NULL WHERE customerId = ?', [customerId]);
        const choice = await new Allocator(world.database).wholeBalance(manager, customerId);
        throw new Chosen('problem' in choice ? 0 : choice.amount);
      },
      // The test may have held these rows a moment ago, under a short time limit of its own.
      { isPatient: true },
    )
    .catch((error: unknown) => {
      if (error instanceof Chosen) return error.amount;
      throw error;
    });
  const faults: string[] = [];
  if (shown.amount !== formatMoney(fold)) faults.push(`${customer}: shown ${shown.amount}, folded ${fold}`);
  const parts = [shown.overdue.amount, shown.upcoming.amount, `-${shown.credits}`, `-${shown.overpayment}`];
  const sum = parts.reduce((whole, part) => whole + Math.round(Number(part) * 100), 0);
  if (sum !== fold || shown.overpayment.startsWith('-'))
    faults.push(`${customer}: made of ${parts.join()}, folded ${fold}`);
  if (chosen !== Math.max(fold, 0)) faults.push(`${customer}: to pay ${chosen}, folded ${fold}`);
  return faults;
}

/** Rolls back what a test did in a transaction. */
class Chosen extends Error {
  constructor(readonly amount: number) {
    super();
  }
}

/** Looks at the ledger all the time while something happens. @returns what it ever saw wrong */
export async function watched(database: Database, work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  let over = false;
  const watch = (async () => {
    while (!over) {
      seen.push(...(await ledgerFaults(database)));
      await pause(3);
    }
  })();
  await work().finally(() => (over = true));
  await watch;
  return [...seen, ...(await ledgerFaults(database))];
}
