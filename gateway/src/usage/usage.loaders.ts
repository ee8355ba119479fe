import DataLoader from 'dataloader';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { grouped } from '../database/grouped';
import { customerLoader, type CustomerKey } from '../graphql/customer-loader';
import type { DateRange } from './date-range';
import type { Usage, UsageInput } from './usage.input';
import type { UsageService } from './usage.service';

interface PointUse {
  point: ConsumptionPoint;
  input: UsageInput;
}

interface UsageLoaders {
  /** First and last day with use of a point. */
  usagePeriod: DataLoader<CustomerKey, DateRange | null, string>;
  /** Usage of points, each separately. */
  pointUsage: DataLoader<PointUse, Usage, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends UsageLoaders {}
}

export function usageLoaders(usage: UsageService): UsageLoaders {
  return {
    usagePeriod: customerLoader<DateRange | null>((c, ids) => usage.periods(c, ids), null),
    pointUsage: new DataLoader((keys) => usageOfPoints(usage, keys), { cacheKeyFn: pointUseKey }),
  };
}

/** Points of one customer of which the same is asked go together. */
async function usageOfPoints(usage: UsageService, keys: readonly PointUse[]): Promise<(Usage | Error)[]> {
  const groups = grouped(keys, ({ point, input }) => `${point.customerId}:${JSON.stringify(input)}`);
  const answers = new Map<PointUse, Usage | Error>();
  for (const group of groups.values()) {
    const { point, input } = group[0]!;
    const points = group.map((key) => key.point);
    const found = await usage.ofPoints(point.customerId, points, input);
    group.forEach((key, n) => answers.set(key, found[n]!));
  }
  return keys.map((key) => answers.get(key)!);
}

function pointUseKey({ point, input }: PointUse): string {
  return `${point.customerId}:${point.id}:${JSON.stringify(input)}`;
}
