import type { Operator } from '../autopay';
import type { NotificationQuarantine } from './notification-quarantine';
import type { Ledger } from './ledger';
import { isOpen, type Payment } from '../payment.entity';
import type { PaymentService } from '../payment.service';

/** Asks the operator what became of a payment, and believes it as if it had notified us. */
export class StatusCheck {
  constructor(
    private readonly parts: {
      operator: Operator;
      ledger: Ledger;
      payments: PaymentService;
      quarantine: NotificationQuarantine;
    },
  ) {}

  /**
   * A success of another sum is not believed: it may be ours with the operator's fee on top, but only notifications tell the sum before it. A person looks
   * at it, and meanwhile the documents are not to be paid a second time.
   * @returns FINISHED; WAITING while the operator waits for the customer or a bank, or we for that person; UNKNOWN when it has nothing that could still be paid
   * @throws OperatorUnavailable
   */
  async ask(payment: Payment): Promise<'FINISHED' | 'WAITING' | 'UNKNOWN'> {
    const { operator, ledger, payments, quarantine } = this.parts;
    const transactions = await operator.status(payment.orderId);
    // What waits goes first: a failed try beside one that waits decides nothing.
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
