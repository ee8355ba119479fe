/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What a line charges for, told by its name. */
export type ChargeKind =
  | 'ADVANCE'
  | 'CAPACITY'
  | 'COGENERATION'
  | 'DEPOSIT'
  | 'DISTRIBUTION'
  | 'ENERGY'
  | 'EXCISE'
  | 'INTEREST'
  | 'NETWORK_FIXED'
  | 'NETWORK_VARIABLE'
  | 'OTHER'
  | 'QUALITY'
  | 'REACTIVE'
  | 'RENEWABLE'
  | 'SUBSCRIPTION'
  | 'TRADE_FEE'
  | 'TRANSITIONAL';

/** ENERGY and DISTRIBUTION depend on use, FIXED does not. OTHER is what neither use nor days explain: advances, deposit, interest, unknown lines. */
export type ChargePart =
  | 'DISTRIBUTION'
  | 'ENERGY'
  | 'FIXED'
  | 'OTHER';

export type InvoiceKind =
  | 'ACCOUNTING_NOTE'
  | 'CORRECTION'
  | 'DUNNING_FEE'
  | 'FINAL'
  | 'FORECAST'
  | 'INTEREST_NOTE'
  | 'SETTLEMENT';

/** What can explain the difference between hours and document. ROUNDING: less than 1 kWh a register of whole kWh. POINTS_WITHOUT_HOURS: some points of the document have none. DAYS_MISSING: more was billed than measured, and hours are missing. DAYS_ESTIMATED: some hours are estimates. BILLED_BY_ESTIMATE: the document rests on an estimated reading. OTHER_READING_DAYS: its readings were not taken at the ends of its period. BALANCING: a producer is billed for less than the meter counted, after hourly balancing. UNEXPLAINED: nothing of this is so. */
export type MeasuredUseReason =
  | 'BALANCING'
  | 'BILLED_BY_ESTIMATE'
  | 'DAYS_ESTIMATED'
  | 'DAYS_MISSING'
  | 'OTHER_READING_DAYS'
  | 'POINTS_WITHOUT_HOURS'
  | 'ROUNDING'
  | 'UNEXPLAINED';

export type InvoiceExplanationQueryVariables = Exact<{
  id: string;
}>;


export type InvoiceExplanationQuery = { __typename: 'Query', customer: { __typename: 'Customer', id: string, invoice: { __typename: 'Invoice', id: string, kind: InvoiceKind, gross: string, explanation: { __typename: 'InvoiceExplanation', energy: string, distribution: string, fixed: string, other: string, charges: Array<{ __typename: 'InvoiceCharge', kind: ChargeKind, part: ChargePart, gross: string }>, comparison: { __typename: 'InvoiceComparison', amount: string, previousAmount: string, difference: string, byDays: string, byUse: string, byPrice: string, days: number, previousDays: number, kwh: number, previousKwh: number, invoice: { __typename: 'Invoice', id: string, number: string } } | null, correction: { __typename: 'InvoiceCorrectionStory', before: string, after: string, returned: string } | null, measured: { __typename: 'MeasuredUse', kwh: number, billedKwh: number, missingDays: number, estimatedDays: number, reasons: Array<MeasuredUseReason> } | null } | null } } };


export const InvoiceExplanationDocument = {"__meta__":{"hash":"sha256:e8b2ea504f2f021115f59ae26e1054ced4303769681beb285124582eb7baa06b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceExplanation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"gross"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"energy"}},{"kind":"Field","name":{"kind":"Name","value":"distribution"}},{"kind":"Field","name":{"kind":"Name","value":"fixed"}},{"kind":"Field","name":{"kind":"Name","value":"other"}},{"kind":"Field","name":{"kind":"Name","value":"charges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"gross"}}]}},{"kind":"Field","name":{"kind":"Name","value":"comparison"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"previousAmount"}},{"kind":"Field","name":{"kind":"Name","value":"difference"}},{"kind":"Field","name":{"kind":"Name","value":"byDays"}},{"kind":"Field","name":{"kind":"Name","value":"byUse"}},{"kind":"Field","name":{"kind":"Name","value":"byPrice"}},{"kind":"Field","name":{"kind":"Name","value":"days"}},{"kind":"Field","name":{"kind":"Name","value":"previousDays"}},{"kind":"Field","name":{"kind":"Name","value":"kwh"}},{"kind":"Field","name":{"kind":"Name","value":"previousKwh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"correction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"returned"}}]}},{"kind":"Field","name":{"kind":"Name","value":"measured"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kwh"}},{"kind":"Field","name":{"kind":"Name","value":"billedKwh"}},{"kind":"Field","name":{"kind":"Name","value":"missingDays"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedDays"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<InvoiceExplanationQuery, InvoiceExplanationQueryVariables>;