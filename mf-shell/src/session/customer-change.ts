// Billing can remove a customer from a login during a session: the session then has another of its customers.
import { customerSaid } from '../api/connection';
import { notify } from '../layout/notify';
import { checkSession } from './idle';
import { session } from './session';

let looking: Promise<void> | undefined;
let told: string | undefined;

/** Refreshes the session when a response names another customer than the page shows, and shows the reason. */
export function followCustomerChange(): void {
  customerSaid.addEventListener('said', (event) => {
    const { current } = session;
    if (!current || current.customer.id === (event as CustomEvent).detail) return;
    looking ??= checkSession()
      .catch((error: unknown) => console.error(error))
      .finally(() => (looking = undefined));
  });
  session.subscribe(tell);
  tell();
}

/** Shows the reason once, though each session check returns it. */
function tell(): void {
  const why = session.current?.suspension?.message;
  if (why && why !== told) notify((told = why));
}
