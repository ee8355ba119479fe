// Leaving the page for good: kept apart, because a test cannot let the page go.
import { withCustomer } from '../layout/navigate';

/** Why somebody was brought to the sign-in page; it stands in the address and becomes a sentence there. */
export type Ending = 'wylogowano' | 'bezczynnosc' | 'koniec';

export const pageLoad = {
  /**
   * To the sign-in page by a whole load; the place comes along unless the customer left by own will, with `customer`
   * where the login has several: the next session begins with the first of them.
   */
  toSignIn(why: Ending, customer?: string): void {
    const query = new URLSearchParams({ powod: why });
    const { pathname, search } = location;
    const place = customer ? withCustomer({ pathname, search, hash: '' }, customer) : pathname + search;
    if (why !== 'wylogowano' && pathname + search !== '/') query.set('powrot', place);
    location.replace(`/logowanie?${query.toString()}`);
  },
  /** To a place of this origin that isn't part of the page. */
  open(path: string): void {
    location.replace(path);
  },
  /** True when there is somebody to load it from. */
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
