import type { Session } from './session.operations';

interface SessionStore {
  readonly current: Session | null;
  subscribe(listener: (session: Session | null) => void): () => void;
}

/**
 * Whose data a slice is to show. Nobody's for a moment after a switch: the client forgets the one before only after the
 * session's listeners have run, and what is asked sooner would show that one's data, or fail.
 */
export function shownCustomer(session: SessionStore) {
  let shown = session.current?.customer.id;
  return {
    /** The customer's id; undefined for nobody. */
    current: () => shown,
    /** Takes one listener; ends with the function returned. */
    subscribe: (listener: () => void): (() => void) => {
      let wanted = (shown = session.current?.customer.id);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const show = (customer: string | undefined) => {
        shown = customer;
        listener();
      };
      const unsubscribe = session.subscribe((next) => {
        if (next?.customer.id === wanted) return;
        wanted = next?.customer.id;
        show(undefined);
        clearTimeout(timer);
        timer = setTimeout(() => show(wanted));
      });
      return () => {
        unsubscribe();
        clearTimeout(timer);
      };
    },
  };
}
