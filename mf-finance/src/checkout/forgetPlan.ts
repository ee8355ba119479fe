/** The name of the plan's bookmark in the tab's storage. */
export const BOOKMARK = 'ebok-finance-plan';

/** Removes the bookmark. A module of its own, since the slice's entry loads it on every page. */
export function forgetPlan(): void {
  try {
    sessionStorage.removeItem(BOOKMARK);
  } catch {
    // Without storage there is no bookmark.
  }
}
