import type { EntityManager } from 'typeorm';
import { keyOf, sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { placeholders } from '../../database/dialect';
import { ProblemCode } from '../../graphql/problems';
import { newOrderId } from '../autopay';
import type { Allocator, AllocationResult } from './allocation';
import { lockCustomer } from '../../customers/customer-lock';
import { takeDocuments } from './invoice-holds';
import type { CurrentLimit } from '../limit/payment-limit.service';
import { type Payment, PaymentStatus } from '../payment.entity';
import { hydratePayment } from '../payment.rows';
import { paymentIn } from '../payment.service';
import { chunks } from '../../database/sql-lists';

/** Within it the customer pays at the operator; short, since the documents wait as long. */
const VALID_MS = 15 * 60_000;
/** A payment of which nothing was heard is asked about from then on. */
const FIRST_CHECK_MS = 2 * 60_000;

/** Who wants to pay what. */
export interface PaymentRequest {
  customerId: string;
  userId: string;
  /** Each once, in order; none for the whole balance. */
  invoiceIds: readonly string[];
  idempotencyKey: string;
  /** As in `Waiting`. */
  until?: number;
}

/** A payment that this key started now (with its documents' numbers) or earlier, or the reason why there is none. */
export type Created = { problem: ProblemCode } | { payment: Payment; numbers: readonly string[] | null };

/** Stores payments and holds their documents, before the operator is called. */
export class NewPayments {
  constructor(
    private readonly database: Database,
    private readonly allocator: Allocator,
    private readonly now: () => Date,
  ) {}

  /**
   * Committed when this returns. A payment that the key started before is returned, whatever its documents.
   * @throws NotFound for a document that is not the customer's
   */
  create(request: PaymentRequest, limit: CurrentLimit): Promise<Created> {
    return this.database.transaction((manager) => this.createIn(manager, request, limit), {
      subject: request.customerId,
      until: request.until,
    });
  }

  private async createIn(
    manager: EntityManager,
    request: PaymentRequest,
    limit: CurrentLimit,
  ): Promise<Created> {
    const { customerId, invoiceIds, idempotencyKey } = request;
    const id = keyOf('payment', customerId, idempotencyKey);
    await lockCustomer(this.database, manager, customerId);
    const known = await paymentIn(manager, { customerId, id });
    if (known) return { payment: known, numbers: null };
    const result = await (invoiceIds.length > 0
      ? this.allocator.documents(manager, customerId, invoiceIds)
      : this.allocator.wholeBalance(manager, customerId));
    if ('problem' in result) return result;
    if (result.amount > limit.plnGrosze) return { problem: ProblemCode.OVER_LIMIT };
    const payment = await this.insert(manager, { ...request, id }, limit, result);
    const held = await takeDocuments(
      manager,
      { customerId, id },
      result.allocations.map((allocation) => allocation.invoiceId),
    );
    // The documents are locked and were free before; the exception rolls the payment back.
    if (!held) throw new Error('documents changed under a lock');
    return { payment, numbers: result.numbers };
  }

  private async insert(
    manager: EntityManager,
    { customerId, userId, invoiceIds, id }: PaymentRequest & { id: string },
    limit: CurrentLimit,
    { amount, allocations }: Exclude<AllocationResult, { problem: ProblemCode }>,
  ): Promise<Payment> {
    const now = this.now();
    const after = (ms: number) => sqlInstant(new Date(now.getTime() + ms));
    const row = {
      customerId,
      id,
      orderId: newOrderId(),
      inputHash: inputHashOf(invoiceIds),
      userId,
      amount,
      status: PaymentStatus.CREATED,
      failure: null,
      gatewayId: null,
      remoteId: null,
      redirectUrl: null,
      finishedAt: null,
      createdAt: sqlInstant(now),
      validUntil: after(VALID_MS),
      rate: limit.rate,
      rateTable: limit.rateTable,
      rateDate: limit.rateDate,
      limitGrosze: limit.plnGrosze,
      nextCheckAt: after(FIRST_CHECK_MS),
      checks: 0,
    };
    const columns = Object.keys(row);
    await manager.query(
      `INSERT INTO payments (${columns.join(',')}) VALUES ${placeholders(columns.length, 1)}`,
      Object.values(row),
    );
    for (const some of chunks(allocations))
      await manager.query(
        `INSERT INTO payment_items (customerId, paymentId, invoiceId, amount) VALUES ${placeholders(4, some.length)}`,
        some.flatMap((allocation) => [customerId, id, allocation.invoiceId, allocation.amount]),
      );
    return hydratePayment(row);
  }
}

/** Detects the same key with other documents. */
export function inputHashOf(invoiceIds: readonly string[]): string {
  return keyOf('input', ...invoiceIds);
}
