import type { EntityManager } from 'typeorm';
import { instant, sqlInstant } from '../database/columns';
import type { Role } from '../auth/user.entity';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { behind, orderBy, type SortKey } from '../database/sorting';
import { marks, padded } from '../database/sql-lists';
import { connectionOf, rowsOfPage, totalOf } from '../graphql/connection';
import type { Page } from '../graphql/page';
import type { Ticket, TicketReply } from './ticket.entity';
import { TicketConnection, TicketEdge } from './ticket.input';
import {
  hydrateReply,
  hydrateTicket,
  REPLY_COLUMNS,
  TICKET_COLUMNS,
  type ReplyRow,
  type TicketRow,
} from './ticket.rows';

const NEWEST: SortKey[] = [
  { expression: 't.createdAt', descending: true },
  { expression: 't.id', descending: true },
];
const SHAPE = {
  connection: TicketConnection,
  edge: TicketEdge,
  node: hydrateTicket,
  position: (row: TicketRow) => [sqlInstant(instant(row.createdAt)), row.id as string],
};

/** The customer of a ticket, and a user's access to it. */
export interface TicketAccess {
  customerId: string;
  role: Role;
  /** As billing wrote it. */
  email: string;
}

/** Reads tickets and their replies; every query begins with the customer they belong to. */
export class TicketService {
  constructor(private readonly database: Database) {}

  /**
   * One page, newest first, and the count of all, in one statement.
   * @throws InvalidInput for `first` outside 1..100 or a cursor of another list.
   */
  async page(customerId: string, page: Page): Promise<TicketConnection> {
    const asked = rowsOfPage(`tickets:${customerId}`, page, NEWEST.length);
    const from = behind(NEWEST, asked.after);
    const rows = await this.database.query<TicketRow & { total: number }>(
      `SELECT ${TICKET_COLUMNS}, (SELECT COUNT(*) FROM tickets WHERE customerId = ?) AS total
       FROM tickets t WHERE t.customerId = ? AND ${from.text} ORDER BY ${orderBy(NEWEST)} LIMIT ?`,
      [customerId, customerId, ...from.values, asked.limit],
    );
    const total = await totalOf(rows, asked, () => this.count(customerId));
    return connectionOf(asked, rows, total, SHAPE);
  }

  /** The customer's ticket, or null: not there and not theirs are the same. */
  async find(customerId: string, id: string): Promise<Ticket | null> {
    const [row] = await this.database.query<TicketRow>(
      `SELECT ${TICKET_COLUMNS} FROM tickets t WHERE t.customerId = ? AND t.id = ?`,
      [customerId, id],
    );
    return row ? hydrateTicket(row) : null;
  }

  /** A ticket of any customer the user has access to, with what the user may do there. */
  async accessible(userId: string, id: string): Promise<TicketAccess | null> {
    const [row] = await this.database.query<TicketAccess>(
      `SELECT t.customerId AS customerId, a.role AS role, u.written AS email FROM accesses a
       JOIN users u ON u.id = a.userId
       JOIN tickets t ON t.customerId = a.customerId AND t.id = ? WHERE a.userId = ?`,
      [id, userId],
    );
    return row ?? null;
  }

  /** Tickets of one customer by number. */
  async byNumbers(customerId: string, numbers: readonly string[]): Promise<Map<string, Ticket>> {
    const rows = await this.database.query<TicketRow>(
      `SELECT ${TICKET_COLUMNS} FROM tickets t WHERE t.customerId = ? AND t.number IN (${marks(numbers)})`,
      [customerId, ...padded(numbers)],
    );
    return new Map(rows.map((row) => [row.number as string, hydrateTicket(row)]));
  }

  /** Threads of tickets of one customer, oldest reply first. */
  async replies(customerId: string, ticketIds: readonly string[]): Promise<Map<string, TicketReply[]>> {
    const rows = await this.database.query<ReplyRow>(
      `SELECT ${REPLY_COLUMNS} FROM ticket_replies r WHERE r.customerId = ? AND r.ticketId IN (${marks(ticketIds)})
       ORDER BY r.ticketId, r.createdAt, r.id`,
      [customerId, ...padded(ticketIds)],
    );
    return grouped(rows.map(hydrateReply), ({ ticketId }) => ticketId);
  }

  private async count(customerId: string): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      'SELECT COUNT(*) AS n FROM tickets WHERE customerId = ?',
      [customerId],
    );
    return Number(row!.n);
  }
}

/** A ticket as it is inside a transaction. */
export async function ticketIn(
  manager: EntityManager,
  { customerId, id }: Pick<Ticket, 'customerId' | 'id'>,
): Promise<Ticket | null> {
  const [row] = await manager.query<TicketRow[]>(
    `SELECT ${TICKET_COLUMNS} FROM tickets t WHERE t.customerId = ? AND t.id = ?`,
    [customerId, id],
  );
  return row ? hydrateTicket(row) : null;
}
