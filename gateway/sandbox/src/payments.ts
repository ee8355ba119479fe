import { GATEWAYS, type Channel, type Outcome } from './channels';
import type { Notifications } from './notifications';
import { current, isPaid, type Order, type Orders, type Transaction } from './orders';
import type { Switches } from './switches';

/** Every second, what ran out of time is ended. */
const SWEEP_MS = 1_000;

/** Simulates a customer's payment: its outcome and the notifications to the shop, as the switches say. */
export class Payments {
  private readonly sweeping: NodeJS.Timeout;

  constructor(
    private readonly orders: Orders,
    private readonly notifications: Notifications,
    private readonly switches: Switches,
  ) {
    this.sweeping = setInterval(() => this.expire(), SWEEP_MS).unref();
  }

  /** False when nothing may be paid under this order any more. */
  isOpen(order: Order): boolean {
    return !order.cancelled && !isPaid(order) && !this.orders.isExpired(order);
  }

  /** The customer chose a channel and tried to pay. The shop is notified later. */
  pay(order: Order, channel: Channel, outcome: Exclude<Outcome, { kind: 'STAY' }>): void {
    const last = current(order);
    // The customer waits for a bank already.
    if (!this.isOpen(order) || (last.status === 'PENDING' && last.gatewayId)) return;
    const transaction = last.status === 'PENDING' ? last : this.orders.addTransaction(order);
    transaction.gatewayId = GATEWAYS[channel];
    if (outcome.kind === 'FAILURE') this.fail(order, transaction, outcome.details);
    else void this.succeed(order, transaction, outcome.kind === 'LATER');
  }

  /** The customer leaves without paying. */
  abandon(order: Order): void {
    const last = current(order);
    if (this.isOpen(order) && last.status === 'PENDING' && !last.gatewayId)
      this.fail(order, last, 'REJECTED_BY_USER');
  }

  /** The shop calls the order off. False when it is decided already. */
  cancel(order: Order): boolean {
    const last = current(order);
    if (isPaid(order) || last.status !== 'PENDING') return false;
    order.cancelled = true;
    this.fail(order, last, 'CANCELLED');
    return true;
  }

  /** The newest of every transaction once more. */
  async notify(order: Order): Promise<void> {
    await Promise.all(order.transactions.map((transaction) => this.notifications.send(order, transaction)));
  }

  stop(): void {
    clearInterval(this.sweeping);
    this.notifications.stop();
  }

  private fail(order: Order, transaction: Transaction, details: string): void {
    if (!this.orders.decide(transaction, 'FAILURE', details)) return;
    if (this.switches.modeOf(order.orderId) !== 'NOTHING') void this.notifications.send(order, transaction);
  }

  private async succeed(order: Order, transaction: Transaction, later: boolean): Promise<void> {
    const mode = this.switches.modeOf(order.orderId);
    const send = this.notifications.send.bind(this.notifications, order);
    if (later || mode === 'PENDING_THEN_SUCCESS') {
      if (mode !== 'NOTHING') void send(transaction);
      await this.notifications.wait(this.switches.delayMs);
    }
    // Called off, or out of time, while the bank was thinking: the money goes back.
    if (!this.orders.decide(transaction, 'SUCCESS', 'AUTHORIZED')) return;
    switch (mode) {
      case 'NOTHING':
        return;
      case 'TWICE':
        await Promise.all([send(transaction), send(transaction)]);
        return;
      case 'PAID_TWICE': {
        await send(transaction);
        const second = this.orders.addTransaction(order);
        second.gatewayId = transaction.gatewayId;
        this.orders.decide(second, 'SUCCESS', 'AUTHORIZED');
        return send(second);
      }
      case 'OUT_OF_ORDER':
        await send(transaction);
        await send(transaction, { status: 'PENDING' });
        return send(transaction, { status: 'FAILURE' });
      case 'WRONG_AMOUNT':
        return send(transaction, { amount: oneMore(order.amount) });
      case 'WRONG_HASH':
        return send(transaction, { hash: '0'.repeat(64) });
      case 'SLOW':
        await this.notifications.wait(this.switches.delayMs);
        return send(transaction);
      case 'NORMAL':
      case 'PENDING_THEN_SUCCESS':
      case 'DOWN':
        return send(transaction);
    }
  }

  /**
   * An unfinished attempt ends with a notification. An order without any attempt ends silently, and the shop
   * must check its status.
   */
  private expire(): void {
    for (const order of this.orders.all()) {
      const last = current(order);
      if (last.status !== 'PENDING' || !this.orders.isExpired(order)) continue;
      if (last.gatewayId) this.fail(order, last, 'EXPIRED');
      else this.orders.decide(last, 'FAILURE', 'EXPIRED');
    }
  }
}

/** A grosz more. */
function oneMore(amount: string): string {
  const grosze = String(BigInt(amount.replace('.', '')) + 1n).padStart(3, '0');
  return `${grosze.slice(0, -2)}.${grosze.slice(-2)}`;
}
