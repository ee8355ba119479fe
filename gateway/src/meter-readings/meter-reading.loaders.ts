import DataLoader from 'dataloader';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { grouped } from '../database/grouped';
import type { MeterReadingState } from './meter-reading.entity';
import type { MeterReadingService } from './meter-reading.service';

interface MeterReadingLoaders {
  /** What is known of a point's meter. */
  meterReading: DataLoader<ConsumptionPoint, MeterReadingState, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends MeterReadingLoaders {}
}

export function meterReadingLoaders(readings: MeterReadingService): MeterReadingLoaders {
  return {
    meterReading: new DataLoader((points) => statesOf(readings, points), {
      cacheKeyFn: ({ customerId, id }) => `${customerId}:${id}`,
    }),
  };
}

/** Points of one customer go together. */
async function statesOf(
  readings: MeterReadingService,
  points: readonly ConsumptionPoint[],
): Promise<MeterReadingState[]> {
  const found = new Map<string, Map<string, MeterReadingState>>();
  for (const [customerId, some] of grouped(points, (point) => point.customerId))
    found.set(customerId, await readings.statesOf(customerId, some));
  return points.map(({ customerId, id }) => found.get(customerId)!.get(id)!);
}
