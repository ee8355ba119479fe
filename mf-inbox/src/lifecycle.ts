// Lifecycles for the shell: pages load with the first visit, the tile with home, the unread count without either.
import { lifecycles } from '@ebok/shell';

export const { bootstrap, mount, unmount } = lifecycles(() => import('./App'));

/** The slice's tile on the home page. */
export const parcels = { newest: lifecycles(() => import('./NewestParcel')) };

/** Counts for the menu entry; the shell calls it also while no page of this slice is open. */
export async function badges(): Promise<void> {
  const { renewUnread } = await import('./unread/unread');
  await renewUnread();
}
