/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query MeterReading($id: ID!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      label\n      meterNumber\n      meterReading {\n        ...MeterReadings\n      }\n    }\n  }\n}\n\nfragment MeterReadings on MeterReadingState {\n  remote\n  earliestDay\n  latestDay\n  zones {\n    ...MeterZone\n  }\n  submitted {\n    ...SubmittedReading\n  }\n}\n\nfragment MeterZone on MeterZone {\n  zone\n  lastReading {\n    takenOn\n    kwh\n    source\n  }\n}\n\nfragment SubmittedReading on SubmittedReading {\n  id\n  takenOn\n  values {\n    zone\n    kwh\n  }\n  submittedAt\n  state\n  note\n  ticket {\n    id\n    number\n  }\n}\n\nmutation SubmitMeterReading($input: MeterReadingInput!) {\n  submitMeterReading(input: $input) {\n    ticket {\n      id\n      number\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}": typeof types.MeterReadingDocument,
};
const documents: Documents = {
    "query MeterReading($id: ID!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      label\n      meterNumber\n      meterReading {\n        ...MeterReadings\n      }\n    }\n  }\n}\n\nfragment MeterReadings on MeterReadingState {\n  remote\n  earliestDay\n  latestDay\n  zones {\n    ...MeterZone\n  }\n  submitted {\n    ...SubmittedReading\n  }\n}\n\nfragment MeterZone on MeterZone {\n  zone\n  lastReading {\n    takenOn\n    kwh\n    source\n  }\n}\n\nfragment SubmittedReading on SubmittedReading {\n  id\n  takenOn\n  values {\n    zone\n    kwh\n  }\n  submittedAt\n  state\n  note\n  ticket {\n    id\n    number\n  }\n}\n\nmutation SubmitMeterReading($input: MeterReadingInput!) {\n  submitMeterReading(input: $input) {\n    ticket {\n      id\n      number\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}": types.MeterReadingDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query MeterReading($id: ID!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      label\n      meterNumber\n      meterReading {\n        ...MeterReadings\n      }\n    }\n  }\n}\n\nfragment MeterReadings on MeterReadingState {\n  remote\n  earliestDay\n  latestDay\n  zones {\n    ...MeterZone\n  }\n  submitted {\n    ...SubmittedReading\n  }\n}\n\nfragment MeterZone on MeterZone {\n  zone\n  lastReading {\n    takenOn\n    kwh\n    source\n  }\n}\n\nfragment SubmittedReading on SubmittedReading {\n  id\n  takenOn\n  values {\n    zone\n    kwh\n  }\n  submittedAt\n  state\n  note\n  ticket {\n    id\n    number\n  }\n}\n\nmutation SubmitMeterReading($input: MeterReadingInput!) {\n  submitMeterReading(input: $input) {\n    ticket {\n      id\n      number\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}"): (typeof documents)["query MeterReading($id: ID!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      label\n      meterNumber\n      meterReading {\n        ...MeterReadings\n      }\n    }\n  }\n}\n\nfragment MeterReadings on MeterReadingState {\n  remote\n  earliestDay\n  latestDay\n  zones {\n    ...MeterZone\n  }\n  submitted {\n    ...SubmittedReading\n  }\n}\n\nfragment MeterZone on MeterZone {\n  zone\n  lastReading {\n    takenOn\n    kwh\n    source\n  }\n}\n\nfragment SubmittedReading on SubmittedReading {\n  id\n  takenOn\n  values {\n    zone\n    kwh\n  }\n  submittedAt\n  state\n  note\n  ticket {\n    id\n    number\n  }\n}\n\nmutation SubmitMeterReading($input: MeterReadingInput!) {\n  submitMeterReading(input: $input) {\n    ticket {\n      id\n      number\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;