// Consumption points for tests and for standalone mode.
import { session } from '@ebok/shell';
import type {
  ListedPointFragment,
  PointDocumentsQuery,
  PointFactsFragment,
  PointInvoiceFragment,
  PointListQuery,
  PointQuery,
} from './generated/graphql';

const customerId = () => session.current?.customer.id ?? '';

export function listed(number: number, change: Partial<ListedPointFragment> = {}): ListedPointFragment {
  const line1 = `ul. Łąkowa ${number}`;
  return {
    __typename: 'ConsumptionPoint',
    id: `p${number}`,
    ppe: `59054350000000${String(number).padStart(4, '0')}`,
    label: `${line1}, 00-001 Warszawa`,
    ownLabel: null,
    address: { __typename: 'Address', line1, line2: '00-001 Warszawa', country: 'PL' },
    meterNumber: `M-${number}`,
    tariff: 'G12',
    contractFrom: '2020-01-01',
    contractTo: null,
    producer: false,
    ...change,
  };
}

/** What the gateway answers of these points to one query. */
export function pointList(
  all: readonly ListedPointFragment[],
  { search, first, after }: Record<string, unknown> = {},
): PointListQuery {
  const fitting = all.filter(({ label, meterNumber }) =>
    `${label} ${meterNumber}`.includes((search as string | null) ?? ''),
  );
  const from = after ? Number(after) : 0;
  const end = from + Number(first ?? 10);
  return {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: customerId(),
      consumptionPointList: {
        __typename: 'ConsumptionPointConnection',
        totalCount: fitting.length,
        pageInfo: { __typename: 'PageInfo', hasNextPage: end < fitting.length, endCursor: String(end) },
        edges: fitting.slice(from, end).map((node) => ({ __typename: 'ConsumptionPointEdge', node })),
      },
    },
  };
}

export function facts(number: number, change: Partial<PointFactsFragment> = {}): PointFactsFragment {
  return {
    ...listed(number),
    tariffDescription: 'Dwie ceny energii: wyższa w dzień, niższa w nocy.',
    contractedPowerKw: 12.5,
    distributor: 'PGE Dystrybucja S.A.',
    distributorContact: {
      __typename: 'DistributorContact',
      name: 'PGE Dystrybucja',
      emergencyPhone: '991',
      website: 'https://pgedystrybucja.pl',
    },
    ...change,
  };
}

export function pointAnswer(change: Partial<PointFactsFragment> = {}): PointQuery {
  return {
    __typename: 'Query',
    customer: { __typename: 'Customer', id: customerId(), consumptionPoint: facts(1, change) },
  };
}

export function invoice(number: number, change: Partial<PointInvoiceFragment> = {}): PointInvoiceFragment {
  return {
    __typename: 'Invoice',
    id: `i${number}`,
    number: `FV2026/02/${number}`,
    kind: 'SETTLEMENT',
    status: 'PAID',
    outstanding: '0.00',
    issueDate: '2026-02-28',
    gross: '53.63',
    ...change,
  };
}

/** The documents of a point: the first three of `totalCount`. */
export function documents(
  id: string,
  invoices: PointInvoiceFragment[],
  totalCount = invoices.length,
): PointDocumentsQuery {
  return {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: customerId(),
      consumptionPoint: {
        __typename: 'ConsumptionPoint',
        id,
        invoices: {
          __typename: 'InvoiceConnection',
          totalCount,
          edges: invoices.map((node) => ({ __typename: 'InvoiceEdge', node })),
        },
      },
    },
  };
}
