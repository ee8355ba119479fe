import type DataLoader from 'dataloader';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { pointLoader } from '../consumption-points/point-loader';
import type { UsageAlert } from './usage-alert.entity';
import type { UsageAlertService } from './usage-alert.service';

interface UsageAlertLoaders {
  /** Of what use of a point its customer wants to be told. */
  usageAlert: DataLoader<ConsumptionPoint, UsageAlert, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends UsageAlertLoaders {}
}

export function usageAlertLoaders(alerts: UsageAlertService): UsageAlertLoaders {
  return { usageAlert: pointLoader((c, points) => alerts.ofPoints(c, points)) };
}
