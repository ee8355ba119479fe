import type { Operator } from '../autopay';
import type { NotificationQuarantine } from './notification-quarantine';
import type { Ledger } from './ledger';
import { isOpen, type Payment } from '../payment.entity';
import type { PaymentService } from '../payment.service';

/** Asks the operator what became of a payment, and believes it as if it had notified us. */
export class StatusCheck {
  constructor(
    private readonly operator: Operator,
    private readonly ledger: Ledger,
    private readonly payments: PaymentService,
    private readonly quarantine: NotificationQuarantine,
  ) {}

  /**
   * Runs a status check and applies its result like a notification. A success with another sum is quarantined
   * for review.
   * It may include the operator's fee, but only notifications contain the sum before it. Until then the
   * documents stay held.
   * @returns FINISHED; WAITING for the customer, a bank or the review; UNKNOWN when the operator has nothing
   * that can still be paid
   * @throws OperatorUnavailable
   */
  async ask(payment: Payment): Promise<'FINISHED' | 'WAITING' | 'UNKNOWN'> {
    const { operator, ledger, payments, quarantine } = this;
    const transactions = await operator.status(payment.orderId);
    // Pending transactions first: while one is pending, a failed one decides nothing.
    const order = ['PENDING', 'SUCCESS', 'FAILURE'];
    transactions.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
    let isDoubtful = false;
    for (const { amountGrosze, currency, ...update } of transactions) {
      if (amountGrosze !== payment.amount || currency !== 'PLN') {
        await quarantine.addTransaction(payment.orderId, { ...update, amountGrosze, currency });
        isDoubtful ||= update.status === 'SUCCESS';
      } else if (!isDoubtful || update.status !== 'FAILURE')
        await ledger.record(payment, { ...update, charged: amountGrosze });
    }
    const now = await payments.find(payment.customerId, payment.id);
    if (!isOpen(now!.status)) return 'FINISHED';
    return isDoubtful || transactions.some(({ status }) => status === 'PENDING') ? 'WAITING' : 'UNKNOWN';
  }
}
