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
      usageFrom: string | null;
      usageTo: string | null;
    }>;
  };
};

export type CustomerUsageQueryVariables = Exact<{
  input: UsageInput;
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
      intervals: Array<{ __typename: 'UsageInterval'; kwh: number | null }>;
    };
  };
};

export type FiguresFragment = {
  __typename: 'Usage';
  totalKwh: number;
  previousTotalKwh: number | null;
  changePercent: number | null;
  missing: number;
  intervals: Array<{
    __typename: 'UsageInterval';
    start: string;
    kwh: number | null;
    previousKwh: number | null;
    estimated: boolean;
    complete: boolean;
  }>;
};

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
        ],
      },
    },
  ],
} as unknown as DocumentNode<FiguresFragment, unknown>;
export const UsagePointsDocument = {
  __meta__: { hash: 'sha256:ffa51ae7d29017d4bab37281536e373c5a1f8fa4e47a344545f6b7898dea0126' },
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
  __meta__: { hash: 'sha256:f736b1c972b9da237dc6b7844bf30bb4768eaebd996aa647db4cba9fb4c3320b' },
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
        ],
      },
    },
  ],
} as unknown as DocumentNode<CustomerUsageQuery, CustomerUsageQueryVariables>;
export const PointUsageDocument = {
  __meta__: { hash: 'sha256:b9ffac7b74bacc2963f3023017e9f90cfd8140fb3e935b335a7d459a43bde9c9' },
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
        ],
      },
    },
  ],
} as unknown as DocumentNode<PointUsageQuery, PointUsageQueryVariables>;
export const MonthUsageDocument = {
  __meta__: { hash: 'sha256:2ff95993897653608e92a58ec5e8b365cdb2ef366f186cf9065a18ceee64cd41' },
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
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MonthUsageQuery, MonthUsageQueryVariables>;
