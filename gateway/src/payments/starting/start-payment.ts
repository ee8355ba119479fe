import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Person } from '../../auth/access/access.service';
import type { LanguageCode } from '../../texts/language';
import { changedRows } from '../../database/changes';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { InvalidInput } from '../../errors';
import { metrics } from '../../runtime/metrics';
import { ProblemCode } from '../../graphql/problems';
import { OperatorRejected, OperatorUnavailable, type Operator } from '../autopay';
import { lockCustomer } from '../../customers/customer-lock';
import { freeDocuments } from './invoice-holds';
import type { PaymentLimitService } from '../limit/payment-limit.service';
import { inputHashOf, type NewPayments } from './create-payment';
import { isOpen, type Payment, PaymentStatus } from '../payment.entity';
import type { PaymentService } from '../payment.service';

/** How long a second request with the same key waits for the first one's answer. */
const WAIT_MS = 3_800;
const POLL_EVERY_MS = 40;
const MOST_DOCUMENTS = 200;
const LONGEST_KEY = 100;
/** Why a payment failed which the operator never began. */
const NOT_STARTED = 'NOT_STARTED';

/** Who pays what. */
export interface StartRequest {
  payer: Person;
  ip: string;
  language: LanguageCode;
  invoiceIds: readonly string[];
  idempotencyKey: string;
  /** As in `Waiting`. */
  until?: number;
}

/** A payment, or the reason why there is none; both where the operator was unavailable. */
export interface Started {
  payment: Payment | null;
  problem: ProblemCode | null;
}

/** Starts payments: stored first, then started at the operator. */
export class StartPayment {
  constructor(
    private readonly parts: {
      database: Database;
      log: Logger;
      now: () => Date;
      newPayments: NewPayments;
      payments: PaymentService;
      limits: Pick<PaymentLimitService, 'current'>;
      operator: Operator;
      retailer: { name: string };
    },
  ) {}

  /**
   * Starts a payment, or finds the one that this key started.
   * After a timeout the operator may know the order: the payment stays CREATED and its documents held, until
   * it is cancelled or a status check settles it.
   * When the operator rejects it or cannot be reached, nothing began: the payment is FAILED and its documents
   * are free.
   * @throws NotFound for a document that is not the customer's
   * @throws InvalidInput for an empty or too long key, or too many documents
   */
  async start(request: StartRequest): Promise<Started> {
    const { idempotencyKey, payer, until } = request;
    const invoiceIds = [...new Set(request.invoiceIds)].sort();
    if (idempotencyKey.length < 1 || idempotencyKey.length > LONGEST_KEY)
      throw new InvalidInput(`idempotencyKey takes 1 to ${LONGEST_KEY} characters.`);
    if (invoiceIds.length > MOST_DOCUMENTS) throw new InvalidInput(`At most ${MOST_DOCUMENTS} documents.`);
    const limit = await this.parts.limits.current();
    const { customerId, userId } = payer;
    const created = await this.parts.newPayments.create(
      { customerId, userId, invoiceIds, idempotencyKey, until },
      limit,
    );
    if ('problem' in created) return { payment: null, problem: created.problem };
    if (!created.numbers) return this.again(created.payment, inputHashOf(invoiceIds));
    metrics.payments.inc({ status: PaymentStatus.CREATED });
    return this.tellOperator(created.payment, created.numbers, request);
  }

  /** A repeated key gets the payment it started, whatever its status. */
  private async again(payment: Payment, inputHash: string): Promise<Started> {
    if (payment.inputHash !== inputHash)
      return { payment: null, problem: ProblemCode.IDEMPOTENCY_KEY_REUSED };
    const settled = await this.settled(payment);
    const isBegun = isOpen(settled.status) ? settled.redirectUrl !== null : settled.failure !== NOT_STARTED;
    return { payment: settled, problem: isBegun ? null : ProblemCode.OPERATOR_UNAVAILABLE };
  }

  /** Another request, perhaps on another node, is just asking the operator. */
  private async settled(payment: Payment): Promise<Payment> {
    const age = this.parts.now().getTime() - payment.createdAt.getTime();
    let current = payment;
    for (
      let left = WAIT_MS - age;
      left > 0 && current.status === PaymentStatus.CREATED;
      left -= POLL_EVERY_MS
    ) {
      await pause(POLL_EVERY_MS);
      current = (await this.parts.payments.find(payment.customerId, payment.id))!;
    }
    return current;
  }

  private async tellOperator(
    payment: Payment,
    numbers: readonly string[],
    { payer: { customerNumber, email }, ip, language }: StartRequest,
  ): Promise<Started> {
    const { operator, retailer, log } = this.parts;
    const of = numbers.length === 1 ? numbers[0]! : customerNumber;
    try {
      const answer = await operator.start({
        orderId: payment.orderId,
        amountGrosze: payment.amount,
        description: `${retailer.name}, ${of}`,
        customerEmail: email,
        customerIp: ip,
        customerNumber,
        invoiceNumber: numbers.length === 1 ? of : '',
        validUntil: payment.validUntil,
        language,
      });
      return { payment: await this.begun(payment, answer), problem: null };
    } catch (error) {
      const neverBegun =
        error instanceof OperatorRejected || (error instanceof OperatorUnavailable && error.neverHeard);
      if (!neverBegun && !(error instanceof OperatorUnavailable)) throw error;
      log.warn({ err: error, order: payment.orderId }, 'operator error: payment not started');
      const left = neverBegun ? await this.neverBegun(payment) : await this.current(payment);
      return { payment: left, problem: ProblemCode.OPERATOR_UNAVAILABLE };
    }
  }

  /** The first notification may precede the operator's answer; the status it brought stays. */
  private async begun(payment: Payment, answer: { redirectUrl: string; remoteId: string }): Promise<Payment> {
    const { customerId, id } = payment;
    const begun = await this.parts.database.change(
      `UPDATE payments SET redirectUrl = ?, remoteId = COALESCE(remoteId, ?), status = 'PENDING'
       WHERE customerId = ? AND id = ? AND status IN ('CREATED','PENDING')`,
      [answer.redirectUrl, answer.remoteId, customerId, id],
      { subject: customerId },
    );
    if (!begun) return this.current(payment);
    metrics.payments.inc({ status: PaymentStatus.PENDING });
    return Object.assign(payment, {
      status: PaymentStatus.PENDING,
      redirectUrl: answer.redirectUrl,
      remoteId: payment.remoteId ?? answer.remoteId,
    });
  }

  private async neverBegun(payment: Payment): Promise<Payment> {
    const { customerId, id } = payment;
    const failed = await this.parts.database.transaction(
      async (manager) => {
        await lockCustomer(this.parts.database, manager, customerId);
        const changed = await changedRows(
          manager,
          `UPDATE payments SET status = 'FAILED', failure = ?, finishedAt = ?, nextCheckAt = NULL
         WHERE customerId = ? AND id = ? AND status = 'CREATED'`,
          [NOT_STARTED, sqlInstant(this.parts.now()), customerId, id],
        );
        if (changed) await freeDocuments(manager, payment);
        return changed > 0;
      },
      { subject: customerId },
    );
    if (failed) metrics.payments.inc({ status: PaymentStatus.FAILED });
    return this.current(payment);
  }

  private async current({ customerId, id }: Payment): Promise<Payment> {
    return (await this.parts.payments.find(customerId, id))!;
  }
}
