// The session. Whatever depends on it subscribes.
import { run, unauthenticated } from '../api/graphql';
import { pageLoad, type Ending } from './page-load';
import { SIGN_OUT, type Session } from './session.operations';
import { forgetPlayground } from './playground-storage';
import { tellTabs } from './tabs';

type Listener = (session: Session | null) => void;

const listeners = new Set<Listener>();
let current: Session | null = null;

export const session = {
  get current(): Session | null {
    return current;
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Ends the session; every other tab of this browser follows. */
  async signOut(): Promise<void> {
    await signOut(false);
  },
};

/** Sets the session as the gateway sent it. */
export function setSession(next: Session | null): void {
  current = next;
  for (const listener of [...listeners]) listener(next);
}

/** Ends the session on the gateway, here or on every device, then leaves the page. */
export async function signOut(everywhere: boolean): Promise<void> {
  await run(SIGN_OUT, { everywhere });
  endSession('signed-out');
}

/**
 * Clears all personal data and goes to the sign-in page. The full page load is on purpose: it frees what slices hold
 * in memory.
 */
export function endSession(why: Ending, { tell = true } = {}): void {
  if (!current) return;
  const { customer, customers } = current;
  setSession(null);
  forgetPlayground();
  if (tell) tellTabs('ended');
  pageLoad.toSignIn(why, customers.length > 1 ? customer.id : undefined);
}

unauthenticated.addEventListener('ended', () => endSession('ended'));
