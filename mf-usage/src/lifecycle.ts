// What the shell mounts: the page comes with the first visit, the tile alone with home.
import { lifecycles } from '@ebok/shell';
import type { Component } from 'vue';

export const { bootstrap, mount, unmount } = lifecycles(() => part(import('./pages/UsagePage.vue')));

/** What the home page shows of this slice. */
export const parcels = { usage: lifecycles(() => part(import('./pages/UsageTile.vue'))) };

async function part(loading: Promise<{ default: Component }>) {
  const [{ put }, { default: component }] = await Promise.all([import('./open'), loading]);
  return { open: put(component) };
}
