import DataLoader from 'dataloader';
import { grouped } from '../database/grouped';
import type { AskedUse } from '../usage/usage.input';
import type { UsageCost, UsageZone } from './usage-cost.types';
import type { PointSet, UsageCostService } from './usage-cost.service';

interface UsageCostLoaders {
  usageZones: DataLoader<AskedUse, UsageZone[], string>;
  usageCost: DataLoader<AskedUse, UsageCost | null, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends UsageCostLoaders {}
}

export function usageCostLoaders(costs: UsageCostService): UsageCostLoaders {
  const cacheKeyFn = ({ customerId, points, input }: AskedUse) =>
    `${customerId}:${points?.map(({ id }) => id).join() ?? 'all'}:${JSON.stringify(input)}`;
  return {
    usageZones: new DataLoader((keys) => together(costs, keys, (...asked) => costs.zones(...asked)), {
      cacheKeyFn,
    }),
    usageCost: new DataLoader((keys) => together(costs, keys, (...asked) => costs.costs(...asked)), {
      cacheKeyFn,
    }),
  };
}

/** Uses of one customer of which the same is asked go together. */
async function together<T>(
  costs: UsageCostService,
  keys: readonly AskedUse[],
  read: (customerId: string, sets: PointSet[], input: AskedUse['input']) => Promise<T[]>,
): Promise<T[]> {
  const answers = new Map<AskedUse, T>();
  for (const same of grouped(
    keys,
    ({ customerId, input }) => `${customerId}:${JSON.stringify(input)}`,
  ).values()) {
    const { customerId, input } = same[0]!;
    const all = same.some(({ points }) => points === null) ? await costs.all(customerId) : [];
    const found = await read(
      customerId,
      same.map(({ points }) => points ?? all),
      input,
    );
    same.forEach((key, n) => answers.set(key, found[n]!));
  }
  return keys.map((key) => answers.get(key)!);
}
