// Whether the portal can be reached, as requests show it. `navigator.onLine` is a guess: it is wrong behind a router
// without internet, and on the portal's own machine without a network.
import { pageLoad } from '../session/page-load';

const PROBE_MS = 5_000;

/** Fires with each response that names the session's customer. */
export const customerSaid = new EventTarget();

let isLost = false;
let probe: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const connection = {
  /** True from a request without a response until the next response. */
  get lost(): boolean {
    return isLost;
  },
  /** Calls back whenever the connection is lost or back. @returns a function that unsubscribes */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Call it when a request got a response, whatever its status. */
  answered(): void {
    set(false);
  },
  /** Call it when a request got no response. The portal is probed until it answers. */
  unanswered(): void {
    set(true);
  },
  /** Probes the portal after a failure that may be the connection's. */
  async doubt(): Promise<void> {
    set(!(await pageLoad.isReachable()));
  },
};

function set(lost: boolean): void {
  clearTimeout(probe);
  if (lost) probe = setTimeout(() => void connection.doubt(), PROBE_MS);
  if (lost === isLost) return;
  isLost = lost;
  for (const listener of [...listeners]) listener();
}

/** As fetch; reports to `connection` whether there was a response. @throws what fetch throws */
export async function reach(address: string, options: RequestInit): Promise<Response> {
  try {
    const response = await fetch(address, options);
    connection.answered();
    const customer = response.headers?.get('x-ebok-customer');
    if (customer) customerSaid.dispatchEvent(new CustomEvent('said', { detail: customer }));
    return response;
  } catch (error) {
    if (!options.signal?.aborted) connection.unanswered();
    throw error;
  }
}

// The browser's events are hints that a probe is worthwhile now.
for (const hint of ['online', 'offline']) addEventListener(hint, () => void connection.doubt());
