import type DataLoader from 'dataloader';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { pointLoader } from '../consumption-points/point-loader';
import type { UsageForecast } from './usage-forecast.entity';
import type { UsageForecastService } from './usage-forecast.service';

interface UsageForecastLoaders {
  /** What points are expected to draw in the current month. */
  usageForecast: DataLoader<ConsumptionPoint, UsageForecast | null, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends UsageForecastLoaders {}
}

export function usageForecastLoaders(forecasts: UsageForecastService): UsageForecastLoaders {
  return { usageForecast: pointLoader((c, points) => forecasts.ofPoints(c, points)) };
}
