// Lifecycles for the shell: the page loads with the first visit, the tile with home.
import { lifecycles } from '@ebok/shell';
import type { Component } from 'vue';
import { loadApexCharts } from './chart/apexcharts';

export const { bootstrap, mount, unmount } = lifecycles(() => {
  // The chart reports a failure itself.
  loadApexCharts().catch(() => {});
  return part(import('./pages/UsagePage.vue'));
});

/** The slice's tile on the home page. */
export const parcels = { usage: lifecycles(() => part(import('./pages/UsageTile.vue'))) };

async function part(loading: Promise<{ default: Component }>) {
  const [{ put }, { default: component }] = await Promise.all([import('./open'), loading]);
  return { open: put(component) };
}
