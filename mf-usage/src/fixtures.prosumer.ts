// Fixtures of the prosumer's panel.
import { lastDayOf } from './days';
import type { ProsumerQuery } from './prosumer/generated/graphql';

type Customer = ProsumerQuery['customer'];
type Month = Customer['prosumer'][number];

export function month(number: string, change: Partial<Month> = {}): Month {
  return {
    __typename: 'ProsumerMonth',
    invoice: { __typename: 'Invoice', id: `i-${number}`, number: `FR/${number}` },
    from: `${number}-01`,
    to: lastDayOf(number),
    takenKwh: 120,
    fedKwh: 480,
    balancedKwh: null,
    depositUsed: '35.68',
    depositLeft: '2361.18',
    ...change,
  };
}

const part = (amount: string) => ({ __typename: 'BalancePart' as const, amount });

export function prosumerAnswer(
  prosumer: Month[] = [],
  change: Partial<Customer['balance']> = {},
  credits: [number: string, outstanding: string][] = [],
): ProsumerQuery {
  return {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: 'c1',
      prosumer,
      balance: {
        __typename: 'Balance',
        amount: '0.00',
        overdue: part('0.00'),
        upcoming: part('0.00'),
        credits: '0.00',
        overpayment: '0.00',
        ...change,
      },
      invoices: {
        __typename: 'InvoiceConnection',
        edges: credits.map(([number, outstanding]) => ({
          __typename: 'InvoiceEdge',
          node: { __typename: 'Invoice', id: `i-${number}`, number, issueDate: '2026-10-15', outstanding },
        })),
      },
    },
  };
}
