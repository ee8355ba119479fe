// A small world for tests, and for the slice running alone.
import type { NoveltyOverviewQuery } from './operations/generated/graphql';

/** A customer with so many points. */
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
