import { addDays, addMonths } from './days';
import type { UsageInput } from './operations/generated/graphql';

const point = (id: string, label: string, more: object = {}) => ({
  __typename: 'ConsumptionPoint',
  id,
  label,
  usageFrom: '2024-01-01',
  usageTo: '2026-03-19',
  ...more,
});

/** Points to choose from; `producers` lists the numbers of those that feed energy in. */
export const pointsAnswer = (count = 2, more: object = {}, producers: number[] = []) => ({
  customer: {
    __typename: 'Customer',
    id: 'c1',
    consumptionPoints: Array.from({ length: count }, (_, n) =>
      point(`p${n + 1}`, `ul. Polna ${n + 1}`, { producer: producers.includes(n + 1), ...more }),
    ),
  },
});

/** Usage as the gateway answers it: the third interval is a gap, the fourth incomplete. Half as much was fed in. */
export function usage({ from, resolution, direction }: UsageInput) {
  const count = { YEAR: 1, MONTH: 12, DAY: 31, HOUR: 24, QUARTER_HOUR: 96 }[resolution];
  const share = direction === 'PRODUCTION' ? 0.5 : 1;
  const start = (n: number) => {
    if (resolution === 'MONTH') return `${addMonths(from.slice(0, 7), n)}-01T11:00:00Z`;
    if (resolution === 'DAY') return `${addDays(from, n)}T11:00:00Z`;
    return new Date(Date.parse(`${from}T00:00:00Z`) + (n - 1) * 3_600_000).toISOString();
  };
  return {
    __typename: 'Usage',
    intervals: Array.from({ length: count }, (_, n) => ({
      __typename: 'UsageInterval',
      start: start(n),
      kwh: n === 2 ? null : share * (100 + n),
      previousKwh: n === 0 ? null : share * (90 + n),
      estimated: n === 1,
      complete: n !== 2 && n !== 3,
    })),
    totalKwh: share * 1234.5,
    previousTotalKwh: share * 1200,
    changePercent: -12.5,
    missing: 2,
  };
}

export const customerUsage = ({ input }: { input: UsageInput }) => ({
  customer: { __typename: 'Customer', id: 'c1', usage: usage(input) },
});

export const pointUsage = ({ id, input }: { id: string; input: UsageInput }) => ({
  customer: {
    __typename: 'Customer',
    id: 'c1',
    consumptionPoint: { __typename: 'ConsumptionPoint', id, usage: usage(input) },
  },
});
