import { addDays } from '../calendar';
import { keyRanges, sqlInstant, type KeyRange } from '../database/columns';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import { EFFECTIVE } from '../invoices/invoice.query';
import { MessageKind } from '../messages/message.entity';
import { KIND_RULES } from './kind-rules';
import { daysOf } from './notification-settings.service';
import { FIRST_DAY, LAST_DAY, latestStep } from './reminder-steps';
import type { DueDocument } from './reminder.writer';

const USUAL = KIND_RULES[MessageKind.PAYMENT_DUE_SOON].daysBefore!;

/**
 * So much of a run is in memory at once. Each part is found in all due dates and then written in the order of keys: by due
 * date, a run would write every page of the tables once for each.
 */
const PARTS = keyRanges(16);

/** Customers with days before of their own. */
const OWN = `notification_settings n
  ON n.customerId = i.customerId AND n.kind = 'PAYMENT_DUE_SOON' AND n.daysBefore IS NOT NULL`;
/** A document has at most a handful of steps. */
const MADE = 'LEFT JOIN reminders r ON r.customerId = i.customerId AND r.invoiceId = i.id AND r.step >= ?';
/** Asks for money, and is in no open payment. */
const ASKS = 'i.outstanding > 0 AND i.outstanding > i.covered AND i.heldBy IS NULL';
/**
 * Not of a document whose settlement may come later in the feed that is being imported: the import reminds of it then. An
 * import that was killed and not run again holds it back for a day only.
 */
const TOLD = `NOT EXISTS (SELECT 1 FROM pending_invoice_notices p
  WHERE p.customerId = i.customerId AND p.invoiceId = i.id AND p.notedAt > ?)`;
const PENDING_MS = 24 * 3_600_000;

/** Due dates with the same latest step, where customers chose no other days. */
interface DueDates {
  usual: number | null;
  /** From each due date until today. */
  days: ReadonlyMap<string, number>;
}

interface Found {
  customerId: string;
  id: string;
  number: string;
  dueDate: string;
  outstanding: number | string;
  daysBefore: string | null;
  made: number | string | null;
}

/** Finds the documents at a step of which no reminder was made yet. */
export class ReminderSearch {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** All of them, in the order of keys, a part of the customers at a time. */
  async *parts(today: string): AsyncGenerator<DueDocument[]> {
    const all = dueDatesOf(today);
    for (const part of PARTS) {
      const due: DueDocument[] = [];
      for (const dueDates of all) due.push(...(await this.of(dueDates, part)));
      yield due.sort((a, b) => (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : 0));
    }
  }

  /** Indexes alone answer it: rows of documents would be read from all over the table. */
  private async of({ usual, days }: DueDates, { from, below }: KeyRange): Promise<DueDocument[]> {
    const dates = [...days.keys()];
    const { columns, joins, where } = waysOf(usual);
    const since = sqlInstant(new Date(this.now().getTime() - PENDING_MS));
    const found = await this.database.query<Found>(
      `SELECT i.customerId, i.id, i.number, i.dueDate, ${EFFECTIVE} AS outstanding, ${columns} FROM invoices i ${joins}
       WHERE i.dueDate IN (${marks(dates)}) AND i.customerId >= ? AND i.customerId < ? AND ${ASKS} AND ${TOLD} ${where}`,
      [...(usual === null ? [] : [usual]), ...padded(dates), from, below, since],
    );
    return found.flatMap((one) => dueOf(one, days.get(one.dueDate)!));
  }
}

function dueDatesOf(today: string): DueDates[] {
  const days = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, n) => FIRST_DAY + n);
  return [...grouped(days, (day) => String(latestStep(day, USUAL))).values()].map((some) => ({
    usual: latestStep(some[0]!, USUAL),
    days: new Map(some.map((day) => [addDays(today, -day), day])),
  }));
}

/** On and after the due date everyone has the same steps; before the first usual one only some have any. */
function waysOf(usual: number | null): { columns: string; joins: string; where: string } {
  if (usual !== null && usual >= 0)
    return { columns: 'NULL AS daysBefore, NULL AS made', joins: MADE, where: 'AND r.step IS NULL' };
  const columns = `n.daysBefore, CASE WHEN n.daysBefore IS NOT NULL THEN
    (SELECT MAX(m.step) FROM reminders m WHERE m.customerId = i.customerId AND m.invoiceId = i.id) END AS made`;
  if (usual === null) return { columns, joins: `JOIN ${OWN}`, where: '' };
  // Steps of customers with days of their own are compared one by one.
  return { columns, joins: `LEFT JOIN ${OWN} ${MADE} AND n.daysBefore IS NULL`, where: 'AND r.step IS NULL' };
}

function dueOf(found: Found, days: number): DueDocument[] {
  const { customerId, id: invoiceId, number, dueDate, daysBefore, made } = found;
  const step = latestStep(days, daysOf(daysBefore, USUAL));
  if (step === null || (made !== null && Number(made) >= step)) return [];
  return [{ customerId, invoiceId, number, outstanding: Number(found.outstanding), dueDate, days, step }];
}
