import DataLoader from 'dataloader';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { grouped } from '../database/grouped';
import type { TariffCheckService } from './tariff-check.service';
import type { TariffCheck } from './tariff-check.types';

interface TariffCheckLoaders {
  tariffCheck: DataLoader<ConsumptionPoint, TariffCheck | null, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends TariffCheckLoaders {}
}

export function tariffCheckLoaders(checks: TariffCheckService): TariffCheckLoaders {
  return {
    tariffCheck: new DataLoader(
      async (points) => {
        const found = new Map<ConsumptionPoint, TariffCheck>();
        for (const [customerId, some] of grouped(points, (point) => point.customerId)) {
          const byId = await checks.ofPoints(customerId, some);
          for (const point of some) if (byId.has(point.id)) found.set(point, byId.get(point.id)!);
        }
        return points.map((point) => found.get(point) ?? null);
      },
      { cacheKeyFn: ({ customerId, id }) => `${customerId}:${id}` },
    ),
  };
}
