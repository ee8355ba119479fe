import type DataLoader from 'dataloader';
import { NotFound } from '../errors';
import { customerLoader, type CustomerKey } from '../graphql/customer-loader';
import type { Ticket, TicketReply } from './ticket.entity';
import type { TicketService } from './ticket.service';

interface TicketLoaders {
  /** By number, which is the `id` of the key. */
  ticketByNumber: DataLoader<CustomerKey, Ticket | null, string>;
  ticketReplies: DataLoader<CustomerKey, TicketReply[], string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends TicketLoaders {}
}

export function ticketLoaders(tickets: TicketService): TicketLoaders {
  return {
    ticketByNumber: customerLoader<Ticket | null>((c, numbers) => tickets.byNumbers(c, numbers), null),
    ticketReplies: customerLoader<TicketReply[]>((c, ids) => tickets.replies(c, ids), []),
  };
}

/**
 * The ticket of what was asked by one.
 * @throws NotFound
 */
export async function ticketOf(
  { ticketByNumber }: TicketLoaders,
  { customerId, ticketNumber }: { customerId: string; ticketNumber: string },
): Promise<Ticket> {
  const ticket = await ticketByNumber.load({ customerId, id: ticketNumber });
  if (!ticket) throw new NotFound();
  return ticket;
}
