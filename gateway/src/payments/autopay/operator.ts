import { randomBytes } from 'node:crypto';
import {
  readAnswer,
  RejectionAnswer,
  textOf,
  transactionsOf,
  WrongAnswer,
  type OperatorTransaction,
} from './answers';
import type { OperatorSettings } from '../../config';
import { hashOf, sameHash } from './hash';
import { startFields, type StartOrder } from './order';
import { NoAnswer, postForm } from '../../runtime/post-form';
import { childOf, type XmlElement } from './xml';

export type { OperatorTransaction } from './answers';
export { newOrderId, type StartOrder } from './order';

/** The operator answered that it will not do it: nothing was begun. */
export class OperatorRejected extends Error {
  constructor(
    /** The operator's words, not for customers. */
    readonly reason: string,
  ) {
    super(`the operator refused: ${reason}`);
  }
}

/**
 * An error without a trustworthy answer. `neverHeard` true: the operator was not reached, so nothing began.
 * False: the payment may have begun, and a notification or a status check must tell.
 */
export class OperatorUnavailable extends Error {
  constructor(
    message: string,
    readonly neverHeard: boolean,
  ) {
    super(message);
  }
}

/** The payment operator's interface. Tests pass their own implementation. */
export interface Operator {
  /**
   * Starts an order in the background.
   * @returns where to send the browser (always on the operator's host) and the operator's id of the transaction
   * @throws OperatorUnavailable | OperatorRejected
   */
  start(order: StartOrder): Promise<{ redirectUrl: string; remoteId: string }>;
  /**
   * Every transaction of the order; none when the operator knows of no such order.
   * @throws OperatorUnavailable
   */
  status(orderId: string): Promise<OperatorTransaction[]>;
  /**
   * Calls the order off: afterwards nothing can be paid under it. NOT_PENDING: it is decided already, in whole or in part, see `status`.
   * @throws OperatorUnavailable | OperatorRejected
   */
  cancel(orderId: string): Promise<'CANCELLED' | 'NOT_PENDING' | 'NOT_FOUND'>;
  /** True when the operator made this return address for our service. It proves nothing about the payment. */
  returnIsGenuine(query: Record<string, unknown>): boolean;
}

const CONTINUE = 'pay-bm-continue-transaction-url';
const PLAIN = 'pay-bm';
/** A customer waits, and the rest of the request takes time too: well below its limit of five seconds. */
const TIMEOUT_MS = 3_500;

/** Autopay, or the sandbox that implements the same protocol. */
export class AutopayOperator implements Operator {
  constructor(private readonly settings: OperatorSettings) {}

  async start(order: StartOrder): Promise<{ redirectUrl: string; remoteId: string }> {
    const { serviceId, startPath } = this.settings;
    const root = await this.ask(startPath, startFields(serviceId, order), CONTINUE);
    if (textOf(root, 'orderID') !== order.orderId) throw new OperatorUnavailable('another order', false);
    const [redirectUrl, remoteId] = [textOf(root, 'redirecturl'), textOf(root, 'remoteID')];
    if (!this.isAtOperator(redirectUrl) || !remoteId)
      throw new OperatorUnavailable('no address of the operator to go on at', false);
    return { redirectUrl, remoteId };
  }

  async status(orderId: string): Promise<OperatorTransaction[]> {
    const fields = [
      ['ServiceID', this.settings.serviceId],
      ['OrderID', orderId],
    ] as const;
    try {
      const root = await this.ask('/webapi/transactionStatus', fields, PLAIN);
      if (!childOf(root, 'transactions')) throw new WrongAnswer(textOf(root, 'reason') || 'no transactions');
      return transactionsOf(root, orderId);
    } catch (error) {
      // The operator has no other word for an order it doesn't know than its error message.
      if (error instanceof OperatorRejected) return [];
      throw unavailable(error);
    }
  }

  async cancel(orderId: string): Promise<'CANCELLED' | 'NOT_PENDING' | 'NOT_FOUND'> {
    const messageId = randomBytes(16).toString('hex');
    const fields = [
      ['ServiceID', this.settings.serviceId],
      ['MessageID', messageId],
      ['OrderID', orderId],
    ] as const;
    try {
      const root = await this.ask('/webapi/transactionCancel', fields, PLAIN);
      // Of several transactions only some may have been cancelled, and the others may be paid.
      if (textOf(root, 'messageID') === messageId && textOf(root, 'confirmation') === 'CONFIRMED')
        return textOf(root, 'reason') === 'CANCELED_FULLY' ? 'CANCELLED' : 'NOT_PENDING';
    } catch (error) {
      const reason = error instanceof OperatorRejected && error.reason;
      if (reason === 'INCORRECT_PAYMENT_STATUS') return 'NOT_PENDING';
      if (reason === 'TRANSACTION_NOT_FOUND') return 'NOT_FOUND';
      throw error;
    }
    throw new OperatorUnavailable('an answer to something else', false);
  }

  returnIsGenuine(query: Record<string, unknown>): boolean {
    const { ServiceID, OrderID, Hash } = query;
    if (ServiceID !== this.settings.serviceId || typeof OrderID !== 'string' || typeof Hash !== 'string')
      return false;
    return keysOf(this.settings).some((key) => sameHash(Hash, [ServiceID, OrderID], key, this.settings.hash));
  }

  private async ask(
    path: string,
    fields: readonly (readonly [string, string])[],
    header: string,
  ): Promise<XmlElement> {
    const { url, sharedKey, hash } = this.settings;
    const values = fields.map(([, value]) => value);
    const signed = [...fields, ['Hash', hashOf(values, sharedKey, hash)] as const];
    try {
      const { status, body } = await postForm(new URL(path, url).href, signed, {
        headers: { BmHeader: header },
        timeoutMs: TIMEOUT_MS,
      });
      // After a broken answer the payment may still have begun.
      if ((status >= 300 && status < 400) || status >= 500) throw new WrongAnswer(`HTTP ${status}`);
      return readAnswer(body, this.settings);
    } catch (error) {
      throw unavailable(error);
    }
  }

  private isAtOperator(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { origin, username, password } = new URL(address);
    return origin === new URL(this.settings.url).origin && !username && !password;
  }
}

/** Converts transport errors for callers. Bugs pass unchanged. */
function unavailable(error: unknown): unknown {
  if (error instanceof RejectionAnswer) return new OperatorRejected(error.message);
  if (error instanceof NoAnswer) return new OperatorUnavailable(error.message, error.neverHeard);
  if (error instanceof WrongAnswer)
    return new OperatorUnavailable(`the operator's answer: ${error.message}`, false);
  return error;
}

/** Keys that may have signed an incoming message. */
export function keysOf({ sharedKey, previousKey }: OperatorSettings): string[] {
  return previousKey ? [sharedKey, previousKey] : [sharedKey];
}
