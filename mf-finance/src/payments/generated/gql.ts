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
    "query Payment($id: ID!) {\n  customer {\n    id\n    payment(id: $id) {\n      ...WholePayment\n    }\n  }\n}\n\nquery Payments($first: Int!, $after: String) {\n  customer {\n    id\n    payments(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...WholePayment\n        }\n      }\n    }\n  }\n}\n\nmutation CancelPayment($id: ID!) {\n  cancelPayment(id: $id) {\n    payment {\n      ...WholePayment\n    }\n    problems {\n      code\n    }\n  }\n}\n\nfragment WholePayment on Payment {\n  id\n  orderId\n  amount\n  status\n  failure\n  channel\n  createdAt\n  finishedAt\n  redirectUrl\n  receiptUrl\n  items {\n    amount\n    invoice {\n      id\n      number\n      kind\n      status\n      outstanding\n    }\n  }\n}": typeof types.PaymentDocument,
};
const documents: Documents = {
    "query Payment($id: ID!) {\n  customer {\n    id\n    payment(id: $id) {\n      ...WholePayment\n    }\n  }\n}\n\nquery Payments($first: Int!, $after: String) {\n  customer {\n    id\n    payments(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...WholePayment\n        }\n      }\n    }\n  }\n}\n\nmutation CancelPayment($id: ID!) {\n  cancelPayment(id: $id) {\n    payment {\n      ...WholePayment\n    }\n    problems {\n      code\n    }\n  }\n}\n\nfragment WholePayment on Payment {\n  id\n  orderId\n  amount\n  status\n  failure\n  channel\n  createdAt\n  finishedAt\n  redirectUrl\n  receiptUrl\n  items {\n    amount\n    invoice {\n      id\n      number\n      kind\n      status\n      outstanding\n    }\n  }\n}": types.PaymentDocument,
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
export function graphql(source: "query Payment($id: ID!) {\n  customer {\n    id\n    payment(id: $id) {\n      ...WholePayment\n    }\n  }\n}\n\nquery Payments($first: Int!, $after: String) {\n  customer {\n    id\n    payments(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...WholePayment\n        }\n      }\n    }\n  }\n}\n\nmutation CancelPayment($id: ID!) {\n  cancelPayment(id: $id) {\n    payment {\n      ...WholePayment\n    }\n    problems {\n      code\n    }\n  }\n}\n\nfragment WholePayment on Payment {\n  id\n  orderId\n  amount\n  status\n  failure\n  channel\n  createdAt\n  finishedAt\n  redirectUrl\n  receiptUrl\n  items {\n    amount\n    invoice {\n      id\n      number\n      kind\n      status\n      outstanding\n    }\n  }\n}"): (typeof documents)["query Payment($id: ID!) {\n  customer {\n    id\n    payment(id: $id) {\n      ...WholePayment\n    }\n  }\n}\n\nquery Payments($first: Int!, $after: String) {\n  customer {\n    id\n    payments(first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...WholePayment\n        }\n      }\n    }\n  }\n}\n\nmutation CancelPayment($id: ID!) {\n  cancelPayment(id: $id) {\n    payment {\n      ...WholePayment\n    }\n    problems {\n      code\n    }\n  }\n}\n\nfragment WholePayment on Payment {\n  id\n  orderId\n  amount\n  status\n  failure\n  channel\n  createdAt\n  finishedAt\n  redirectUrl\n  receiptUrl\n  items {\n    amount\n    invoice {\n      id\n      number\n      kind\n      status\n      outstanding\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;