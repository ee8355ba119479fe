/** One interval as the chart and the table show it. */
export interface Bar {
  key: string;
  short: string;
  long: string;
  kwh: number | null;
  previousKwh: number | null;
  estimated: boolean;
  complete: boolean;
  /** Not over yet: nothing can be missing. */
  isToCome: boolean;
  /** Where a press leads; null at the finest. */
  href: string | null;
}

/** Under no contract there is nothing to measure: such an interval lacks nothing. */
export const isOutside = ({ kwh, complete }: Bar): boolean => kwh === null && complete;

/** Nothing was measured where something should have been. */
export const isGap = (bar: Bar): boolean => bar.kwh === null && !bar.isToCome && !isOutside(bar);

/** How the axis counts, in kWh: as exactly as its figures need to differ, and up to one where everything is nought. */
export function axisOf(bars: Bar[]): { max?: number; decimals: number } {
  const most = Math.max(0, ...bars.flatMap(({ kwh, previousKwh }) => [kwh ?? 0, previousKwh ?? 0]));
  if (most === 0) return { max: 1, decimals: 1 };
  return { decimals: Math.max(2, 2 - Math.floor(Math.log10(most))) };
}

const STEPS = [1, 2, 3, 4, 6, 12];
/** Pixels a letter under the chart takes, and the space between two names. */
const LETTER = 7;
const SPACE = 8;
/** And the figures beside the bars. */
const AXIS = 64;

/** The names under bars in a chart `width` pixels wide: as many as there is room for, at equal distances. */
export function thinned(bars: Bar[], width: number): string[] {
  const longest = Math.max(...bars.map(({ short }) => short.length)) * LETTER + SPACE;
  const fitting = STEPS.find((step) => (step * (width - AXIS)) / bars.length >= longest) ?? bars.length;
  return bars.map(({ short }, n) => (n % fitting === 0 ? short : ''));
}
