// Documents chosen to be paid or downloaded stand in the list's address, beside its filters: they outlive paging, other
// filters, a reload and the way to a document and back.
import { session } from '@ebok/shell';

/** As many as an address bears, and as the gateway puts into one archive. */
export const MOST_CHOSEN = 100;

/** What was chosen in the list. */
export interface Basket {
  /** Ids of all that were chosen. */
  ids: string[];
  /**
   * Of these, what may still be paid; of one that is not shown nobody knows before it was asked for. Undefined for who
   * may only look.
   */
  payable: string[] | undefined;
  /** What `payable` comes to, in grosze; undefined as long as one of them is not known. */
  sum: number | undefined;
  /** The most one payment may come to, in grosze, once it is known. */
  limit: number | undefined;
  /** All that may be paid is over the limit, each document by itself: it can be paid by transfer alone. */
  byTransfer: boolean;
}

/** Reads the ids an address names. */
export function readChosen(text: string | null): string[] {
  const ids = (text ?? '').split('.').filter((id) => /^[\w-]{1,64}$/.test(id));
  return [...new Set(ids)].slice(0, MOST_CHOSEN);
}

/** Adds a document or takes it away; a full selection takes no more. */
export function toggled(chosen: string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((other) => other !== id);
  return chosen.length < MOST_CHOSEN ? [...chosen, id] : chosen;
}

/** Where chosen documents are one archive: of the customer the page shows, whoever the session looks at when it is opened. */
export function archiveAddress(ids: string[]): string {
  return `/files/invoices.zip?${new URLSearchParams([...ofCustomer(), ...ids.map((id) => ['id', id])])}`;
}

/** The parameter that names the customer of a file's address. */
export function ofCustomer(): string[][] {
  const { current } = session;
  return current ? [['customerId', current.customer.id]] : [];
}

/** Where chosen documents are paid. */
export function payAddress(ids: string[]): string {
  return `/platnosc?dokumenty=${ids.join('.')}`;
}
