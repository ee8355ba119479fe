import { instant } from '../database/columns';
import { columnsOf } from '../database/entity-columns';
import { type CallBack, Ticket, TicketReply } from './ticket.entity';

/** What a ticket is read with, `t` being the table. */
export const TICKET_COLUMNS = columnsOf(Ticket, 't', ['recordHash']);
export const REPLY_COLUMNS = columnsOf(TicketReply, 'r', ['inputHash']);

/** Rows as either database gives them. */
export type TicketRow = Record<Exclude<keyof Ticket, 'callBack' | 'recordHash'>, unknown>;
export type ReplyRow = Record<Exclude<keyof TicketReply, 'inputHash'>, unknown>;

export function hydrateTicket(row: TicketRow): Ticket {
  return Object.assign(new Ticket(), row, {
    createdAt: instant(row.createdAt),
    callBack: callBackOf(row as never),
  });
}

export function hydrateReply(row: ReplyRow): TicketReply {
  return Object.assign(new TicketReply(), row, {
    createdAt: instant(row.createdAt),
    fromCustomer: Boolean(row.fromCustomer),
  });
}

function callBackOf({ callBackPhone, callBackDate, callBackFrom, callBackTo }: Ticket): CallBack | null {
  if (callBackPhone === null) return null;
  return { phone: callBackPhone, date: callBackDate!, from: callBackFrom!, to: callBackTo! };
}
