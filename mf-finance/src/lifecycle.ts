// What the shell mounts: the pages come with the first visit, the tile alone with home.
import { lifecycles } from '@ebok/shell';

export const { bootstrap, mount, unmount } = lifecycles(() => import('./App'));

/** What the home page shows of this slice. */
export const parcels = { balance: lifecycles(() => import('./BalanceParcel')) };
