import type { Session } from './session.operations';

interface SessionStore {
  readonly current: Session | null;
  subscribe(listener: (session: Session | null) => void): () => void;
}

/**
 * The customer whose data a slice shows; undefined for a moment after a switch. The client clears its cache only
 * after the session's listeners ran: an earlier query would return the former customer's data, or fail.
 */
export function shownCustomer(session: SessionStore) {
  let shown = session.current?.customer.id;
  return {
    /** The customer's id; undefined for none. */
    current: () => shown,
    /** Subscribes one listener; returns a function that unsubscribes. */
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
