import type DataLoader from 'dataloader';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { pointLoader } from '../consumption-points/point-loader';
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
