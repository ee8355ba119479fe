// What the shell mounts: the page comes with the first visit.
import { lifecycles } from '@ebok/shell';

export const { bootstrap, mount, unmount } = lifecycles(() => import('./open'));

/** What the home page shows of this slice: nothing yet. */
export const parcels = {};
