/**
 * Moves the focus to the place around a button that is about to go away: whoever works by keyboard would otherwise
 * begin at the top of the page again. The shell's `main` is such a place too, so there always is one.
 */
export function keepFocusAround(button: Element): void {
  button.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
}
