import type { Logger } from 'pino';
import { changedRows } from '../../database/changes';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { report } from '../../runtime/report-error';
import { PeriodicTask } from '../../runtime/periodic-task';
import { OperatorUnavailable } from '../autopay';
import type { Ledger } from './ledger';
import { PaymentStatus, type Payment } from '../payment.entity';
import { hydratePayment, PAYMENT_COLUMNS, type PaymentRow } from '../payment.rows';
import type { StatusCheck } from './status-check';

const POLL_EVERY_MS = 5_000;
const AT_ONCE = 20;
/** A worker that claimed a payment and shows no progress for this long counts as crashed. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** A payment begun in the last second may be decided after its time. */
export const GRACE_MS = 5 * 60_000;
/**
 * The operator reports "waiting", or nothing, this long after the end: the documents are freed. Money that
 * still arrives is posted.
 */
export const GIVE_UP_MS = 24 * 3_600_000;

/**
 * Checks open payments without notifications: asks the operator, and ends expired ones.
 * A guarded update claims a payment, so that one of several workers has it.
 */
export class PaymentWorker extends PeriodicTask {
  constructor(
    private readonly parts: {
      database: Database;
      log: Logger;
      now: () => Date;
      ledger: Ledger;
      statusCheck: StatusCheck;
    },
  ) {
    super(parts.log, POLL_EVERY_MS, () => this.lookAfterDue());
  }

  /** Asks about everything that is due now. @returns how many payments this worker looked after */
  async lookAfterDue(): Promise<number> {
    let looked = 0;
    for (;;) {
      const due = await this.due();
      const results = await Promise.all(due.map((payment) => this.lookAfter(payment)));
      const taken = results.filter(Boolean).length;
      looked += taken;
      // Nothing taken: nothing is due, or others are at it.
      if (taken === 0) return looked;
    }
  }

  private async due(): Promise<Payment[]> {
    const rows = await this.parts.database.query<PaymentRow>(
      `SELECT ${PAYMENT_COLUMNS} FROM payments p WHERE p.nextCheckAt <= ? ORDER BY p.nextCheckAt LIMIT ${AT_ONCE}`,
      [sqlInstant(this.parts.now())],
    );
    return rows.map(hydratePayment);
  }

  private async lookAfter(payment: Payment): Promise<boolean> {
    if (!(await this.claim(payment))) return false;
    const { log, ledger, statusCheck, now } = this.parts;
    const late = now().getTime() - payment.validUntil.getTime();
    try {
      const outcome = await statusCheck.ask(payment);
      if (outcome === 'FINISHED') return true;
      if (late > GIVE_UP_MS || (late > GRACE_MS && outcome === 'UNKNOWN')) {
        await ledger.close(payment, PaymentStatus.EXPIRED);
        return true;
      }
    } catch (error) {
      if (!(error instanceof OperatorUnavailable)) report(log, error);
      else
        log.warn({ err: error, order: payment.orderId }, 'operator error: status check failed, will retry');
      if (late > GIVE_UP_MS) await ledger.close(payment, PaymentStatus.EXPIRED);
    }
    await this.askAgain(payment);
    return true;
  }

  private async claim({ customerId, id, checks }: Payment): Promise<boolean> {
    const now = this.parts.now();
    const claimed = await this.parts.database.transaction((manager) =>
      changedRows(
        manager,
        'UPDATE payments SET nextCheckAt = ?, checks = checks + 1 WHERE customerId = ? AND id = ? AND checks = ? AND nextCheckAt <= ?',
        [sqlInstant(new Date(now.getTime() + LEASE_MS)), customerId, id, checks, sqlInstant(now)],
      ),
    );
    return claimed === 1;
  }

  private async askAgain({ customerId, id, checks }: Payment): Promise<void> {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** checks, LONGEST_PAUSE_MS);
    const at = new Date(this.parts.now().getTime() + pause);
    await this.parts.database.transaction((manager) =>
      manager.query(
        'UPDATE payments SET nextCheckAt = ? WHERE customerId = ? AND id = ? AND checks = ? AND nextCheckAt IS NOT NULL',
        [sqlInstant(at), customerId, id, checks + 1],
      ),
    );
  }
}
