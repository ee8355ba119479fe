import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { columnsOf } from '../database/entity-columns';
import type { LanguageCode } from '../texts/language';
import { TicketResolution, TicketStatus } from '../tickets/ticket.entity';
import {
  type AdditionalService,
  type ServiceOrder,
  ServiceOffer,
  ServiceOrderOutcome,
  ServiceOrderState,
} from './additional-service.entity';

/** How long an order is shown after it was made, once it is not open any more. */
const RECENT_MS = 30 * 24 * 3_600_000;

export const OFFER_COLUMNS = columnsOf(ServiceOffer, 's', ['recordHash']);

/** Reads what the retailer offers and what of it customers ordered. Callers pass only customers the user has access to. */
export class AdditionalServiceService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** What the customer has or can order, by name. */
  async ofCustomer(customerId: string, language: LanguageCode): Promise<AdditionalService[]> {
    const [offers, orders] = await Promise.all([
      this.database.query<OfferRow>(
        `SELECT ${OFFER_COLUMNS}, m.customerId AS member FROM additional_services s
         LEFT JOIN additional_service_customers m ON m.customerId = ? AND m.serviceId = s.id`,
        [customerId],
      ),
      this.orders(customerId),
    ]);
    const { compare } = new Intl.Collator(language.toLowerCase());
    return offers
      .map((row) => this.shown(row, orders.get(row.id), language))
      .filter(({ orderable, ordered, order }) => orderable || ordered || order !== null)
      .sort((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  }

  /** The newest order of each service. */
  private async orders(customerId: string): Promise<Map<string, OrderRow>> {
    const rows = await this.database.query<OrderRow>(
      `SELECT o.customerId, o.serviceId, o.monthlyPrice, o.outcome, t.number AS ticketNumber, t.createdAt, t.status, t.resolution, t.note
       FROM service_orders o JOIN tickets t ON t.customerId = o.customerId AND t.id = o.ticketId
       WHERE o.customerId = ? ORDER BY t.createdAt, t.id`,
      [customerId],
    );
    return new Map(rows.map((row) => [row.serviceId, row]));
  }

  private shown(row: OfferRow, last: OrderRow | undefined, language: LanguageCode): AdditionalService {
    const ordered = row.member !== null;
    const order = last && this.order(last, ordered);
    const isOpen =
      order?.state === ServiceOrderState.REQUESTED || order?.state === ServiceOrderState.CONFIRMED;
    return {
      ...{ id: row.id, ...saidIn(row, language) },
      monthlyPrice: Number(row.monthlyPrice),
      ordered,
      orderable: Boolean(row.available) && !ordered && !isOpen,
      order: order ?? null,
    };
  }

  /** Null where it is history: an older order that ended, or one for a service that the customer had and has no more. */
  private order(row: OrderRow, ordered: boolean): ServiceOrder | null {
    const { customerId, ticketNumber, note, outcome } = row;
    const state = ordered ? ServiceOrderState.CONFIRMED : stateOf(row);
    const isRecent =
      sqlInstant(instant(row.createdAt)) > sqlInstant(new Date(this.now().getTime() - RECENT_MS));
    if (state !== ServiceOrderState.REQUESTED && !isRecent) return null;
    if (outcome === ServiceOrderOutcome.DONE && !ordered) return null;
    return {
      ...{ customerId, ticketNumber, state, note },
      orderedAt: instant(row.createdAt),
      monthlyPrice: Number(row.monthlyPrice),
    };
  }
}

/** Name and description in a language. */
export function saidIn(
  offer: Pick<ServiceOffer, `name${Said}` | `description${Said}`>,
  language: LanguageCode,
): { name: string; description: string } {
  const said = SAID[language];
  return { name: offer[`name${said}`], description: offer[`description${said}`] };
}

const SAID = { PL: 'Pl', EN: 'En', UK: 'Uk' } as const;
type Said = (typeof SAID)[keyof typeof SAID];

/** The part of an order that says how it stands. */
export interface OrderStanding {
  outcome: ServiceOrderOutcome | null;
  status: TicketStatus;
  resolution: TicketResolution | null;
}

/** What the portal knows by itself comes before what the retailer said of the ticket. */
export function stateOf({ outcome, status, resolution }: OrderStanding): ServiceOrderState {
  if (outcome === ServiceOrderOutcome.CANCELLED) return ServiceOrderState.CANCELLED;
  if (resolution === TicketResolution.REFUSED) return ServiceOrderState.REFUSED;
  if (outcome !== null || resolution !== null) return ServiceOrderState.CONFIRMED;
  return status === TicketStatus.CLOSED ? ServiceOrderState.CLOSED : ServiceOrderState.REQUESTED;
}

type OfferRow = Omit<ServiceOffer, 'recordHash'> & { member: string | null };

type OrderRow = OrderStanding & {
  customerId: string;
  serviceId: string;
  monthlyPrice: unknown;
  ticketNumber: string;
  createdAt: unknown;
  note: string | null;
};
