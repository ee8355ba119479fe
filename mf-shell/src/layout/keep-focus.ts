/**
 * Moves the focus to the focusable ancestor of a button that is about to disappear. Otherwise keyboard users would
 * start at the top of the page. The shell's `main` is such an ancestor, so there always is one.
 */
export function keepFocusAround(button: Element): void {
  button.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
}
