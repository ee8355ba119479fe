// When slices count for their menu entries. No page is mounted for it, and a failed count is no fault.
import { clearBadges } from '../layout/menu';
import type { SliceModule } from './slice-module';

/** Counting at every navigation would be too many requests. */
const EVERY_MS = 60_000;
const LOOK_EVERY_MS = 15_000;

/** Counts again and again while somebody looks at the page, and as soon as it is looked at again. */
export function whileSeen(count: () => void): void {
  const ifSeen = () => {
    if (document.visibilityState === 'visible') count();
  };
  document.addEventListener('visibilitychange', ifSeen);
  setInterval(ifSeen, LOOK_EVERY_MS);
}

export class BadgeCount {
  #whose = '';
  #at = 0;

  /**
   * Lets slices count for a customer, at most once a minute.
   * @param whose a key of user and customer; empty for none
   */
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
