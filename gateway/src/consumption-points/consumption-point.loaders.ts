import type DataLoader from 'dataloader';
import { customerLoader, type CustomerKey } from '../graphql/customer-loader';
import type { ConsumptionPoint } from './consumption-point.entity';
import type { ConsumptionPointService } from './consumption-point.service';

interface PointLoaders {
  point: DataLoader<CustomerKey, ConsumptionPoint | null, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends PointLoaders {}
}

export function pointLoaders(points: ConsumptionPointService): PointLoaders {
  return { point: customerLoader<ConsumptionPoint | null>((c, ids) => points.byIds(c, ids), null) };
}
