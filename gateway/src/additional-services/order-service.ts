import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../database/columns';
import { changedRows } from '../database/changes';
import type { Database, Deadline } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { NotFound } from '../errors';
import { problem } from '../graphql/problems';
import type { OutboxService } from '../mail/outbox.service';
import { writtenMoney } from '../mail/written';
import { formatMoney } from '../money';
import { text } from '../texts/text';
import { type Author, Rejected, sendingOf, type Submitted } from '../tickets/submission';
import { type Ticket, TicketTopic } from '../tickets/ticket.entity';
import { ticketIn } from '../tickets/ticket.service';
import type { WriteTicket } from '../tickets/write-ticket';
import {
  ServiceCancellation,
  type ServiceOffer,
  ServiceOrderOutcome,
  ServiceOrderRow,
  ServiceOrderState,
} from './additional-service.entity';
import { OFFER_COLUMNS, type OrderStanding, saidIn, stateOf } from './additional-service.service';

const ORDERS = tableOf(ServiceOrderRow);
const CANCELLATIONS = tableOf(ServiceCancellation);

interface Parts {
  database: Database;
  now: () => Date;
  outbox: Pick<OutboxService, 'queueMail'>;
  writeTicket: WriteTicket;
}

/** What a customer orders. */
export interface Order {
  serviceId: string;
  /** The price that the customer saw, in grosze; undefined where the caller does not say. */
  seenPrice: number | undefined;
}

/** Takes orders of additional services, each a ticket, and their cancellation while the retailer has not answered. */
export class OrderService {
  constructor(private readonly parts: Parts) {}

  /**
   * Writes an order, or finds the open one of the same service.
   * @throws NotFound for a service that is not offered
   */
  order(author: Author, order: Order, { until }: Deadline): Promise<Submitted> {
    return this.parts.writeTicket.transaction(author, { until }, (manager) =>
      this.orderIn(manager, author, order),
    );
  }

  /**
   * Cancels an order. One that was cancelled before stays so.
   * @throws NotFound for a ticket that is no order of the customer
   */
  cancel(author: Author, ticketId: string, { until }: Deadline): Promise<Submitted> {
    return this.parts.writeTicket.transaction(author, { until }, (manager) =>
      this.cancelIn(manager, author, ticketId),
    );
  }

  private async orderIn(
    manager: EntityManager,
    author: Author,
    { serviceId, seenPrice }: Order,
  ): Promise<Ticket> {
    const { customerId, language } = author;
    const [offer] = await manager.query<(Offer & { member: string | null })[]>(
      `SELECT ${OFFER_COLUMNS}, m.customerId AS member FROM additional_services s
       LEFT JOIN additional_service_customers m ON m.customerId = ? AND m.serviceId = s.id
       WHERE s.id = ? AND s.available = 1`,
      [customerId, serviceId],
    );
    if (!offer) throw new NotFound();
    const open = await this.open(manager, customerId, serviceId);
    if (open) return open;
    if (offer.member !== null)
      throw new Rejected([problem('INVALID_VALUE', 'serviceId', language, 'problem.SERVICE_HAD')]);
    const monthlyPrice = Number(offer.monthlyPrice);
    if (seenPrice !== undefined && seenPrice !== monthlyPrice)
      throw new Rejected([problem('INVALID_VALUE', 'monthlyPrice', language, 'problem.SERVICE_PRICE')]);
    return this.write(manager, author, { ...offer, monthlyPrice });
  }

  /** Two presses at once, or of two people, are one order. */
  private async open(manager: EntityManager, customerId: string, serviceId: string): Promise<Ticket | null> {
    const orders = await manager.query<(OrderStanding & { ticketId: string })[]>(
      `SELECT o.ticketId, o.outcome, t.status, t.resolution FROM service_orders o
       JOIN tickets t ON t.customerId = o.customerId AND t.id = o.ticketId
       WHERE o.customerId = ? AND o.serviceId = ? AND o.outcome IS NULL`,
      [customerId, serviceId],
    );
    const open = orders.find((order) => stateOf(order) === ServiceOrderState.REQUESTED);
    return open ? ticketIn(manager, { customerId, id: open.ticketId }) : null;
  }

  private async write(manager: EntityManager, author: Author, offer: Offer): Promise<Ticket> {
    const { database, outbox, writeTicket } = this.parts;
    const { customerId, email, language } = author;
    const { name } = saidIn(offer, language);
    const monthlyPrice = formatMoney(offer.monthlyPrice);
    const price = writtenMoney(monthlyPrice, language);
    const ticket = await writeTicket.write(manager, author, {
      topic: TicketTopic.SERVICE_ORDER,
      subject: text(language, 'serviceOrder.subject', { name }).slice(0, LONGEST_SUBJECT),
      body: text(language, 'serviceOrder.body', { name, price, id: offer.id }),
      sending: sendingOf(null, [offer.id, monthlyPrice]),
    });
    await database.rows.upsert(manager, ORDERS, [
      {
        ...{ customerId, ticketId: ticket.id, serviceId: offer.id },
        ...{ monthlyPrice: offer.monthlyPrice, outcome: null },
      },
    ]);
    await outbox.queueMail(manager, {
      event: `service-order ${customerId} ${ticket.id}`,
      recipient: email,
      customerId,
      language,
      template: 'serviceOrdered',
      values: { ticketId: ticket.id, number: ticket.number, service: name, price: monthlyPrice },
    });
    return ticket;
  }

  /** The ticket's state is the guard: what the retailer answers comes before or after it. */
  private async cancelIn(manager: EntityManager, author: Author, ticketId: string): Promise<Ticket> {
    const { database, now } = this.parts;
    const { customerId, language } = author;
    const key = [customerId, ticketId];
    const standing = `SELECT outcome, exportBatch FROM service_orders WHERE customerId = ? AND ticketId = ? ${database.dialect.forUpdate}`;
    const [order] = await manager.query<{ outcome: string | null; exportBatch: number | null }[]>(
      standing,
      key,
    );
    if (!order) throw new NotFound();
    if (order.outcome !== ServiceOrderOutcome.CANCELLED) {
      const closed = await changedRows(
        manager,
        "UPDATE tickets SET status = 'CLOSED', note = ? WHERE customerId = ? AND id = ? AND resolution IS NULL AND status <> 'CLOSED'",
        [text(language, 'serviceOrder.cancelled'), ...key],
      );
      if (closed === 0 || order.outcome !== null)
        throw new Rejected([problem('INVALID_VALUE', null, language, 'problem.SERVICE_ANSWERED')]);
      await manager.query(
        "UPDATE service_orders SET outcome = 'CANCELLED' WHERE customerId = ? AND ticketId = ?",
        key,
      );
      // The retailer knows nothing of an order that has not left.
      if (order.exportBatch !== null)
        await database.rows.upsert(manager, CANCELLATIONS, [{ customerId, ticketId, at: sqlInstant(now()) }]);
    }
    return (await ticketIn(manager, { customerId, id: ticketId }))!;
  }
}

const LONGEST_SUBJECT = 200;

type Offer = Omit<ServiceOffer, 'recordHash'>;
