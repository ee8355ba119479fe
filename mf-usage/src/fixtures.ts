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
    const hours = resolution === 'HOUR' ? n : n / 4;
    return new Date(Date.parse(`${from}T00:00:00Z`) + (hours - 1) * 3_600_000).toISOString();
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
    finest: ['HOUR', 'QUARTER_HOUR'].includes(resolution) ? 'QUARTER_HOUR' : null,
  };
}

interface Asked {
  input: UsageInput;
  fed: UsageInput;
  /** Undefined in the tile's query, which always asks for both. */
  both?: boolean;
}

const answered = ({ input, fed, both = true }: Asked) => ({
  usage: usage(input),
  ...(both && { fed: usage(fed) }),
});

export const customerUsage = (asked: Asked) => ({
  customer: { __typename: 'Customer', id: 'c1', ...answered(asked) },
});

export const pointUsage = ({ id, ...asked }: Asked & { id: string }) => ({
  customer: {
    __typename: 'Customer',
    id: 'c1',
    consumptionPoint: { __typename: 'ConsumptionPoint', id, ...answered(asked) },
  },
});

/** The answer to the tile of somebody without panels. */
export function monthUsage(asked: Asked) {
  const { customer } = customerUsage(asked);
  const none = { ...customer.fed!, intervals: [{ ...customer.usage.intervals[0]!, kwh: null }] };
  return {
    customer: { ...customer, fed: { ...none, totalKwh: 0, previousTotalKwh: null, changePercent: null } },
  };
}

/** A point's tariffs compared: a night tariff would be cheaper. */
export const tariffCheck = ({ id }: { id: string }) => {
  const cost = (tariff: string, total: string, difference: string, current = false) => ({
    ...{ __typename: 'TariffCost', tariff, current, total, difference },
    ...{ energy: '1122.73', distribution: '662.87', fixed: '427.02' },
  });
  return {
    customer: {
      ...{ __typename: 'Customer', id: 'c1' },
      consumptionPoint: {
        ...{ __typename: 'ConsumptionPoint', id },
        tariffCheck: {
          ...{ __typename: 'TariffCheck', from: '2025-03-01', to: '2026-02-28', totalKwh: 1825.4 },
          pricesFrom: '2026-01-01',
          tariffs: [cost('G11', '2212.62', '0.00', true), cost('G12w', '1987.12', '-225.50')],
        },
      },
    },
  };
};

/** Zones and cost where nothing is known of either. */
export const notPriced = { __typename: 'Usage', zones: [], cost: null };

/** Two zones of `usage`, with what it cost: the first interval as billed, the third unknown. */
export function priced({ input }: Pick<Asked, 'input'>) {
  const { intervals } = usage(input);
  const share = (part: number) => intervals.map(({ kwh }) => (kwh === null ? null : part * kwh));
  const cost = {
    __typename: 'UsageCost',
    variable: intervals.map(({ kwh }) => (kwh === null ? null : kwh.toFixed(2))),
    fixed: intervals.map(() => '12.30'),
    billed: intervals.map((_, n) => n === 0),
    total: '1400.00',
    invoice: { __typename: 'Invoice', id: 'F/7', number: 'FS/7/2026' },
  };
  const zones = [
    { __typename: 'UsageZone', name: 'dzienna', kwh: share(0.75) },
    { __typename: 'UsageZone', name: 'nocna', kwh: share(0.25) },
  ];
  return { __typename: 'Usage', zones, cost };
}

export const customerPrices = (prices: object) => ({
  customer: { __typename: 'Customer', id: 'c1', usage: prices },
});

export const pointPrices = (id: string, prices: object) => ({
  customer: {
    __typename: 'Customer',
    id: 'c1',
    consumptionPoint: { __typename: 'ConsumptionPoint', id, usage: prices },
  },
});

/** What the month cost so far. */
export const monthCost = (total: string) => ({
  customer: {
    __typename: 'Customer',
    id: 'c1',
    usage: { __typename: 'Usage', cost: { __typename: 'UsageCost', total } },
  },
});

/** Use between readings of one point. */
export const readingPeriods = (periods: object[]) => ({
  customer: {
    __typename: 'Customer',
    id: 'c1',
    consumptionPoints: [{ ...point('p1', 'ul. Polna 1'), readingPeriods: periods }],
  },
});

/** A point with a forecast, and a limit for a month. */
export const pointAlerts = ({ id }: { id: string }, more: object = {}) => ({
  customer: {
    ...{ __typename: 'Customer', id: 'c1' },
    consumptionPoint: {
      ...{ __typename: 'ConsumptionPoint', id },
      usageForecast: {
        ...{ __typename: 'UsageForecast', month: '2026-03', soFarKwh: 111, expectedKwh: 180.4 },
        typicalErrorPercent: 7.5,
      },
      usageAlert: { __typename: 'UsageAlert', monthlyKwh: 250, unusualDay: false },
      ...more,
    },
  },
});
