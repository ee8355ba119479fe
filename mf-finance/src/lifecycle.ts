// The entry of the slice: the shell mounts its pages and tiles, which load on demand.
import { lifecycles, session } from '@ebok/shell';
import { forgetPlan } from './checkout/forgetPlan';

// The end of a session removes the customer's data from the tab, whichever part of the slice is loaded.
session.subscribe((current) => {
  if (!current) forgetPlan();
});

export const { bootstrap, mount, unmount } = lifecycles(() => import('./App'));

/** The slice's tiles on the home page. */
export const parcels = { balance: lifecycles(() => import('./balance/BalanceParcel')) };
