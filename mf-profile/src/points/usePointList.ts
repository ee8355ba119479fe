import { client } from '@ebok/shell';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { PointListDocument, type ListedPointFragment, type PointListQuery } from './generated/graphql';
import { isEnded } from './contract';
import { FIRST, type PointSearch } from './pointSearch';

/** What is shown of a search. */
export interface PointList {
  text: string;
  points: readonly ListedPointFragment[];
  total: number;
  end: string | null;
}

const MOST_A_PAGE = 100;

/**
 * Reads as many points as the search shows, page by page. Former points stay until the new ones are there: a list that
 * vanishes with every letter would be hard to follow.
 */
export function usePointList(search: ShallowRef<PointSearch>) {
  const list = shallowRef<PointList>();
  const error = shallowRef<Error>();
  const isLoading = shallowRef(false);
  let latest = 0;
  onScopeDispose(() => latest++);

  async function load() {
    const asked = ++latest;
    isLoading.value = true;
    error.value = undefined;
    try {
      const found = await read(search.value);
      if (asked === latest) list.value = found;
    } catch (failure) {
      if (asked === latest) error.value = failure as Error;
    }
    if (asked === latest) isLoading.value = false;
  }

  async function read({ text, shown }: PointSearch): Promise<PointList> {
    // More points of the same search go on where the list ends.
    const isMore = list.value?.text === text && list.value.points.length < shown && list.value.end !== null;
    let found = isMore ? list.value! : await page(EMPTY(text), shown);
    while (found.points.length < shown && found.end !== null) found = await page(found, shown);
    return found;
  }

  watch(search, load, { immediate: true });
  return { list, error, isLoading, load };
}

const EMPTY = (text: string): PointList => ({ text, points: [], total: 0, end: null });

async function page(before: PointList, shown: number): Promise<PointList> {
  const { text, points, end } = before;
  const { data } = await client.query({
    query: PointListDocument,
    variables: { search: text || null, first: Math.min(shown - points.length, MOST_A_PAGE), after: end },
    fetchPolicy: 'network-only',
  });
  return { text, ...joined(points, data!.customer.consumptionPointList) };
}

function joined(
  before: readonly ListedPointFragment[],
  { edges, totalCount, pageInfo }: PointListQuery['customer']['consumptionPointList'],
) {
  const points = [...before, ...edges.map(({ node }) => node)];
  return {
    // Where all of them are on the first page, those with a current contract come first.
    points: totalCount <= FIRST ? points.toSorted((a, b) => Number(isEnded(a)) - Number(isEnded(b))) : points,
    total: totalCount,
    end: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}
