import { formatMoney } from '../../money';
import { addDays, warsawDay, warsawMidnight } from '../../calendar';
import { instant, sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import type { ReportRow } from './reconcile.report';
import { chunks, marks, padded } from '../../database/sql-lists';

/** The operator resends for eight days and a half, so a day's payment may be recorded that much later. */
const HEARD_AFTER_DAYS = 10;

/** One thing that does not fit. */
export interface Difference {
  /** missing: in the report and not accepted here. extra: accepted here and not in the report. different: in both, not the same. */
  kind: 'missing' | 'extra' | 'different';
  orderId: string;
  remoteId: string;
  /** A transaction as in the operator's report; null where a column is empty. */
  report: { line: number; amount: string; currency: string; status: string } | null;
  /** What was accepted here. */
  ours: { amount: string; currency: string; status: string } | null;
}

interface Accepted {
  orderId: string;
  remoteId: string;
  /** What the customer was charged, in grosze. */
  charged: number;
  day: string;
}

/** Compares the operator's report with what was accepted here, transaction by transaction, for the given days. */
export async function reconcile(
  database: Database,
  report: readonly ReportRow[],
  days: readonly string[],
): Promise<Difference[]> {
  const ours = new Map<string, Accepted>();
  for (const some of chunks([...new Set(report.map(({ orderId }) => orderId))]))
    for (const one of await acceptedOf(database, some)) ours.set(nameOf(one), one);
  const differences: Difference[] = [];
  const seen = new Set<string>();
  for (const row of report) {
    const accepted = ours.get(nameOf(row));
    const kind = seen.has(nameOf(row)) ? 'different' : fits(row, accepted);
    seen.add(nameOf(row));
    if (kind) differences.push(difference(kind, row, accepted));
  }
  for (const one of await acceptedOn(database, days))
    if (!seen.has(nameOf(one))) differences.push(difference('extra', null, one));
  return differences;
}

/** Null when the two say the same. A transaction that did not succeed is fine where it was not accepted here either. */
function fits(row: ReportRow, accepted: Accepted | undefined): 'missing' | 'different' | null {
  const succeeded = row.status === 'SUCCESS';
  if (!accepted) return succeeded ? 'missing' : null;
  const same = succeeded && row.amount === accepted.charged && row.currency === 'PLN';
  return same ? null : 'different';
}

function difference(
  kind: Difference['kind'],
  row: ReportRow | null,
  accepted: Accepted | undefined,
): Difference {
  const { orderId, remoteId } = (row ?? accepted)!;
  return {
    kind,
    orderId,
    remoteId,
    report: row && {
      line: row.line,
      amount: formatMoney(row.amount),
      currency: row.currency,
      status: row.status,
    },
    ours: accepted ? { amount: formatMoney(accepted.charged), currency: 'PLN', status: 'SUCCESS' } : null,
  };
}

const ACCEPTED = `SELECT p.orderId, n.remoteId, n.charged, n.paidAt, n.receivedAt FROM payment_notices n
  JOIN payments p ON p.customerId = n.customerId AND p.id = n.paymentId WHERE n.status = 'SUCCESS'`;

async function acceptedOf(database: Database, orderIds: readonly string[]): Promise<Accepted[]> {
  const rows = await database.query<Record<string, unknown>>(
    `${ACCEPTED} AND p.orderId IN (${marks(orderIds)})`,
    padded(orderIds),
  );
  return rows.map(hydrate);
}

async function acceptedOn(database: Database, days: readonly string[]): Promise<Accepted[]> {
  const found: Accepted[] = [];
  for (const day of new Set(days)) {
    const rows = await database.query<Record<string, unknown>>(
      `${ACCEPTED} AND n.receivedAt >= ? AND n.receivedAt < ?`,
      [sqlInstant(warsawMidnight(day)), sqlInstant(warsawMidnight(addDays(day, HEARD_AFTER_DAYS)))],
    );
    found.push(...rows.map(hydrate).filter((one) => one.day === day));
  }
  return found;
}

function hydrate(row: Record<string, unknown>): Accepted {
  return {
    orderId: row.orderId as string,
    remoteId: row.remoteId as string,
    charged: Number(row.charged),
    day: warsawDay(instant(row.paidAt ?? row.receivedAt)),
  };
}

function nameOf({ orderId, remoteId }: { orderId: string; remoteId: string }): string {
  return `${orderId} ${remoteId}`;
}
