// What the shell mounts: the pages come with the first visit, the tile alone with home.
import { lifecycles, session } from '@ebok/shell';
import { forget } from './checkout/bookmark';

// Whatever part of the slice is there: nothing of anybody stays in the tab.
session.subscribe((current) => {
  if (!current) forget();
});

export const { bootstrap, mount, unmount } = lifecycles(() => import('./App'));

/** What the home page shows of this slice. */
export const parcels = { balance: lifecycles(() => import('./balance/BalanceParcel')) };
