// The list's address holds the documents selected to be paid or downloaded: they survive paging, other filters, a
// reload and a visit to a document.
import { session } from '@ebok/shell';

/** The gateway's limit of documents in one archive; an address holds as many. */
export const MOST_SELECTED = 100;

/** The documents selected in the list. */
export interface Selection {
  /** Ids of all selected documents. */
  ids: string[];
  /**
   * Ids of those that can be paid, including documents not loaded yet. Undefined without permission to pay.
   */
  payable: string[] | undefined;
  /** The sum of `payable` in grosze; undefined until all of them are loaded. */
  sum: number | undefined;
  /** The limit of one payment in grosze, once loaded. */
  limit: number | undefined;
  /** Whether each payable document exceeds the limit on its own, so that only a transfer can pay it. */
  byTransfer: boolean;
}

/** Reads the ids in an address; invalid and repeated ones are ignored. */
export function readSelected(text: string | undefined): string[] {
  const ids = (text ?? '').split('.').filter((id) => /^[\w-]{1,64}$/.test(id));
  return [...new Set(ids)].slice(0, MOST_SELECTED);
}

/** Adds or removes a document; a full selection stays as it is. */
export function toggled(selected: string[], id: string): string[] {
  if (selected.includes(id)) return selected.filter((other) => other !== id);
  return selected.length < MOST_SELECTED ? [...selected, id] : selected;
}

/** The address of an archive of documents. It names the customer, since another tab may switch the session's. */
export function archiveAddress(ids: string[]): string {
  return `/files/invoices.zip?${new URLSearchParams([...ofCustomer(), ...ids.map((id) => ['id', id])])}`;
}

/** The parameter of a file's address that names the customer. */
export function ofCustomer(): string[][] {
  const { current } = session;
  return current ? [['customerId', current.customer.id]] : [];
}

/** The address where documents are paid. */
export function payAddress(ids: string[]): string {
  return `/platnosc?documents=${ids.join('.')}`;
}
