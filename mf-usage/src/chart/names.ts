// The names under the columns: as many as fit, at equal distances.
import type { View } from '../periods';

/** The width of a letter in pixels, at most, and the space between two names. */
const LETTER = 7;
const SPACE = 8;
/** Every so many names: quarters are named by their hours. */
const STEPS: Record<View, number[]> = {
  year: [1],
  month: [1, 2, 3, 4, 7],
  day: [1, 2, 3, 4, 6],
  quarters: [4, 8, 12, 16, 24],
};

/** The names of columns on a plot `width` pixels wide (0: unknown); an empty name where there is no room for it. */
export function thinned(names: readonly string[], view: View, width: number): string[] {
  if (width === 0) return [...names];
  const room = (step: number) => (step * width) / names.length;
  const longest = Math.max(...names.map((name) => name.length)) * LETTER + SPACE;
  const steps = STEPS[view];
  const step = steps.find((one) => room(one) >= longest) ?? steps.at(-1)!;
  return names.map((name, n) => (n % step === 0 ? name : ''));
}

/** Twelve months are all named: on a narrow plot their names stand upright. */
export function isUpright(names: readonly string[], view: View, width: number): boolean {
  if (view !== 'year' || width === 0) return false;
  const longest = Math.max(...names.map((name) => name.length)) * LETTER + SPACE;
  return width / names.length < longest;
}
