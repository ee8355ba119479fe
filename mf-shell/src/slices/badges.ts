// When slices count what their menu entries show. They need no page for it, and a number that fails to come is no fault.
import { clearBadges } from '../layout/menu';
import type { SliceModule } from './slice-module';

/** Counting anew at every step would ask too much of the gateway. */
const EVERY_MS = 60_000;

export class BadgeCount {
  #whose = '';
  #at = 0;

  /** Lets slices count for somebody, unless that was done within the minute. @param whose empty: nobody's */
  count(modules: Iterable<SliceModule>, whose: string, now = Date.now()): void {
    const isSame = this.#whose === whose;
    if (isSame && now - this.#at < EVERY_MS) return;
    if (!isSame) clearBadges();
    this.#whose = whose;
    this.#at = now;
    if (!whose) return;
    for (const module of modules) {
      if (!module.slice.menu.some(({ badge }) => badge)) continue;
      void module
        .load()
        .then((lifecycles) => lifecycles.badges?.())
        .catch((error: unknown) => console.warn(error));
    }
  }
}
