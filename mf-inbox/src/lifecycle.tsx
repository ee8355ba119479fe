// What single-spa calls. Thin on purpose: the pages come with the first visit, the tile alone with home, the count with neither.
import type { SliceProps } from '@ebok/shell';
import type { Root } from 'react-dom/client';

type MountProps = SliceProps & { domElement: HTMLElement };
type Part = { open: (element: HTMLElement, onFault: (error: unknown) => void) => Root };

export const { bootstrap, mount, unmount } = lifecycles(() => import('./App'));

/** What the home page shows of this slice. */
export const parcels = { newest: lifecycles(() => import('./NewestParcel')) };

/** The number beside the menu entry; the shell asks for it also where no page of ours is open. */
export async function badges(): Promise<void> {
  const { countUnread, isToldByTile } = await import('./unread');
  if (!isToldByTile()) await countUnread();
}

function lifecycles(load: () => Promise<Part>) {
  const roots = new Map<HTMLElement, Root>();
  return {
    bootstrap: async () => {},
    mount: async (props: MountProps) => {
      const { domElement } = props;
      const { open } = await load();
      roots.set(
        domElement,
        open(domElement, (error) => props.onFault(error)),
      );
    },
    unmount: async ({ domElement }: MountProps) => {
      roots.get(domElement)?.unmount();
      roots.delete(domElement);
    },
  };
}
