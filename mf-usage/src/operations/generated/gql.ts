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
    "query ReadingPeriods {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n      readingPeriods {\n        from\n        to\n        kwh\n        estimated\n        zones {\n          name\n          kwh\n        }\n        invoice {\n          id\n          number\n        }\n      }\n    }\n  }\n}": typeof types.ReadingPeriodsDocument,
    "query UsagePoints {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n      producer\n      usageFrom\n      usageTo\n    }\n  }\n}\n\nquery CustomerUsage($input: UsageInput!, $fed: UsageInput!, $both: Boolean!) {\n  customer {\n    id\n    usage(input: $input) {\n      ...Figures\n      ...Priced\n    }\n    fed: usage(input: $fed) @include(if: $both) {\n      ...Figures\n    }\n  }\n}\n\nquery PointUsage($id: ID!, $input: UsageInput!, $fed: UsageInput!, $both: Boolean!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      usage(input: $input) {\n        ...Figures\n        ...Priced\n      }\n      fed: usage(input: $fed) @include(if: $both) {\n        ...Figures\n      }\n    }\n  }\n}\n\nquery MonthUsage($input: UsageInput!, $fed: UsageInput!) {\n  customer {\n    id\n    usage(input: $input) {\n      ...Totals\n    }\n    fed: usage(input: $fed) {\n      ...Totals\n    }\n  }\n}\n\nquery MonthCost($input: UsageInput!) {\n  customer {\n    id\n    usage(input: $input) {\n      cost {\n        total\n      }\n    }\n  }\n}\n\nfragment Totals on Usage {\n  intervals {\n    kwh\n  }\n  totalKwh\n  previousTotalKwh\n  changePercent\n}\n\nfragment Figures on Usage {\n  intervals {\n    start\n    kwh\n    previousKwh\n    estimated\n    complete\n  }\n  totalKwh\n  previousTotalKwh\n  changePercent\n  missing\n  finest\n}\n\nfragment Priced on Usage {\n  zones {\n    name\n    kwh\n  }\n  cost {\n    variable\n    fixed\n    billed\n    total\n    invoice {\n      id\n      number\n    }\n  }\n}": typeof types.UsagePointsDocument,
};
const documents: Documents = {
    "query ReadingPeriods {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n      readingPeriods {\n        from\n        to\n        kwh\n        estimated\n        zones {\n          name\n          kwh\n        }\n        invoice {\n          id\n          number\n        }\n      }\n    }\n  }\n}": types.ReadingPeriodsDocument,
    "query UsagePoints {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n      producer\n      usageFrom\n      usageTo\n    }\n  }\n}\n\nquery CustomerUsage($input: UsageInput!, $fed: UsageInput!, $both: Boolean!) {\n  customer {\n    id\n    usage(input: $input) {\n      ...Figures\n      ...Priced\n    }\n    fed: usage(input: $fed) @include(if: $both) {\n      ...Figures\n    }\n  }\n}\n\nquery PointUsage($id: ID!, $input: UsageInput!, $fed: UsageInput!, $both: Boolean!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      usage(input: $input) {\n        ...Figures\n        ...Priced\n      }\n      fed: usage(input: $fed) @include(if: $both) {\n        ...Figures\n      }\n    }\n  }\n}\n\nquery MonthUsage($input: UsageInput!, $fed: UsageInput!) {\n  customer {\n    id\n    usage(input: $input) {\n      ...Totals\n    }\n    fed: usage(input: $fed) {\n      ...Totals\n    }\n  }\n}\n\nquery MonthCost($input: UsageInput!) {\n  customer {\n    id\n    usage(input: $input) {\n      cost {\n        total\n      }\n    }\n  }\n}\n\nfragment Totals on Usage {\n  intervals {\n    kwh\n  }\n  totalKwh\n  previousTotalKwh\n  changePercent\n}\n\nfragment Figures on Usage {\n  intervals {\n    start\n    kwh\n    previousKwh\n    estimated\n    complete\n  }\n  totalKwh\n  previousTotalKwh\n  changePercent\n  missing\n  finest\n}\n\nfragment Priced on Usage {\n  zones {\n    name\n    kwh\n  }\n  cost {\n    variable\n    fixed\n    billed\n    total\n    invoice {\n      id\n      number\n    }\n  }\n}": types.UsagePointsDocument,
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
export function graphql(source: "query ReadingPeriods {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n      readingPeriods {\n        from\n        to\n        kwh\n        estimated\n        zones {\n          name\n          kwh\n        }\n        invoice {\n          id\n          number\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query ReadingPeriods {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n      readingPeriods {\n        from\n        to\n        kwh\n        estimated\n        zones {\n          name\n          kwh\n        }\n        invoice {\n          id\n          number\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UsagePoints {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n      producer\n      usageFrom\n      usageTo\n    }\n  }\n}\n\nquery CustomerUsage($input: UsageInput!, $fed: UsageInput!, $both: Boolean!) {\n  customer {\n    id\n    usage(input: $input) {\n      ...Figures\n      ...Priced\n    }\n    fed: usage(input: $fed) @include(if: $both) {\n      ...Figures\n    }\n  }\n}\n\nquery PointUsage($id: ID!, $input: UsageInput!, $fed: UsageInput!, $both: Boolean!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      usage(input: $input) {\n        ...Figures\n        ...Priced\n      }\n      fed: usage(input: $fed) @include(if: $both) {\n        ...Figures\n      }\n    }\n  }\n}\n\nquery MonthUsage($input: UsageInput!, $fed: UsageInput!) {\n  customer {\n    id\n    usage(input: $input) {\n      ...Totals\n    }\n    fed: usage(input: $fed) {\n      ...Totals\n    }\n  }\n}\n\nquery MonthCost($input: UsageInput!) {\n  customer {\n    id\n    usage(input: $input) {\n      cost {\n        total\n      }\n    }\n  }\n}\n\nfragment Totals on Usage {\n  intervals {\n    kwh\n  }\n  totalKwh\n  previousTotalKwh\n  changePercent\n}\n\nfragment Figures on Usage {\n  intervals {\n    start\n    kwh\n    previousKwh\n    estimated\n    complete\n  }\n  totalKwh\n  previousTotalKwh\n  changePercent\n  missing\n  finest\n}\n\nfragment Priced on Usage {\n  zones {\n    name\n    kwh\n  }\n  cost {\n    variable\n    fixed\n    billed\n    total\n    invoice {\n      id\n      number\n    }\n  }\n}"): (typeof documents)["query UsagePoints {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n      producer\n      usageFrom\n      usageTo\n    }\n  }\n}\n\nquery CustomerUsage($input: UsageInput!, $fed: UsageInput!, $both: Boolean!) {\n  customer {\n    id\n    usage(input: $input) {\n      ...Figures\n      ...Priced\n    }\n    fed: usage(input: $fed) @include(if: $both) {\n      ...Figures\n    }\n  }\n}\n\nquery PointUsage($id: ID!, $input: UsageInput!, $fed: UsageInput!, $both: Boolean!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      usage(input: $input) {\n        ...Figures\n        ...Priced\n      }\n      fed: usage(input: $fed) @include(if: $both) {\n        ...Figures\n      }\n    }\n  }\n}\n\nquery MonthUsage($input: UsageInput!, $fed: UsageInput!) {\n  customer {\n    id\n    usage(input: $input) {\n      ...Totals\n    }\n    fed: usage(input: $fed) {\n      ...Totals\n    }\n  }\n}\n\nquery MonthCost($input: UsageInput!) {\n  customer {\n    id\n    usage(input: $input) {\n      cost {\n        total\n      }\n    }\n  }\n}\n\nfragment Totals on Usage {\n  intervals {\n    kwh\n  }\n  totalKwh\n  previousTotalKwh\n  changePercent\n}\n\nfragment Figures on Usage {\n  intervals {\n    start\n    kwh\n    previousKwh\n    estimated\n    complete\n  }\n  totalKwh\n  previousTotalKwh\n  changePercent\n  missing\n  finest\n}\n\nfragment Priced on Usage {\n  zones {\n    name\n    kwh\n  }\n  cost {\n    variable\n    fixed\n    billed\n    total\n    invoice {\n      id\n      number\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;