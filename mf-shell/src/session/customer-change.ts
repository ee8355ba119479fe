// Billing can take a customer away from a login while somebody is signed in: then the session looks at another one of theirs.
import { customerSaid } from '../api/connection';
import { notify } from '../layout/notify';
import { checkSession } from './idle';
import { session } from './session';

let looking: Promise<void> | undefined;
let told: string | undefined;

/** Follows the session when it looks at another customer than the page shows, and says why. */
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

/** Once, though each checkSession says it. */
function tell(): void {
  const why = session.current?.suspension?.message;
  if (why && why !== told) notify((told = why));
}
