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
    "query PointList($search: String, $first: Int!, $after: String) {\n  customer {\n    id\n    consumptionPointList(search: $search, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...ListedPoint\n        }\n      }\n    }\n  }\n}\n\nfragment ListedPoint on ConsumptionPoint {\n  id\n  ppe\n  label\n  ownLabel\n  address {\n    ...PointAddress\n  }\n  meterNumber\n  tariff\n  contractFrom\n  contractTo\n  producer\n}\n\nfragment PointAddress on Address {\n  line1\n  line2\n  country\n}\n\nquery Point($id: ID!, $language: Language!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      ...PointFacts\n    }\n  }\n}\n\nfragment PointFacts on ConsumptionPoint {\n  ...ListedPoint\n  tariffDescription(language: $language)\n  contractedPowerKw\n  distributor\n  distributorContact {\n    name\n    emergencyPhone\n    website\n  }\n}\n\nquery PointDocuments($id: ID!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      invoices(first: 3) {\n        totalCount\n        edges {\n          node {\n            ...PointInvoice\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment PointInvoice on Invoice {\n  id\n  number\n  kind\n  status\n  outstanding\n  issueDate\n  gross\n}\n\nmutation LabelPoint($id: ID!, $label: String!) {\n  labelConsumptionPoint(id: $id, label: $label) {\n    id\n    label\n    ownLabel\n  }\n}": typeof types.PointListDocument,
};
const documents: Documents = {
    "query PointList($search: String, $first: Int!, $after: String) {\n  customer {\n    id\n    consumptionPointList(search: $search, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...ListedPoint\n        }\n      }\n    }\n  }\n}\n\nfragment ListedPoint on ConsumptionPoint {\n  id\n  ppe\n  label\n  ownLabel\n  address {\n    ...PointAddress\n  }\n  meterNumber\n  tariff\n  contractFrom\n  contractTo\n  producer\n}\n\nfragment PointAddress on Address {\n  line1\n  line2\n  country\n}\n\nquery Point($id: ID!, $language: Language!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      ...PointFacts\n    }\n  }\n}\n\nfragment PointFacts on ConsumptionPoint {\n  ...ListedPoint\n  tariffDescription(language: $language)\n  contractedPowerKw\n  distributor\n  distributorContact {\n    name\n    emergencyPhone\n    website\n  }\n}\n\nquery PointDocuments($id: ID!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      invoices(first: 3) {\n        totalCount\n        edges {\n          node {\n            ...PointInvoice\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment PointInvoice on Invoice {\n  id\n  number\n  kind\n  status\n  outstanding\n  issueDate\n  gross\n}\n\nmutation LabelPoint($id: ID!, $label: String!) {\n  labelConsumptionPoint(id: $id, label: $label) {\n    id\n    label\n    ownLabel\n  }\n}": types.PointListDocument,
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
export function graphql(source: "query PointList($search: String, $first: Int!, $after: String) {\n  customer {\n    id\n    consumptionPointList(search: $search, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...ListedPoint\n        }\n      }\n    }\n  }\n}\n\nfragment ListedPoint on ConsumptionPoint {\n  id\n  ppe\n  label\n  ownLabel\n  address {\n    ...PointAddress\n  }\n  meterNumber\n  tariff\n  contractFrom\n  contractTo\n  producer\n}\n\nfragment PointAddress on Address {\n  line1\n  line2\n  country\n}\n\nquery Point($id: ID!, $language: Language!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      ...PointFacts\n    }\n  }\n}\n\nfragment PointFacts on ConsumptionPoint {\n  ...ListedPoint\n  tariffDescription(language: $language)\n  contractedPowerKw\n  distributor\n  distributorContact {\n    name\n    emergencyPhone\n    website\n  }\n}\n\nquery PointDocuments($id: ID!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      invoices(first: 3) {\n        totalCount\n        edges {\n          node {\n            ...PointInvoice\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment PointInvoice on Invoice {\n  id\n  number\n  kind\n  status\n  outstanding\n  issueDate\n  gross\n}\n\nmutation LabelPoint($id: ID!, $label: String!) {\n  labelConsumptionPoint(id: $id, label: $label) {\n    id\n    label\n    ownLabel\n  }\n}"): (typeof documents)["query PointList($search: String, $first: Int!, $after: String) {\n  customer {\n    id\n    consumptionPointList(search: $search, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...ListedPoint\n        }\n      }\n    }\n  }\n}\n\nfragment ListedPoint on ConsumptionPoint {\n  id\n  ppe\n  label\n  ownLabel\n  address {\n    ...PointAddress\n  }\n  meterNumber\n  tariff\n  contractFrom\n  contractTo\n  producer\n}\n\nfragment PointAddress on Address {\n  line1\n  line2\n  country\n}\n\nquery Point($id: ID!, $language: Language!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      ...PointFacts\n    }\n  }\n}\n\nfragment PointFacts on ConsumptionPoint {\n  ...ListedPoint\n  tariffDescription(language: $language)\n  contractedPowerKw\n  distributor\n  distributorContact {\n    name\n    emergencyPhone\n    website\n  }\n}\n\nquery PointDocuments($id: ID!) {\n  customer {\n    id\n    consumptionPoint(id: $id) {\n      id\n      invoices(first: 3) {\n        totalCount\n        edges {\n          node {\n            ...PointInvoice\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment PointInvoice on Invoice {\n  id\n  number\n  kind\n  status\n  outstanding\n  issueDate\n  gross\n}\n\nmutation LabelPoint($id: ID!, $label: String!) {\n  labelConsumptionPoint(id: $id, label: $label) {\n    id\n    label\n    ownLabel\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;