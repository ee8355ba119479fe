import DataLoader from 'dataloader';
import { grouped } from '../database/grouped';
import type { ConsumptionPoint } from './consumption-point.entity';

/** A loader for facts of points. Points of one customer go together; `read` answers for each of them. */
export function pointLoader<T>(
  read: (customerId: string, points: readonly ConsumptionPoint[]) => Promise<Map<string, T>>,
): DataLoader<ConsumptionPoint, T, string> {
  return new DataLoader<ConsumptionPoint, T, string>(
    async (points) => {
      const found = new Map<string, Map<string, T>>();
      for (const [customerId, some] of grouped(points, (point) => point.customerId))
        found.set(customerId, await read(customerId, some));
      return points.map(({ customerId, id }) => found.get(customerId)!.get(id)!);
    },
    { cacheKeyFn: ({ customerId, id }) => `${customerId}:${id}` },
  );
}
