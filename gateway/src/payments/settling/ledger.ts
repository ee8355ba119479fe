import type { EntityManager } from 'typeorm';
import { changedRows } from '../../database/changes';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { placeholders } from '../../database/dialect';
import { metrics } from '../../runtime/metrics';
import { lockCustomer } from '../../customers/customer-lock';
import { freeDocuments } from '../starting/invoice-holds';
import { isOpen, PaymentStatus, type Payment } from '../payment.entity';
import { documentsIn, lockedPayment } from '../payment.service';
import { takeBackBooked } from './bookings';
import { postAccepted } from './postings';
import type { PaymentMessages } from './payment-messages';

/** The operator's report of one transaction, after order, sum and currency were verified. */
export interface TransactionUpdate {
  remoteId: string;
  /** PENDING, SUCCESS, FAILURE; others are noted and change nothing. */
  status: string;
  details?: string;
  gatewayId?: string;
  /** What the customer was charged: with the operator's fee where there is one. Grosze. */
  charged: number;
  paidAt?: Date;
}

/**
 * A failure that is a cancellation or expiry: its notification can arrive before the answer to our cancel
 * request.
 */
const ENDED_OTHERWISE: Partial<Record<string, PaymentStatus>> = {
  EXPIRED: PaymentStatus.EXPIRED,
  CANCELLED: PaymentStatus.CANCELLED,
};

/** What was written; null when everything was known before. */
export type Recorded = { status: PaymentStatus; changed: boolean } | null;

const subjectOf = ({ customerId }: Pick<Payment, 'customerId'>) => ({ subject: customerId });

/**
 * The only place where the operator's reports change payments, by notification or status check. States only
 * move forward.
 * The first SUCCESS posts the payment, even after FAILED, EXPIRED or CANCELLED.
 * A SUCCESS of another transaction is a second payment, posted as an overpayment. Nothing reverses money.
 */
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly messages: PaymentMessages,
    private readonly now: () => Date,
  ) {}

  /** Applies each transaction and status exactly once, however often and concurrently it is reported. */
  async record(key: Pick<Payment, 'customerId' | 'id'>, update: TransactionUpdate): Promise<Recorded> {
    const recorded = await this.recordOnce(key, update);
    if (recorded?.changed) metrics.payments.inc({ status: recorded.status });
    return recorded;
  }

  private async recordOnce(
    key: Pick<Payment, 'customerId' | 'id'>,
    update: TransactionUpdate,
  ): Promise<Recorded> {
    try {
      return await this.database.transaction(async (manager) => {
        const payment = await lockedPayment(this.database, manager, key);
        if (!payment) throw new Error('a payment is gone');
        // The row's key is the operator's report: a repeated report violates it, and nothing below runs
        // again.
        await this.note(manager, payment, update);
        const status = await this.apply(manager, payment, update);
        return { status, changed: status !== payment.status };
      }, subjectOf(key));
    } catch (error) {
      if (this.database.dialect.isDuplicate(error) && (await this.isNoted(key, update))) return null;
      throw error;
    }
  }

  /** Ends an open payment that was cancelled or expired; its documents can be paid again. */
  async close(
    key: Pick<Payment, 'customerId' | 'id'>,
    status: PaymentStatus.CANCELLED | PaymentStatus.EXPIRED,
  ): Promise<boolean> {
    const closed = await this.database.transaction(async (manager) => {
      await lockCustomer(this.database, manager, key.customerId);
      return this.end(manager, key, status, null);
    }, subjectOf(key));
    if (closed) metrics.payments.inc({ status });
    return closed;
  }

  private async apply(
    manager: EntityManager,
    payment: Payment,
    update: TransactionUpdate,
  ): Promise<PaymentStatus> {
    if (update.status === 'SUCCESS') return this.succeed(manager, payment, update);
    if (update.status === 'FAILURE') return this.fail(manager, payment, update);
    if (update.status === 'PENDING' && isOpen(payment.status)) {
      await manager.query(
        `UPDATE payments SET status = 'PENDING', gatewayId = COALESCE(?, gatewayId) WHERE customerId = ? AND id = ? AND status IN ('CREATED','PENDING')`,
        [update.gatewayId ?? null, payment.customerId, payment.id],
      );
      return PaymentStatus.PENDING;
    }
    return payment.status;
  }

  private async succeed(
    manager: EntityManager,
    payment: Payment,
    update: TransactionUpdate,
  ): Promise<PaymentStatus> {
    const now = this.now();
    const first = await changedRows(
      manager,
      `UPDATE payments SET status = 'SUCCEEDED', failure = NULL, finishedAt = ?, nextCheckAt = NULL, remoteId = ?, gatewayId = COALESCE(?, gatewayId)
       WHERE customerId = ? AND id = ? AND status <> 'SUCCEEDED'`,
      [sqlInstant(now), update.remoteId, update.gatewayId ?? null, payment.customerId, payment.id],
    );
    if (!first) {
      await postAccepted(
        manager,
        payment,
        update.remoteId,
        [{ invoiceId: null, amount: payment.amount }],
        now,
      );
      const { documents } = await documentsIn(manager, payment);
      await this.messages.paidTwice(manager, payment, documents, update.remoteId);
      return PaymentStatus.SUCCEEDED;
    }
    const { documents, isBooked } = await documentsIn(manager, payment);
    await postAccepted(manager, payment, update.remoteId, documents, now);
    await this.messages.received(manager, payment, { documents, isBooked });
    // Billing can be quicker than the operator's word.
    if (isBooked) await takeBackBooked(manager, payment, now);
    return PaymentStatus.SUCCEEDED;
  }

  /** An order can have several attempts: while another transaction is pending, a failed one decides nothing. */
  private async fail(
    manager: EntityManager,
    payment: Payment,
    update: TransactionUpdate,
  ): Promise<PaymentStatus> {
    if (!isOpen(payment.status) || (await this.othersWait(manager, payment, update))) return payment.status;
    const status = ENDED_OTHERWISE[update.details ?? ''] ?? PaymentStatus.FAILED;
    await manager.query(
      'UPDATE payments SET gatewayId = COALESCE(?, gatewayId) WHERE customerId = ? AND id = ?',
      [update.gatewayId ?? null, payment.customerId, payment.id],
    );
    await this.end(manager, payment, status, update.details?.slice(0, 64) ?? '');
    return status;
  }

  private async end(
    manager: EntityManager,
    key: Pick<Payment, 'customerId' | 'id'>,
    status: PaymentStatus,
    failure: string | null,
  ): Promise<boolean> {
    const ended = await changedRows(
      manager,
      `UPDATE payments SET status = ?, failure = ?, finishedAt = ?, nextCheckAt = NULL
       WHERE customerId = ? AND id = ? AND status IN ('CREATED','PENDING')`,
      [status, failure, sqlInstant(this.now()), key.customerId, key.id],
    );
    if (ended) await freeDocuments(manager, key);
    return ended > 0;
  }

  private async othersWait(
    manager: EntityManager,
    payment: Payment,
    update: TransactionUpdate,
  ): Promise<boolean> {
    const [row] = await manager.query<{ n: number }[]>(
      `SELECT COUNT(*) AS n FROM payment_notices w WHERE w.customerId = ? AND w.paymentId = ? AND w.status = 'PENDING' AND w.remoteId <> ?
         AND NOT EXISTS (SELECT 1 FROM payment_notices e WHERE e.customerId = w.customerId AND e.paymentId = w.paymentId
           AND e.remoteId = w.remoteId AND e.status IN ('SUCCESS','FAILURE'))`,
      [payment.customerId, payment.id, update.remoteId],
    );
    return Number(row!.n) > 0;
  }

  private async isNoted(
    { customerId, id }: Pick<Payment, 'customerId' | 'id'>,
    update: TransactionUpdate,
  ): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 AS one FROM payment_notices WHERE customerId = ? AND paymentId = ? AND remoteId = ? AND status = ?',
      [customerId, id, update.remoteId, update.status],
    );
    return rows.length > 0;
  }

  private async note(manager: EntityManager, payment: Payment, update: TransactionUpdate): Promise<void> {
    const row = {
      customerId: payment.customerId,
      paymentId: payment.id,
      remoteId: update.remoteId,
      status: update.status,
      details: update.details?.slice(0, 64) ?? null,
      gatewayId: update.gatewayId ?? null,
      amount: payment.amount,
      charged: update.charged,
      paidAt: update.paidAt ? sqlInstant(update.paidAt) : null,
      receivedAt: sqlInstant(this.now()),
    };
    const columns = Object.keys(row);
    await manager.query(
      `INSERT INTO payment_notices (${columns.join(',')}) VALUES ${placeholders(columns.length, 1)}`,
      Object.values(row),
    );
  }
}
