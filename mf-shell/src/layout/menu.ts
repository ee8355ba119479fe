// Badges of menu entries: slices count, the shell shows.
const counts = new Map<string, number>();
const listeners = new Set<() => void>();

export const menu = {
  /** Sets the count beside the entry with this path; 0 removes it. */
  badge(path: string, count: number): void {
    if (badgeOf(path) === count) return;
    counts.set(path, count);
    for (const listener of listeners) listener();
  },
};

export function badgeOf(path: string): number {
  return counts.get(path) ?? 0;
}

/** Counts of another customer are no longer valid. */
export function clearBadges(): void {
  for (const path of counts.keys()) menu.badge(path, 0);
}

export function onBadges(listener: () => void): void {
  listeners.add(listener);
}
