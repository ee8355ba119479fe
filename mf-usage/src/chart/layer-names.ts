import type { Energy } from '../labels';
import { t } from '../texts';
import { ZONE_LAYERS, type LayerName } from './layers';

/** What a layer of the chart means, in words. The year before looks the same in both directions. */
export function layerName(
  name: LayerName,
  { energy, unit, zoneNames }: { energy: Energy; unit: 'kWh' | 'zl'; zoneNames: readonly string[] },
): string {
  const zone = ZONE_LAYERS.indexOf(name as never);
  if (zone !== -1) return t('zone.named', { name: zoneNames[zone] ?? '' });
  if (name === 'now' && unit === 'zl') return t('cost.variable');
  if (name === 'now') return t(`${energy === 'both' ? 'taken' : energy}.now`);
  return t(
    ({ before: 'usage.before', fed: 'fed.now', fixed: 'cost.fixed', forecast: 'usage.forecast' } as const)[
      name as 'before' | 'fed' | 'fixed' | 'forecast'
    ],
  );
}
