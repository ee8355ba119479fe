// What the page shows, and the queries for it.
import { isNotFound } from '@ebok/shell';
import { useQuery } from '@ebok/shell/vue';
import { computed } from 'vue';
import { addDays, today } from '../days';
import type { Energy } from '../labels';
import {
  CustomerPricesDocument,
  CustomerUsageDocument,
  PointPricesDocument,
  PointUsageDocument,
  UsagePointsDocument,
  type PricedFragment,
  type UsageInput,
} from '../operations/generated/graphql';
import { daysOf, newestMonth, type Period, type View } from '../periods';
import { addressOf, useUrlState, type Flow, type UrlState } from '../url-state';
import type { Answer } from './usage-bars';

const RESOLUTIONS = {
  year: 'MONTH',
  month: 'DAY',
  day: 'HOUR',
  quarters: 'QUARTER_HOUR',
} as const satisfies Record<View, string>;

/** Until zones and cost are known, and where they can't be found, the page shows use alone. */
const NOT_PRICED: PricedFragment = { __typename: 'Usage', zones: [], cost: null };

/** The points of the customer, the state of the address as far as it can be shown, and its usage. */
export function useUsage() {
  const asked = useUrlState();
  const points = useQuery(UsagePointsDocument);
  const all = computed(() => points.data.value?.customer.consumptionPoints);
  const chosen = computed(
    () => all.value?.filter(({ id }) => !asked.value.point || id === asked.value.point) ?? [],
  );
  const isProducer = computed(() => chosen.value.some(({ producer, usageTo }) => producer && usageTo));
  /** Without a prosumer there is no energy fed in. */
  const flow = computed((): Flow => (!all.value || isProducer.value ? asked.value.flow : 'taken'));
  const energy = computed((): Energy => {
    if (flow.value !== 'taken') return flow.value;
    return isProducer.value ? 'taken' : 'used';
  });

  /** The first and the last day with data. */
  const known = computed(() => {
    const shown = chosen.value.filter(({ producer }) => producer || flow.value !== 'fed');
    const days = (of: (string | null)[]) => of.filter((day): day is string => Boolean(day)).sort();
    return {
      first: days(shown.map(({ usageFrom }) => usageFrom)).at(0),
      last: days(shown.map(({ usageTo }) => usageTo)).at(-1),
    };
  });
  const at = computed(() => asked.value.at ?? newestMonth(known.value.last));
  const state = computed(() => ({ ...asked.value, flow: flow.value, at: at.value }));

  /** The address of what is shown with some of it changed; only what was asked for stands in it. */
  const addressWith = (change: Partial<UrlState>) =>
    addressOf({ ...asked.value, flow: flow.value, ...change });

  const isKnown = computed(() => asked.value.point === null || !all.value || chosen.value.length > 0);
  const isEmpty = computed(
    () =>
      all.value !== undefined &&
      isKnown.value &&
      !known.value.last &&
      chosen.value.every(({ usageTo }) => !usageTo),
  );
  /** Most data end yesterday, so usage is asked for without waiting for the points. */
  const last = computed(() => (all.value ? known.value.last : addDays(today(), -1)));
  const input = computed(() =>
    inputOf(state.value, flow.value === 'fed' ? 'PRODUCTION' : 'CONSUMPTION', last.value),
  );
  const variables = computed(() => ({
    input: input.value,
    fed: inputOf(state.value, 'PRODUCTION', last.value),
    both: flow.value === 'both',
  }));
  const ofAll = useQuery(CustomerUsageDocument, () =>
    !isEmpty.value && state.value.point === null ? variables.value : null,
  );
  const ofPoint = useQuery(PointUsageDocument, () =>
    state.value.point !== null && isKnown.value ? { id: state.value.point, ...variables.value } : null,
  );
  // Of energy fed in there are neither. The year before has none here, and is another usage in the cache for it.
  const ofPrices = computed(() =>
    isEmpty.value || flow.value === 'fed' ? null : { input: { ...input.value, comparePreviousYear: false } },
  );
  const allPrices = useQuery(CustomerPricesDocument, () =>
    state.value.point === null ? ofPrices.value : null,
  );
  const pointPrices = useQuery(PointPricesDocument, () =>
    state.value.point !== null && isKnown.value && ofPrices.value
      ? { id: state.value.point, ...ofPrices.value }
      : null,
  );
  const answer = computed((): Answer | undefined => {
    const found = ofAll.data.value?.customer ?? ofPoint.data.value?.customer.consumptionPoint;
    const priced = allPrices.data.value?.customer ?? pointPrices.data.value?.customer.consumptionPoint;
    if (!found || (!priced && ofPrices.value && state.value.unit === 'zl')) return undefined;
    return { ...found, usage: { ...found.usage, ...(priced?.usage ?? NOT_PRICED) } };
  });
  const error = computed(() => {
    // An unknown point is told from the list of points.
    const pointError = isNotFound(ofPoint.error.value) && !all.value ? undefined : ofPoint.error.value;
    // Kilowatt-hours are shown without their prices.
    const pricesError =
      state.value.unit === 'zl' ? (allPrices.error.value ?? pointPrices.error.value) : undefined;
    return points.error.value ?? ofAll.error.value ?? pointError ?? pricesError;
  });
  function retry() {
    for (const query of [points, ofAll, ofPoint, allPrices, pointPrices])
      if (query.error.value) query.refetch();
  }

  return {
    all,
    state,
    addressWith,
    energy,
    known,
    isProducer,
    isKnown,
    isEmpty,
    input,
    answer,
    error,
    retry,
  };
}

/** The input of the API. No day after `last`, or a whole month would be compared with a part of one. */
function inputOf(period: Period, direction: UsageInput['direction'], last?: string): UsageInput {
  const { from, to } = daysOf(period);
  const isCut = period.view === 'year' || period.view === 'month';
  return {
    from,
    to: isCut && last && from <= last && last < to ? last : to,
    resolution: RESOLUTIONS[period.view],
    direction,
    comparePreviousYear: true,
  };
}
