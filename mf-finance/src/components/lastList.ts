// Who opens a document and comes back by the link finds the list as it was left: its filters, its length, what is chosen.
// Kept by the module alone, so it goes with the tab; another customer and the end of the session begin anew.
import { session } from '@ebok/shell';

const FIRST = '/finanse';

let last = { customerId: '', address: FIRST };

/** Puts down where the list is. */
export function rememberList(address: string): void {
  last = { customerId: session.current?.customer.id ?? '', address };
}

/** Where the list was left. */
export function lastList(): string {
  return last.customerId === session.current?.customer.id ? last.address : FIRST;
}
