// Whether the portal can be reached. Requests tell: what browsers say of their network (`navigator.onLine`) is a guess, and
// wrong behind a router without internet as well as without a network on the portal's own machine.
import { pageLoad } from '../session/page-load';

const PROBE_MS = 5_000;

/** Hears with each answer which customer the session looks at. */
export const customerSaid = new EventTarget();

let isLost = false;
let probe: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const connection = {
  /** True from a request that nobody answered until one is answered again. */
  get lost(): boolean {
    return isLost;
  },
  /** Calls back whenever it is lost, and when it is there again. @returns how to end that */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** A request was answered, whatever it was told. */
  answered(): void {
    set(false);
  },
  /** A request was not answered: it is asked for until somebody answers. */
  unanswered(): void {
    set(true);
  },
  /** Something failed that may have to do with the connection. */
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

/** As fetch; whether somebody answered is told to the connection. @throws what fetch throws */
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

// A hint that it is worth asking now.
for (const hint of ['online', 'offline']) addEventListener(hint, () => void connection.doubt());
