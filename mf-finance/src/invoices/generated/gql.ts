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
    "query Invoices($filter: InvoiceFilter, $orderBy: InvoiceOrder!, $first: Int!, $after: String) {\n  customer {\n    id\n    invoices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...InvoiceRow\n        }\n      }\n    }\n  }\n}\n\nfragment InvoiceRow on Invoice {\n  id\n  number\n  kind\n  status\n  issueDate\n  dueDate\n  periodFrom\n  periodTo\n  gross\n  outstanding\n  payable\n  consumptionPoints {\n    id\n    label\n  }\n}\n\nquery InvoicePoints {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n    }\n  }\n}\n\nquery PaymentLimit {\n  service {\n    paymentLimit {\n      eur\n      pln\n    }\n  }\n}": typeof types.InvoicesDocument,
};
const documents: Documents = {
    "query Invoices($filter: InvoiceFilter, $orderBy: InvoiceOrder!, $first: Int!, $after: String) {\n  customer {\n    id\n    invoices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...InvoiceRow\n        }\n      }\n    }\n  }\n}\n\nfragment InvoiceRow on Invoice {\n  id\n  number\n  kind\n  status\n  issueDate\n  dueDate\n  periodFrom\n  periodTo\n  gross\n  outstanding\n  payable\n  consumptionPoints {\n    id\n    label\n  }\n}\n\nquery InvoicePoints {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n    }\n  }\n}\n\nquery PaymentLimit {\n  service {\n    paymentLimit {\n      eur\n      pln\n    }\n  }\n}": types.InvoicesDocument,
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
export function graphql(source: "query Invoices($filter: InvoiceFilter, $orderBy: InvoiceOrder!, $first: Int!, $after: String) {\n  customer {\n    id\n    invoices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...InvoiceRow\n        }\n      }\n    }\n  }\n}\n\nfragment InvoiceRow on Invoice {\n  id\n  number\n  kind\n  status\n  issueDate\n  dueDate\n  periodFrom\n  periodTo\n  gross\n  outstanding\n  payable\n  consumptionPoints {\n    id\n    label\n  }\n}\n\nquery InvoicePoints {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n    }\n  }\n}\n\nquery PaymentLimit {\n  service {\n    paymentLimit {\n      eur\n      pln\n    }\n  }\n}"): (typeof documents)["query Invoices($filter: InvoiceFilter, $orderBy: InvoiceOrder!, $first: Int!, $after: String) {\n  customer {\n    id\n    invoices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...InvoiceRow\n        }\n      }\n    }\n  }\n}\n\nfragment InvoiceRow on Invoice {\n  id\n  number\n  kind\n  status\n  issueDate\n  dueDate\n  periodFrom\n  periodTo\n  gross\n  outstanding\n  payable\n  consumptionPoints {\n    id\n    label\n  }\n}\n\nquery InvoicePoints {\n  customer {\n    id\n    consumptionPoints {\n      id\n      label\n    }\n  }\n}\n\nquery PaymentLimit {\n  service {\n    paymentLimit {\n      eur\n      pln\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;