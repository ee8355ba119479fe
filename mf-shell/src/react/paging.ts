// Paging of lists whose length stands in the address.

/** The gateway's limit for a search text. */
export const LONGEST_TEXT = 200;

/**
 * The next total after `shown`: 20, 40, 100, then hundreds. Page boundaries are always the same, so that a revisited
 * list is served from the cache.
 */
export function pageAfter(shown: number): number {
  if (shown < 20) return 20;
  if (shown < 40) return 40;
  return Math.floor(shown / 100) * 100 + 100;
}

/** The total of `pageAfter` for a number in an address; the first total where it is invalid. */
export function wholePages(wanted: number): number {
  return wanted > 20 && wanted < 1e6 ? pageAfter(Math.ceil(wanted) - 1) : 20;
}
