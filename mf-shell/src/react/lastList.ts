import { session } from '@ebok/shell';

/**
 * Where a list was left, so that who opened something of it comes back by the link to the list as it was: its filters, its length, what is chosen. Kept in
 * the tab alone; another customer, and the end of the session, begin anew.
 * @param first the list's own address, for whoever came from elsewhere
 */
export function lastList(first: string) {
  let last = { customerId: '', address: first };
  const customerId = () => session.current?.customer.id ?? '';
  return {
    /** Puts down where the list is. */
    remember(address: string): void {
      last = { customerId: customerId(), address };
    },
    /** Where the list was left. */
    get address(): string {
      return last.customerId === customerId() ? last.address : first;
    },
  };
}
