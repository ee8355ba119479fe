/** A value axis: round figures at equal distances, zero among them. */
export interface Scale {
  min: number;
  max: number;
  ticks: number[];
  /** As many decimals as the ticks need to differ. */
  decimals: number;
}

/** Distances between ticks, in powers of ten. */
const STEPS = [1, 2, 5, 10];
const INTERVALS = 4;

/**
 * The axis for columns that reach from `lowest` to `highest`.
 * @param lowest at most 0 @param highest at least 0
 */
export function scaleOf(lowest: number, highest: number): Scale {
  const range = highest - lowest || 1;
  const power = 10 ** Math.floor(Math.log10(range / INTERVALS));
  const step = power * STEPS.find((one) => one * power >= (range / INTERVALS) * (1 - 1e-9))!;
  const from = Math.floor(lowest / step + 1e-9);
  const to = Math.max(Math.ceil(highest / step - 1e-9), from + 1);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const at = (n: number) => Number((n * step).toFixed(decimals));
  const ticks = Array.from({ length: to - from + 1 }, (_, n) => at(from + n));
  return { min: ticks[0]!, max: ticks.at(-1)!, ticks, decimals };
}
