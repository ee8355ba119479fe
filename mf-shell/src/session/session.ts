// The session. Whatever depends on it subscribes.
import { run, unauthenticated } from '../api/graphql';
import { guardInput, holdsInput, saveInput } from './input-guard';
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
  /** Protects input that is not saved yet; returns a function that ends it. */
  guardInput,
  /** Leaves a page that `guardInput` kept after the session's end. */
  leave(): void {
    endSession('ended', { isForced: true });
  },
};

/** Sets the session as the gateway sent it. */
export function setSession(next: Session | null): void {
  current = next;
  for (const listener of [...listeners]) listener(next);
}

/** Ends the session on the gateway, here or on every device, then leaves the page. */
export async function signOut(everywhere: boolean): Promise<void> {
  await saveInput();
  await run(SIGN_OUT, { everywhere });
  endSession('signed-out');
}

/**
 * Clears all personal data and goes to the sign-in page. The full page load is on purpose: it frees what slices hold
 * in memory. A page with unsaved input stays until that is saved, unless the customer signs out.
 */
export function endSession(why: Ending, { tell = true, isForced = false } = {}): void {
  if (!current) return;
  if (why !== 'signed-out' && !isForced && holdsInput()) return;
  const { customer, customers } = current;
  setSession(null);
  forgetPlayground();
  if (tell) tellTabs('ended');
  pageLoad.toSignIn(why, customers.length > 1 ? customer.id : undefined);
}

unauthenticated.addEventListener('ended', () => endSession('ended'));
