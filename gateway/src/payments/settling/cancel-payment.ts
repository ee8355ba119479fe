import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Forbidden, NotFound } from '../../errors';
import { ProblemCode } from '../../graphql/problems';
import { OperatorRejected, OperatorUnavailable, type Operator } from '../autopay';
import { isOpen, PaymentStatus, type Payment } from '../payment.entity';
import type { PaymentService } from '../payment.service';
import type { Ledger } from './ledger';
import type { Started } from '../starting/start-payment';
import type { StatusCheck } from './status-check';

/**
 * Timeout of the customer's request; the operator is called twice at most. The cancellation continues and is
 * stored.
 */
const TIMEOUT_MS = 4_000;

/** Gives unfinished payments up. */
export class CancelPayment {
  constructor(
    private readonly log: Logger,
    private readonly payments: PaymentService,
    private readonly ledger: Ledger,
    private readonly operator: Operator,
    private readonly statusCheck: StatusCheck,
  ) {}

  /**
   * Cancels a payment at the operator, then here; a finished payment stays unchanged.
   * An order unknown to the operator is cancelled here alone. Money that still arrives for it is posted.
   * @throws NotFound when the user has no access to it; Forbidden when the user may only read
   */
  async cancel(userId: string, id: string): Promise<Started> {
    const found = await this.payments.accessible(userId, id);
    if (!found) throw new NotFound();
    if (found.role === 'VIEW') throw new Forbidden('ROLE');
    const { payment } = found;
    if (!isOpen(payment.status)) return { payment, problem: null };
    const done = await Promise.race([this.callOff(payment), pause(TIMEOUT_MS, false, { ref: false })]);
    const left = (await this.payments.find(payment.customerId, payment.id))!;
    return { payment: left, problem: done ? null : ProblemCode.OPERATOR_UNAVAILABLE };
  }

  private async callOff(payment: Payment): Promise<boolean> {
    const { operator, ledger, statusCheck, log } = this;
    try {
      // The customer is at the bank already, or the operator decided: the operator's status counts.
      if ((await operator.cancel(payment.orderId)) === 'NOT_PENDING')
        return (await statusCheck.ask(payment)) === 'FINISHED';
      await ledger.close(payment, PaymentStatus.CANCELLED);
      return true;
    } catch (error) {
      if (!(error instanceof OperatorUnavailable) && !(error instanceof OperatorRejected)) throw error;
      log.warn({ err: error, order: payment.orderId }, 'operator error: payment not cancelled');
      return false;
    }
  }
}
