/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type MeterReadingInput = {
  /** At most 5 uploaded files, such as photos of the meter. */
  attachmentIds?: Array<string>;
  /** True: the customer looked again at unusual values. */
  confirmed?: boolean;
  consumptionPointId: string;
  /** As of createTicket. Without it, the same values of the same day give the same ticket. */
  idempotencyKey?: string | null | undefined;
  /** See MeterReadingState. */
  takenOn: string;
  /** One value for each zone of the meter. */
  values: Array<ZoneReadingInput>;
};

export type ProblemCode =
  | 'ALREADY_PAID'
  | 'ATTACHMENT_TOO_LARGE'
  | 'ATTACHMENT_TYPE'
  | 'ATTACHMENT_UNSAFE'
  | 'DATA_MISMATCH'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INVALID_EMAIL'
  | 'INVALID_INVOICE_NUMBER'
  | 'INVALID_TAX_ID'
  | 'INVALID_VALUE'
  | 'LINK_EXPIRED'
  | 'LINK_INVALID'
  | 'NOTHING_TO_PAY'
  | 'OPERATOR_UNAVAILABLE'
  | 'OVER_LIMIT'
  | 'PASSWORD_BREACHED'
  | 'PASSWORD_TOO_WEAK'
  | 'PAYMENT_IN_PROGRESS'
  | 'REQUIRED'
  | 'SAME_VALUE'
  | 'TERMS_NOT_ACCEPTED'
  | 'TOO_LONG'
  | 'WRONG_CREDENTIALS';

/** READ and ESTIMATED: by a document. CUSTOMER: submitted by the customer, not on a document yet. */
export type ReadingSource =
  | 'CUSTOMER'
  | 'ESTIMATED'
  | 'READ';

/** SUBMITTED: the retailer has not answered. ACCEPTED and REFUSED: what the retailer said. CLOSED: the retailer closed it and said no result. */
export type SubmittedReadingState =
  | 'ACCEPTED'
  | 'CLOSED'
  | 'REFUSED'
  | 'SUBMITTED';

export type ZoneReadingInput = {
  /** Whole kilowatt-hours, without decimals, 0 to 99,999,999. */
  kwh: number;
  /** See MeterZone. */
  zone: string;
};

export type MeterReadingQueryVariables = Exact<{
  id: string;
}>;


export type MeterReadingQuery = { __typename: 'Query', customer: { __typename: 'Customer', id: string, consumptionPoint: { __typename: 'ConsumptionPoint', id: string, label: string, meterNumber: string | null, meterReading: { __typename: 'MeterReadingState', remote: boolean, earliestDay: string | null, latestDay: string | null, zones: Array<{ __typename: 'MeterZone', zone: string, lastReading: { __typename: 'LastReading', takenOn: string, kwh: number, source: ReadingSource } | null }>, submitted: Array<{ __typename: 'SubmittedReading', id: string, takenOn: string, submittedAt: string, state: SubmittedReadingState, note: string | null, values: Array<{ __typename: 'ZoneReading', zone: string, kwh: number }>, ticket: { __typename: 'Ticket', id: string, number: string } }> } } } };

export type MeterReadingsFragment = { __typename: 'MeterReadingState', remote: boolean, earliestDay: string | null, latestDay: string | null, zones: Array<{ __typename: 'MeterZone', zone: string, lastReading: { __typename: 'LastReading', takenOn: string, kwh: number, source: ReadingSource } | null }>, submitted: Array<{ __typename: 'SubmittedReading', id: string, takenOn: string, submittedAt: string, state: SubmittedReadingState, note: string | null, values: Array<{ __typename: 'ZoneReading', zone: string, kwh: number }>, ticket: { __typename: 'Ticket', id: string, number: string } }> };

export type MeterZoneFragment = { __typename: 'MeterZone', zone: string, lastReading: { __typename: 'LastReading', takenOn: string, kwh: number, source: ReadingSource } | null };

export type SubmittedReadingFragment = { __typename: 'SubmittedReading', id: string, takenOn: string, submittedAt: string, state: SubmittedReadingState, note: string | null, values: Array<{ __typename: 'ZoneReading', zone: string, kwh: number }>, ticket: { __typename: 'Ticket', id: string, number: string } };

export type SubmitMeterReadingMutationVariables = Exact<{
  input: MeterReadingInput;
}>;


export type SubmitMeterReadingMutation = { __typename: 'Mutation', submitMeterReading: { __typename: 'TicketPayload', ticket: { __typename: 'Ticket', id: string, number: string } | null, problems: Array<{ __typename: 'Problem', code: ProblemCode, field: string | null, message: string }> } };

export const MeterZoneFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MeterZone"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MeterZone"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"zone"}},{"kind":"Field","name":{"kind":"Name","value":"lastReading"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"takenOn"}},{"kind":"Field","name":{"kind":"Name","value":"kwh"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]} as unknown as DocumentNode<MeterZoneFragment, unknown>;
export const SubmittedReadingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubmittedReading"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SubmittedReading"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"takenOn"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"zone"}},{"kind":"Field","name":{"kind":"Name","value":"kwh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]} as unknown as DocumentNode<SubmittedReadingFragment, unknown>;
export const MeterReadingsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MeterReadings"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MeterReadingState"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"remote"}},{"kind":"Field","name":{"kind":"Name","value":"earliestDay"}},{"kind":"Field","name":{"kind":"Name","value":"latestDay"}},{"kind":"Field","name":{"kind":"Name","value":"zones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"MeterZone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"submitted"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubmittedReading"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MeterZone"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MeterZone"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"zone"}},{"kind":"Field","name":{"kind":"Name","value":"lastReading"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"takenOn"}},{"kind":"Field","name":{"kind":"Name","value":"kwh"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubmittedReading"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SubmittedReading"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"takenOn"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"zone"}},{"kind":"Field","name":{"kind":"Name","value":"kwh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]} as unknown as DocumentNode<MeterReadingsFragment, unknown>;
export const MeterReadingDocument = {"__meta__":{"hash":"sha256:e7c6db6b045c3297760d21bc15f66d1e2f4be8cbf17842eea8a9b571a9ad8adb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MeterReading"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"consumptionPoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"meterNumber"}},{"kind":"Field","name":{"kind":"Name","value":"meterReading"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"MeterReadings"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MeterZone"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MeterZone"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"zone"}},{"kind":"Field","name":{"kind":"Name","value":"lastReading"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"takenOn"}},{"kind":"Field","name":{"kind":"Name","value":"kwh"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubmittedReading"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SubmittedReading"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"takenOn"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"zone"}},{"kind":"Field","name":{"kind":"Name","value":"kwh"}}]}},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MeterReadings"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MeterReadingState"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"remote"}},{"kind":"Field","name":{"kind":"Name","value":"earliestDay"}},{"kind":"Field","name":{"kind":"Name","value":"latestDay"}},{"kind":"Field","name":{"kind":"Name","value":"zones"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"MeterZone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"submitted"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubmittedReading"}}]}}]}}]} as unknown as DocumentNode<MeterReadingQuery, MeterReadingQueryVariables>;
export const SubmitMeterReadingDocument = {"__meta__":{"hash":"sha256:0ab796616af149168cc279fe5efd9cae9ddc8057d84c15a00a2e57f1885ed49b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitMeterReading"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MeterReadingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"submitMeterReading"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SubmitMeterReadingMutation, SubmitMeterReadingMutationVariables>;