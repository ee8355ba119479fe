// Focus management on navigation: screen readers and keyboards start at the new page's headline.

/** A later headline would take the focus away from what the customer does by then. */
const GIVE_UP_MS = 10_000;

let stopWaiting: (() => void) | undefined;

/** Moves the focus to the headline in `main` as soon as there is one, unless the customer already types there. */
export function focusHeadline(main: HTMLElement): void {
  stopWaiting?.();
  const arrive = () => {
    // A hidden headline belongs to a slice that is unmounting.
    const headline = [...main.querySelectorAll('h1')].find((one) => !one.closest('[hidden]'));
    if (!headline) return;
    stopWaiting?.();
    if (main.contains(document.activeElement) && document.activeElement?.matches('input, select, textarea'))
      return;
    headline.tabIndex = -1;
    headline.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(arrive);
  const timer = setTimeout(() => stopWaiting?.(), GIVE_UP_MS);
  stopWaiting = () => {
    observer.disconnect();
    clearTimeout(timer);
    stopWaiting = undefined;
  };
  // The former page may still stand for a moment.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      observer.observe(main, { childList: true, subtree: true });
      arrive();
    }),
  );
}
