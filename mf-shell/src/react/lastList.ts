import { session } from '@ebok/shell';

/**
 * Remembers the address of a list, so that the back link of an item leads to the same filters, length and selection.
 * The address is kept in memory, and dropped when the customer changes or the session ends.
 * @param first the list's default address
 */
export function lastList(first: string) {
  let last = { customerId: '', address: first };
  const customerId = () => session.current?.customer.id ?? '';
  return {
    /** Stores the list's current address. */
    remember(address: string): void {
      last = { customerId: customerId(), address };
    },
    /** The stored address, or the default. */
    get address(): string {
      return last.customerId === customerId() ? last.address : first;
    },
  };
}
