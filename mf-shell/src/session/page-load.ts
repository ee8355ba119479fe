// Full page loads, in a module of their own because tests cannot navigate away.
import { RETURN_TO, withCustomer } from '../layout/navigate';

/** Why the session ended: a code in the sign-in page's address, shown there as a sentence. */
export type Ending = 'signed-out' | 'idle' | 'ended';

export const pageLoad = {
  /**
   * Loads the sign-in page. It gets the current address as return address, unless the customer signed out. `customer`
   * is added where the login has several, since the next session begins with the first.
   */
  toSignIn(why: Ending, customer?: string): void {
    const query = new URLSearchParams({ reason: why });
    const { pathname, search } = location;
    const place = customer ? withCustomer({ pathname, search, hash: '' }, customer) : pathname + search;
    if (why !== 'signed-out' && pathname + search !== '/') query.set(RETURN_TO, place);
    location.replace(`/logowanie?${query.toString()}`);
  },
  /** Loads an address of this origin that is not part of the page. */
  open(path: string): void {
    location.replace(path);
  },
  /** True when the portal answers. */
  async isReachable(): Promise<boolean> {
    try {
      await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
      return true;
    } catch {
      return false;
    }
  },
  reload(): void {
    location.reload();
  },
};
