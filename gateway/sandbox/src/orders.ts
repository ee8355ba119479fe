import { randomInt } from 'node:crypto';
import { notificationTime, requestTime } from './clock';

export type Status = 'PENDING' | 'SUCCESS' | 'FAILURE';

/** One try to pay an order, by one channel. */
export interface Transaction {
  remoteId: string;
  status: Status;
  details: string;
  /** Empty until the customer has chosen a channel. */
  gatewayId: string;
  paymentDate: string;
}

/** One notification that was sent, and its result. */
export interface Delivery {
  at: string;
  remoteId: string;
  status: Status;
  /** CONFIRMED, NOTCONFIRMED, or why the answer was not taken. */
  answer: string;
}

export interface Order {
  orderId: string;
  /** As received. */
  amount: string;
  currency: string;
  description: string;
  customerEmail: string;
  customerNumber: string;
  /** On a clock in Warsaw. */
  validUntil: string;
  /** Secret in the page's address: its holder may pay. */
  token: string;
  cancelled: boolean;
  /** Orders, oldest first; one exists from the start. */
  transactions: Transaction[];
  deliveries: Delivery[];
}

const MOST_ORDERS = 10_000;
const MOST_DELIVERIES = 100;
const DAY_MS = 86_400_000;
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Orders and their transactions, in memory: a sandbox forgets when it ends. */
export class Orders {
  private readonly byId = new Map<string, Order>();
  private readonly byRemoteId = new Map<string, Order>();

  constructor(readonly now: () => Date) {}

  /** Null when there has been an order of that id. */
  start(fields: Map<string, string>): Order | null {
    const orderId = fields.get('OrderID')!;
    if (this.byId.has(orderId)) return null;
    if (this.byId.size >= MOST_ORDERS) this.forgetOldest();
    const order: Order = {
      orderId,
      amount: fields.get('Amount')!,
      currency: fields.get('Currency') || 'PLN',
      description: fields.get('Description') ?? '',
      customerEmail: fields.get('CustomerEmail') ?? '',
      customerNumber: fields.get('CustomerNumber') ?? '',
      validUntil: this.validity(fields.get('ValidityTime')),
      token: name(16),
      cancelled: false,
      transactions: [],
      deliveries: [],
    };
    this.byId.set(orderId, order);
    this.addTransaction(order);
    return order;
  }

  find(orderId: string): Order | undefined {
    return this.byId.get(orderId);
  }

  /** By the shop's id or by the operator's. */
  findEither(orderId?: string, remoteId?: string): Order | undefined {
    return orderId ? this.byId.get(orderId) : this.byRemoteId.get(remoteId ?? '');
  }

  /** The newest first. */
  all(): Order[] {
    return [...this.byId.values()].reverse();
  }

  /** By the address of its page: both parts must be right. */
  atPage(remoteId: string, token: string): Order | undefined {
    const order = this.byRemoteId.get(remoteId);
    return order?.token === token ? order : undefined;
  }

  isExpired(order: Order): boolean {
    return requestTime(this.now()) >= order.validUntil;
  }

  /** A further try to pay, or a second payment, under the same order. */
  addTransaction(order: Order): Transaction {
    const transaction: Transaction = {
      remoteId: name(8),
      status: 'PENDING',
      details: '',
      gatewayId: '',
      paymentDate: notificationTime(this.now()),
    };
    order.transactions.push(transaction);
    this.byRemoteId.set(transaction.remoteId, order);
    return transaction;
  }

  /** A transaction that has succeeded or failed stays so. False then. */
  decide(transaction: Transaction, status: Status, details: string): boolean {
    if (transaction.status !== 'PENDING') return false;
    Object.assign(transaction, { status, details, paymentDate: notificationTime(this.now()) });
    return true;
  }

  record(order: Order, delivery: Omit<Delivery, 'at'>): void {
    order.deliveries.push({ at: requestTime(this.now()), ...delivery });
    if (order.deliveries.length > MOST_DELIVERIES) order.deliveries.shift();
  }

  /** Validity of an order: six days by default, 31 at most. */
  private validity(given: string | undefined): string {
    const now = this.now().getTime();
    const most = requestTime(new Date(now + 31 * DAY_MS));
    if (!given) return requestTime(new Date(now + 6 * DAY_MS));
    return given < most ? given : most;
  }

  private forgetOldest(): void {
    const [oldest] = this.byId.values();
    this.byId.delete(oldest!.orderId);
    for (const { remoteId } of oldest!.transactions) this.byRemoteId.delete(remoteId);
  }
}

export const isPaid = (order: Order): boolean =>
  order.transactions.some(({ status }) => status === 'SUCCESS');
export const current = (order: Order): Transaction => order.transactions.at(-1)!;

function name(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
