/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type UsageAlertInput = {
  consumptionPointId: string;
  /** From 1 to 1,000,000; null: no message. */
  monthlyKwh?: number | null | undefined;
  unusualDay: boolean;
};

export type PointAlertsQueryVariables = Exact<{
  id: string;
}>;


export type PointAlertsQuery = { __typename: 'Query', customer: { __typename: 'Customer', id: string, consumptionPoint: { __typename: 'ConsumptionPoint', id: string, usageForecast: { __typename: 'UsageForecast', month: string, soFarKwh: number, expectedKwh: number, typicalErrorPercent: number | null } | null, usageAlert: { __typename: 'UsageAlert', monthlyKwh: number | null, unusualDay: boolean } } } };

export type SetUsageAlertMutationVariables = Exact<{
  input: UsageAlertInput;
}>;


export type SetUsageAlertMutation = { __typename: 'Mutation', setUsageAlert: { __typename: 'ConsumptionPoint', id: string, usageAlert: { __typename: 'UsageAlert', monthlyKwh: number | null, unusualDay: boolean } } };


export const PointAlertsDocument = {"__meta__":{"hash":"sha256:392e06f412a736580783652c661f9612d1f0c7cbfa9df76c7d156247d91a3248"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PointAlerts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"consumptionPoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"usageForecast"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"soFarKwh"}},{"kind":"Field","name":{"kind":"Name","value":"expectedKwh"}},{"kind":"Field","name":{"kind":"Name","value":"typicalErrorPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"usageAlert"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"monthlyKwh"}},{"kind":"Field","name":{"kind":"Name","value":"unusualDay"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PointAlertsQuery, PointAlertsQueryVariables>;
export const SetUsageAlertDocument = {"__meta__":{"hash":"sha256:124f15da00c304d8cd922e43eefdb3379cd94758e0bd9fa7751a4a1af36e1e08"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetUsageAlert"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UsageAlertInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"setUsageAlert"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"usageAlert"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"monthlyKwh"}},{"kind":"Field","name":{"kind":"Name","value":"unusualDay"}}]}}]}}]}}]} as unknown as DocumentNode<SetUsageAlertMutation, SetUsageAlertMutationVariables>;