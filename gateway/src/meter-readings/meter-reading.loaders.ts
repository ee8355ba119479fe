import DataLoader from 'dataloader';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { grouped } from '../database/grouped';
import type { MeterReadingState } from './meter-reading.entity';
import type { MeterReadingService } from './meter-reading.service';
import type { ReadingPeriod } from './reading-period.entity';
import type { ReadingPeriodService } from './reading-period.service';

interface MeterReadingLoaders {
  /** What is known of a point's meter. */
  meterReading: DataLoader<ConsumptionPoint, MeterReadingState, string>;
  /** Use of a point between readings, newest first. */
  readingPeriods: DataLoader<ConsumptionPoint, ReadingPeriod[], string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends MeterReadingLoaders {}
}

export function meterReadingLoaders(
  readings: MeterReadingService,
  periods: ReadingPeriodService,
): MeterReadingLoaders {
  return {
    meterReading: pointLoader((c, points) => readings.statesOf(c, points)),
    readingPeriods: pointLoader((c, points) => periods.ofPoints(c, points)),
  };
}

/** Points of one customer go together. `read` answers for each of them. */
function pointLoader<T>(
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
