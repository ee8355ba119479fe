import type DataLoader from 'dataloader';
import { customerLoader, type CustomerKey } from '../graphql/customer-loader';
import type { ExplanationService } from './explanation.service';
import type { Settlement } from './same-period';

interface ExplanationLoaders {
  /** Settlements of points, to find the one of a year earlier. */
  pointSettlements: DataLoader<CustomerKey, Settlement[], string>;
  /** How many documents a correction names. */
  correctedCount: DataLoader<CustomerKey, number, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends ExplanationLoaders {}
}

export function explanationLoaders(explanations: ExplanationService): ExplanationLoaders {
  return {
    pointSettlements: customerLoader<Settlement[]>((c, ids) => explanations.settlements(c, ids), []),
    correctedCount: customerLoader<number>((c, ids) => explanations.correctedCounts(c, ids), 0),
  };
}
