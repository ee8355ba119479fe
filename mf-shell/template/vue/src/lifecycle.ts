// Lifecycles for the shell: the page loads with the first visit.
import { lifecycles } from '@ebok/shell';

export const { bootstrap, mount, unmount } = lifecycles(() => import('./open'));

/** The slice's tiles on the home page: none yet. */
export const parcels = {};
