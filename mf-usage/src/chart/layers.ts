// The series of the chart: which values are stacked on which.
import { isPartial, type Bar, type Measured } from '../bars';
import { scaleOf, type Scale } from './scale';

/** Names in the drawing, by which styles colour the series. */
export type LayerName =
  'before' | 'beforeFed' | 'now' | 'fed' | 'zone1' | 'zone2' | 'zone3' | 'fixed' | 'forecast';

export interface Layer {
  name: LayerName;
  /** Layers of one group stand on each other; groups stand side by side. */
  group: 'before' | 'now';
  /** Negative values reach below zero. */
  values: (number | null)[];
  estimated: boolean[];
  partial: boolean[];
}

export const ZONE_LAYERS = ['zone1', 'zone2', 'zone3'] as const;

/** The layers of bars, in kWh or in złotys. Costs have no year before: former prices would need former documents. */
export function layersOf(bars: readonly Bar[], unit: 'kWh' | 'zl'): Layer[] {
  const layer = (
    name: LayerName,
    valueOf: (bar: Bar) => number | null,
    markedBy: ((bar: Bar) => Measured) | null = (bar) => bar,
  ): Layer => ({
    name,
    group: name.startsWith('before') ? 'before' : 'now',
    values: bars.map(valueOf),
    estimated: bars.map((bar) => markedBy?.(bar).estimated ?? false),
    partial: bars.map((bar) => markedBy !== null && isPartial(markedBy(bar), bar.isToCome)),
  });
  if (unit === 'zl')
    return [
      layer('fixed', ({ cost }) => cost?.fixed ?? null, null),
      layer('now', ({ cost }) => cost?.variable ?? null),
    ];

  const isBoth = bars.some(({ fed }) => fed);
  const zones = Math.max(0, ...bars.map((bar) => bar.zones.length));
  const hasBefore = bars.some(({ previousKwh, fed }) => previousKwh !== null || fed?.previousKwh != null);
  return [
    ...(hasBefore ? [layer('before', ({ previousKwh }) => previousKwh, null)] : []),
    ...(hasBefore && isBoth ? [layer('beforeFed', ({ fed }) => below(fed?.previousKwh), null)] : []),
    ...(zones > 1 && zones <= ZONE_LAYERS.length
      ? ZONE_LAYERS.slice(0, zones).map((name, n) => layer(name, (bar) => bar.zones[n] ?? null))
      : [layer('now', ({ kwh }) => kwh)]),
    ...(bars.some(({ expectedKwh }) => expectedKwh !== null)
      ? [layer('forecast', ({ expectedKwh }) => expectedKwh, null)]
      : []),
    ...(isBoth
      ? [
          layer(
            'fed',
            ({ fed }) => below(fed?.kwh),
            (bar) => bar.fed ?? bar,
          ),
        ]
      : []),
  ];
}

const below = (kwh: number | null | undefined) => (kwh ? -kwh : null);

/** The axis that all stacked layers fit. */
export function scaleOfLayers(layers: readonly Layer[], count: number): Scale {
  let [lowest, highest] = [0, 0];
  for (const group of ['before', 'now'] as const) {
    const own = layers.filter((layer) => layer.group === group);
    for (let n = 0; n < count; n++) {
      const values = own.map(({ values }) => values[n] ?? 0);
      lowest = Math.min(lowest, sum(values.filter((value) => value < 0)));
      highest = Math.max(highest, sum(values.filter((value) => value > 0)));
    }
  }
  return scaleOf(lowest, highest);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
