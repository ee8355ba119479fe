/** One interval as the chart and the table show it. */
export interface Bar {
  key: string;
  short: string;
  long: string;
  kwh: number | null;
  previousKwh: number | null;
  estimated: boolean;
  complete: boolean;
  /** Lies ahead of us: nothing can be missing yet. */
  isToCome: boolean;
  /** Where a press leads; null at the finest. */
  href: string | null;
}

/** Nothing was measured where something could have been. */
export const isGap = ({ kwh, isToCome }: Bar): boolean => kwh === null && !isToCome;

const STEPS = [1, 2, 3, 4, 6, 12];
/** Pixels a letter under the chart takes, and the space between two names. */
const LETTER = 7;
const SPACE = 8;

/** The names under bars in a chart `width` pixels wide: as many as there is room for, at equal distances. */
export function thinned(bars: Bar[], width: number): string[] {
  const longest = Math.max(...bars.map(({ short }) => short.length)) * LETTER + SPACE;
  const fitting = STEPS.find((step) => (step * width) / bars.length >= longest) ?? bars.length;
  return bars.map(({ short }, n) => (n % fitting === 0 ? short : ''));
}
