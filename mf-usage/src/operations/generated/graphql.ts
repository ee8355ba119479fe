/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Direction = 'CONSUMPTION' | 'PRODUCTION';

export type Resolution = 'DAY' | 'HOUR' | 'MONTH' | 'QUARTER_HOUR' | 'YEAR';

/** from and to are both inclusive days; the first and last interval are cut to them. At most 400 intervals come back, else BAD_USER_INPUT names the coarser resolution; finer than the data is BAD_USER_INPUT naming what there is. */
export type UsageInput = {
  comparePreviousYear?: boolean;
  direction?: Direction;
  from: string;
  resolution: Resolution;
  to: string;
};

export type ReadingPeriodsQueryVariables = Exact<{ [key: string]: never }>;

export type ReadingPeriodsQuery = {
  __typename: 'Query';
  customer: {
    __typename: 'Customer';
    id: string;
    consumptionPoints: Array<{
      __typename: 'ConsumptionPoint';
      id: string;
      label: string;
      readingPeriods: Array<{
        __typename: 'ReadingPeriod';
        from: string;
        to: string;
        kwh: number;
        estimated: boolean;
        zones: Array<{ __typename: 'ReadingZone'; name: string; kwh: number }>;
        invoice: { __typename: 'Invoice'; id: string; number: string };
      }>;
    }>;
  };
};

export type UsagePointsQueryVariables = Exact<{ [key: string]: never }>;

export type UsagePointsQuery = {
  __typename: 'Query';
  customer: {
    __typename: 'Customer';
    id: string;
    consumptionPoints: Array<{
      __typename: 'ConsumptionPoint';
      id: string;
      label: string;
      producer: boolean;
      usageFrom: string | null;
      usageTo: string | null;
    }>;
  };
};

export type CustomerUsageQueryVariables = Exact<{
  input: UsageInput;
  fed: UsageInput;
  both: boolean;
}>;

export type CustomerUsageQuery = {
  __typename: 'Query';
  customer: {
    __typename: 'Customer';
    id: string;
    usage: {
      __typename: 'Usage';
      totalKwh: number;
      previousTotalKwh: number | null;
      changePercent: number | null;
      missing: number;
      finest: Resolution | null;
      intervals: Array<{
        __typename: 'UsageInterval';
        start: string;
        kwh: number | null;
        previousKwh: number | null;
        estimated: boolean;
        complete: boolean;
      }>;
      zones: Array<{ __typename: 'UsageZone'; name: string; kwh: Array<number | null> }>;
      cost: {
        __typename: 'UsageCost';
        variable: Array<string | null>;
        fixed: Array<string>;
        billed: Array<boolean>;
        total: string;
        invoice: { __typename: 'Invoice'; id: string; number: string } | null;
      } | null;
    };
    fed?: {
      __typename: 'Usage';
      totalKwh: number;
      previousTotalKwh: number | null;
      changePercent: number | null;
      missing: number;
      finest: Resolution | null;
      intervals: Array<{
        __typename: 'UsageInterval';
        start: string;
        kwh: number | null;
        previousKwh: number | null;
        estimated: boolean;
        complete: boolean;
      }>;
    };
  };
};

export type PointUsageQueryVariables = Exact<{
  id: string;
  input: UsageInput;
  fed: UsageInput;
  both: boolean;
}>;

export type PointUsageQuery = {
  __typename: 'Query';
  customer: {
    __typename: 'Customer';
    id: string;
    consumptionPoint: {
      __typename: 'ConsumptionPoint';
      id: string;
      usage: {
        __typename: 'Usage';
        totalKwh: number;
        previousTotalKwh: number | null;
        changePercent: number | null;
        missing: number;
        finest: Resolution | null;
        intervals: Array<{
          __typename: 'UsageInterval';
          start: string;
          kwh: number | null;
          previousKwh: number | null;
          estimated: boolean;
          complete: boolean;
        }>;
        zones: Array<{ __typename: 'UsageZone'; name: string; kwh: Array<number | null> }>;
        cost: {
          __typename: 'UsageCost';
          variable: Array<string | null>;
          fixed: Array<string>;
          billed: Array<boolean>;
          total: string;
          invoice: { __typename: 'Invoice'; id: string; number: string } | null;
        } | null;
      };
      fed?: {
        __typename: 'Usage';
        totalKwh: number;
        previousTotalKwh: number | null;
        changePercent: number | null;
        missing: number;
        finest: Resolution | null;
        intervals: Array<{
          __typename: 'UsageInterval';
          start: string;
          kwh: number | null;
          previousKwh: number | null;
          estimated: boolean;
          complete: boolean;
        }>;
      };
    };
  };
};

export type MonthUsageQueryVariables = Exact<{
  input: UsageInput;
  fed: UsageInput;
}>;

export type MonthUsageQuery = {
  __typename: 'Query';
  customer: {
    __typename: 'Customer';
    id: string;
    usage: {
      __typename: 'Usage';
      totalKwh: number;
      previousTotalKwh: number | null;
      changePercent: number | null;
      cost: { __typename: 'UsageCost'; total: string } | null;
      intervals: Array<{ __typename: 'UsageInterval'; kwh: number | null }>;
    };
    fed: {
      __typename: 'Usage';
      totalKwh: number;
      previousTotalKwh: number | null;
      changePercent: number | null;
      intervals: Array<{ __typename: 'UsageInterval'; kwh: number | null }>;
    };
  };
};

export type TotalsFragment = {
  __typename: 'Usage';
  totalKwh: number;
  previousTotalKwh: number | null;
  changePercent: number | null;
  intervals: Array<{ __typename: 'UsageInterval'; kwh: number | null }>;
};

export type FiguresFragment = {
  __typename: 'Usage';
  totalKwh: number;
  previousTotalKwh: number | null;
  changePercent: number | null;
  missing: number;
  finest: Resolution | null;
  intervals: Array<{
    __typename: 'UsageInterval';
    start: string;
    kwh: number | null;
    previousKwh: number | null;
    estimated: boolean;
    complete: boolean;
  }>;
};

export type PricedFragment = {
  __typename: 'Usage';
  zones: Array<{ __typename: 'UsageZone'; name: string; kwh: Array<number | null> }>;
  cost: {
    __typename: 'UsageCost';
    variable: Array<string | null>;
    fixed: Array<string>;
    billed: Array<boolean>;
    total: string;
    invoice: { __typename: 'Invoice'; id: string; number: string } | null;
  } | null;
};

export const TotalsFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Totals' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Usage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'intervals' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
              ],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'totalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previousTotalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'changePercent' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<TotalsFragment, unknown>;
export const FiguresFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Figures' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Usage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'intervals' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'start' } },
                { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
                { kind: 'Field', name: { kind: 'Name', value: 'previousKwh' } },
                { kind: 'Field', name: { kind: 'Name', value: 'estimated' } },
                { kind: 'Field', name: { kind: 'Name', value: 'complete' } },
              ],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'totalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previousTotalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'changePercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'missing' } },
          { kind: 'Field', name: { kind: 'Name', value: 'finest' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<FiguresFragment, unknown>;
export const PricedFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Priced' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Usage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'zones' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'cost' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'variable' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixed' } },
                { kind: 'Field', name: { kind: 'Name', value: 'billed' } },
                { kind: 'Field', name: { kind: 'Name', value: 'total' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'invoice' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'number' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PricedFragment, unknown>;
export const ReadingPeriodsDocument = {
  __meta__: { hash: 'sha256:8e269493623dc57e94efb680222a2939c0822ad0a77fd92b9f586b288dd08613' },
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'ReadingPeriods' },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'customer' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'consumptionPoints' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'label' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'readingPeriods' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'from' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'to' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'estimated' } },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'zones' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
                                ],
                              },
                            },
                            {
                              kind: 'Field',
                              name: { kind: 'Name', value: 'invoice' },
                              selectionSet: {
                                kind: 'SelectionSet',
                                selections: [
                                  { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                                  { kind: 'Field', name: { kind: 'Name', value: 'number' } },
                                ],
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReadingPeriodsQuery, ReadingPeriodsQueryVariables>;
export const UsagePointsDocument = {
  __meta__: { hash: 'sha256:8120e8b4bfac17afb56fb0d3ebcdcca8e4f24abc5f7eb82cbc2542d448cf7ffb' },
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'UsagePoints' },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'customer' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'consumptionPoints' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'label' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'producer' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'usageFrom' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'usageTo' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UsagePointsQuery, UsagePointsQueryVariables>;
export const CustomerUsageDocument = {
  __meta__: { hash: 'sha256:831438e0b82b471efb7bed0b277d66f580baa85de3b69c03a4eed89ca32c34f6' },
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'CustomerUsage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UsageInput' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'fed' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UsageInput' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'both' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Boolean' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'customer' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'usage' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'input' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'Figures' } },
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'Priced' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  alias: { kind: 'Name', value: 'fed' },
                  name: { kind: 'Name', value: 'usage' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'input' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'fed' } },
                    },
                  ],
                  directives: [
                    {
                      kind: 'Directive',
                      name: { kind: 'Name', value: 'include' },
                      arguments: [
                        {
                          kind: 'Argument',
                          name: { kind: 'Name', value: 'if' },
                          value: { kind: 'Variable', name: { kind: 'Name', value: 'both' } },
                        },
                      ],
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'Figures' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Figures' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Usage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'intervals' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'start' } },
                { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
                { kind: 'Field', name: { kind: 'Name', value: 'previousKwh' } },
                { kind: 'Field', name: { kind: 'Name', value: 'estimated' } },
                { kind: 'Field', name: { kind: 'Name', value: 'complete' } },
              ],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'totalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previousTotalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'changePercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'missing' } },
          { kind: 'Field', name: { kind: 'Name', value: 'finest' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Priced' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Usage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'zones' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'cost' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'variable' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixed' } },
                { kind: 'Field', name: { kind: 'Name', value: 'billed' } },
                { kind: 'Field', name: { kind: 'Name', value: 'total' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'invoice' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'number' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CustomerUsageQuery, CustomerUsageQueryVariables>;
export const PointUsageDocument = {
  __meta__: { hash: 'sha256:b79bb7c9aaacafb8de0bd000b2e0e40957e01aa214445d51ccd0727861242162' },
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'PointUsage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'id' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UsageInput' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'fed' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UsageInput' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'both' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'Boolean' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'customer' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'consumptionPoint' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'id' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'id' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'usage' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'input' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                            { kind: 'FragmentSpread', name: { kind: 'Name', value: 'Figures' } },
                            { kind: 'FragmentSpread', name: { kind: 'Name', value: 'Priced' } },
                          ],
                        },
                      },
                      {
                        kind: 'Field',
                        alias: { kind: 'Name', value: 'fed' },
                        name: { kind: 'Name', value: 'usage' },
                        arguments: [
                          {
                            kind: 'Argument',
                            name: { kind: 'Name', value: 'input' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'fed' } },
                          },
                        ],
                        directives: [
                          {
                            kind: 'Directive',
                            name: { kind: 'Name', value: 'include' },
                            arguments: [
                              {
                                kind: 'Argument',
                                name: { kind: 'Name', value: 'if' },
                                value: { kind: 'Variable', name: { kind: 'Name', value: 'both' } },
                              },
                            ],
                          },
                        ],
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                            { kind: 'FragmentSpread', name: { kind: 'Name', value: 'Figures' } },
                          ],
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Figures' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Usage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'intervals' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'start' } },
                { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
                { kind: 'Field', name: { kind: 'Name', value: 'previousKwh' } },
                { kind: 'Field', name: { kind: 'Name', value: 'estimated' } },
                { kind: 'Field', name: { kind: 'Name', value: 'complete' } },
              ],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'totalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previousTotalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'changePercent' } },
          { kind: 'Field', name: { kind: 'Name', value: 'missing' } },
          { kind: 'Field', name: { kind: 'Name', value: 'finest' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Priced' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Usage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'zones' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'cost' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'variable' } },
                { kind: 'Field', name: { kind: 'Name', value: 'fixed' } },
                { kind: 'Field', name: { kind: 'Name', value: 'billed' } },
                { kind: 'Field', name: { kind: 'Name', value: 'total' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'invoice' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'number' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PointUsageQuery, PointUsageQueryVariables>;
export const MonthUsageDocument = {
  __meta__: { hash: 'sha256:55cbc5318131cbfaa5ff486022f900196e9eaaf618ec179f1e96e6b28e9955a1' },
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'MonthUsage' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UsageInput' } },
          },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'fed' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'UsageInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'customer' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'usage' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'input' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'Totals' } },
                      {
                        kind: 'Field',
                        name: { kind: 'Name', value: 'cost' },
                        selectionSet: {
                          kind: 'SelectionSet',
                          selections: [
                            { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                            { kind: 'Field', name: { kind: 'Name', value: 'total' } },
                          ],
                        },
                      },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  alias: { kind: 'Name', value: 'fed' },
                  name: { kind: 'Name', value: 'usage' },
                  arguments: [
                    {
                      kind: 'Argument',
                      name: { kind: 'Name', value: 'input' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'fed' } },
                    },
                  ],
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                      { kind: 'FragmentSpread', name: { kind: 'Name', value: 'Totals' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Totals' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Usage' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'intervals' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: '__typename' } },
                { kind: 'Field', name: { kind: 'Name', value: 'kwh' } },
              ],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'totalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'previousTotalKwh' } },
          { kind: 'Field', name: { kind: 'Name', value: 'changePercent' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MonthUsageQuery, MonthUsageQueryVariables>;
