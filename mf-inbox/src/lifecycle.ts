// What the shell mounts: the pages come with the first visit, the tile alone with home, the count with neither.
import { lifecycles } from '@ebok/shell';

export const { bootstrap, mount, unmount } = lifecycles(() => import('./App'));

/** What the home page shows of this slice. */
export const parcels = { newest: lifecycles(() => import('./NewestParcel')) };

/** The number beside the menu entry; the shell asks for it also where no page of ours is open. */
export async function badges(): Promise<void> {
  const { countUnread, isToldByTile } = await import('./unread');
  if (!isToldByTile()) await countUnread();
}
