// Fixtures of the explanation of a document.
import type { InvoiceExplanationQuery } from './invoices/explanation/generated/graphql';

type Invoice = InvoiceExplanationQuery['customer']['invoice'];
type Explanation = NonNullable<Invoice['explanation']>;

/** April of 2026: dearer than a year before by use and by price. */
export function explanation(change: Partial<Explanation> = {}): Explanation {
  return {
    __typename: 'InvoiceExplanation',
    energy: '324.72',
    distribution: '121.77',
    fixed: '12.30',
    other: '0.00',
    charges: [
      charge('ENERGY', 'ENERGY', '324.72'),
      charge('NETWORK_VARIABLE', 'DISTRIBUTION', '121.77'),
      charge('SUBSCRIPTION', 'FIXED', '12.30'),
    ],
    comparison: comparison(),
    correction: null,
    measured: measured(),
    ...change,
  };
}

export function charge(
  kind: Explanation['charges'][0]['kind'],
  part: Explanation['charges'][0]['part'],
  gross: string,
): Explanation['charges'][0] {
  return { __typename: 'InvoiceCharge', kind, part, gross };
}

type Comparison = NonNullable<Explanation['comparison']>;
export function comparison(change: Partial<Comparison> = {}): Comparison {
  return {
    __typename: 'InvoiceComparison',
    invoice: { __typename: 'Invoice', id: 'i25', number: 'FR/2025/05/7' },
    amount: '458.79',
    previousAmount: '381.30',
    difference: '77.49',
    byDays: '0.00',
    byUse: '36.90',
    byPrice: '40.59',
    days: 30,
    previousDays: 30,
    kwh: 330,
    previousKwh: 300,
    ...change,
  };
}

type Measured = NonNullable<Explanation['measured']>;
export function measured(change: Partial<Measured> = {}): Measured {
  return {
    __typename: 'MeasuredUse',
    kwh: 330.412,
    billedKwh: 330,
    missingDays: 0,
    estimatedDays: 0,
    reasons: ['ROUNDING'],
    ...change,
  };
}

export function explanationAnswer(
  explained: Explanation | null = explanation(),
  change: Partial<Invoice> = {},
): InvoiceExplanationQuery {
  return {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: 'c1',
      invoice: {
        __typename: 'Invoice',
        id: 'i1',
        kind: 'SETTLEMENT',
        gross: '458.79',
        explanation: explained,
        ...change,
      },
    },
  };
}
