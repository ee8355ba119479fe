// What single-spa calls. Thin on purpose: the page comes with the first visit, the tile alone with home.
import type { SliceProps } from '@ebok/shell';
import type { App, Component } from 'vue';

type MountProps = SliceProps & { domElement: HTMLElement };

export const { bootstrap, mount, unmount } = lifecycles(() => import('./pages/UsagePage.vue'));

/** What the home page shows of this slice. */
export const parcels = { usage: lifecycles(() => import('./pages/UsageTile.vue')) };

function lifecycles(load: () => Promise<{ default: Component }>) {
  const apps = new Map<HTMLElement, App>();
  return {
    bootstrap: async () => {},
    mount: async (props: MountProps) => {
      const [{ open }, part] = await Promise.all([import('./open'), load()]);
      apps.set(
        props.domElement,
        open(props.domElement, (error) => props.onFault(error), part.default),
      );
    },
    unmount: async ({ domElement }: Pick<MountProps, 'domElement'>) => {
      apps.get(domElement)?.unmount();
      apps.delete(domElement);
    },
  };
}
