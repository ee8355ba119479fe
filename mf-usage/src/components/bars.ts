/** One interval of the chart and the table. */
export interface Bar {
  key: string;
  short: string;
  long: string;
  kwh: number | null;
  previousKwh: number | null;
  estimated: boolean;
  complete: boolean;
  /** The interval is not over yet, so nothing is missing. */
  isToCome: boolean;
  /** The state that a press opens; null at the finest resolution. */
  href: string | null;
}

/** Without a contract nothing is measured, so nothing is missing. */
export const isOutside = ({ kwh, complete }: Bar): boolean => kwh === null && complete;

/** Data is missing for an interval under a contract. */
export const isGap = (bar: Bar): boolean => bar.kwh === null && !bar.isToCome && !isOutside(bar);

/** The step of the axis in kWh: as fine as its figures need to differ, and 1 at most where all are zero. */
export function axisOf(bars: Bar[]): { max?: number; decimals: number } {
  const most = Math.max(0, ...bars.flatMap(({ kwh, previousKwh }) => [kwh ?? 0, previousKwh ?? 0]));
  if (most === 0) return { max: 1, decimals: 1 };
  return { decimals: Math.max(2, 2 - Math.floor(Math.log10(most))) };
}

const STEPS = [1, 2, 3, 4, 6, 12];
/** The width of a letter under the chart in pixels, and the space between two names. */
const LETTER = 7;
const SPACE = 8;
/** The width of the figures beside the bars. */
const AXIS = 64;

/** The names under the bars of a chart `width` pixels wide: as many as fit, at equal distances. */
export function thinned(bars: Bar[], width: number): string[] {
  const longest = Math.max(...bars.map(({ short }) => short.length)) * LETTER + SPACE;
  const fitting = STEPS.find((step) => (step * (width - AXIS)) / bars.length >= longest) ?? bars.length;
  return bars.map(({ short }, n) => (n % fitting === 0 ? short : ''));
}
