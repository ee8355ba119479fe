import ical, { ICalEventTransparency } from 'ical-generator';
import { warsawDay, warsawMidnight } from '../calendar';
import { keyOf } from '../database/columns';
import type { Invoice } from '../invoices/invoice.entity';
import { writtenMoney } from '../mail/written';
import { formatMoney } from '../money';
import type { Language } from '../texts/language';
import { text } from '../texts/text';

/** How often programs ask again, where they follow the advice. */
const REFRESH_SECONDS = 6 * 3600;
/** Control characters have no place in a calendar's text, not even escaped. */
const CONTROL = /\p{Cc}/gu;

/** A document with something to pay by a day. */
export type DueInvoice = Pick<Invoice, 'customerId' | 'id' | 'number' | 'outstanding'> & { dueDate: string };

/** How a calendar is written. */
export interface CalendarStyle {
  language: Language;
  /** The portal's address, without a slash at its end. */
  publicUrl: string;
  name: string;
  now: Date;
}

/** True for a document that has a place in a calendar. */
export function isDue<I extends Pick<Invoice, 'outstanding' | 'dueDate'>>(
  invoice: I,
): invoice is I & { dueDate: string } {
  return invoice.outstanding > 0 && invoice.dueDate !== null;
}

/** Due dates as iCalendar, one all-day event per document, which keeps its UID when the amount changes. */
export function dueDatesCalendar(invoices: readonly DueInvoice[], style: CalendarStyle): string {
  const { language, publicUrl, name, now } = style;
  const calendar = ical({
    name: plain(name),
    prodId: { company: 'eBOK', product: 'due-dates', language },
    ttl: REFRESH_SECONDS,
  });
  const { hostname } = new URL(publicUrl);
  // The start of the day instead of the moment: an unchanged calendar stays the same bytes, and its ETag.
  const stamp = warsawMidnight(warsawDay(now));
  for (const { customerId, id, number, outstanding, dueDate } of invoices) {
    const url = `${publicUrl}/finanse/${encodeURIComponent(id)}?customer=${customerId}`;
    const values = { number: plain(number), amount: writtenMoney(formatMoney(outstanding), language), url };
    calendar.createEvent({
      id: `${keyOf('due-date', customerId, id)}@${hostname}`,
      start: new Date(`${dueDate}T00:00:00Z`),
      allDay: true,
      stamp,
      summary: text(language, 'calendar.summary', values),
      description: text(language, 'calendar.description', values),
      url,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function plain(value: string): string {
  return value.replace(CONTROL, ' ').trim();
}
