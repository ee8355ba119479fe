// What the address of a list says of it.

/** The gateway takes no longer text to search for. */
export const LONGEST_TEXT = 200;

/**
 * The next total after `shown`: 20, 40, 100, then hundreds. Pages always end at the same places, so that a list
 * found again comes from the same answers, and a long one takes few of them.
 */
export function pageAfter(shown: number): number {
  if (shown < 20) return 20;
  if (shown < 40) return 40;
  return Math.floor(shown / 100) * 100 + 100;
}

/** A total of `pageAfter` for what an address says; the first where that makes no sense. */
export function wholePages(wanted: number): number {
  return wanted > 20 && wanted < 1e6 ? pageAfter(Math.ceil(wanted) - 1) : 20;
}
