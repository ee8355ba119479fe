// Lifecycles for the shell: the slice loads with the first visit.
import { lifecycles } from '@ebok/shell';

export const { bootstrap, mount, unmount } = lifecycles(() => import('./open'));

export const parcels = {};
