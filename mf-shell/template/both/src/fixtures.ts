// Fixtures for tests and for standalone mode.
import type { NoveltyOverviewQuery } from './operations/generated/graphql';

/** A customer with `points` consumption points. */
export function overview(points = 2): NoveltyOverviewQuery {
  return {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: 'c1',
      name: 'Jan Kowalski',
      consumptionPoints: Array.from({ length: points }, (_, n) => ({
        __typename: 'ConsumptionPoint',
        id: `p${n + 1}`,
      })),
    },
  };
}
