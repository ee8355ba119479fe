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
    "query Checkout {\n  service {\n    name\n    paymentLimit {\n      eur\n      pln\n      rate\n      rateTable\n      rateDate\n    }\n  }\n  customer {\n    id\n    bankAccount\n    balance {\n      amount\n    }\n  }\n}\n\nquery OpenInvoices($first: Int!, $after: String) {\n  customer {\n    id\n    invoices(\n      filter: {status: [OVERDUE, DUE, PENDING]}\n      orderBy: DUE_DATE\n      first: $first\n      after: $after\n    ) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...CheckoutInvoice\n        }\n      }\n    }\n  }\n}\n\nquery CheckoutInvoice($id: ID!) {\n  customer {\n    id\n    invoice(id: $id) {\n      ...CheckoutInvoice\n    }\n  }\n}\n\nmutation StartPayment($input: StartPaymentInput!) {\n  startPayment(input: $input) {\n    payment {\n      id\n      status\n    }\n    redirectUrl\n    problems {\n      code\n    }\n  }\n}\n\nfragment CheckoutInvoice on Invoice {\n  id\n  number\n  kind\n  status\n  issueDate\n  dueDate\n  outstanding\n  payable\n  transferCode\n  payments {\n    id\n    status\n  }\n}": typeof types.CheckoutDocument,
};
const documents: Documents = {
    "query Checkout {\n  service {\n    name\n    paymentLimit {\n      eur\n      pln\n      rate\n      rateTable\n      rateDate\n    }\n  }\n  customer {\n    id\n    bankAccount\n    balance {\n      amount\n    }\n  }\n}\n\nquery OpenInvoices($first: Int!, $after: String) {\n  customer {\n    id\n    invoices(\n      filter: {status: [OVERDUE, DUE, PENDING]}\n      orderBy: DUE_DATE\n      first: $first\n      after: $after\n    ) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...CheckoutInvoice\n        }\n      }\n    }\n  }\n}\n\nquery CheckoutInvoice($id: ID!) {\n  customer {\n    id\n    invoice(id: $id) {\n      ...CheckoutInvoice\n    }\n  }\n}\n\nmutation StartPayment($input: StartPaymentInput!) {\n  startPayment(input: $input) {\n    payment {\n      id\n      status\n    }\n    redirectUrl\n    problems {\n      code\n    }\n  }\n}\n\nfragment CheckoutInvoice on Invoice {\n  id\n  number\n  kind\n  status\n  issueDate\n  dueDate\n  outstanding\n  payable\n  transferCode\n  payments {\n    id\n    status\n  }\n}": types.CheckoutDocument,
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
export function graphql(source: "query Checkout {\n  service {\n    name\n    paymentLimit {\n      eur\n      pln\n      rate\n      rateTable\n      rateDate\n    }\n  }\n  customer {\n    id\n    bankAccount\n    balance {\n      amount\n    }\n  }\n}\n\nquery OpenInvoices($first: Int!, $after: String) {\n  customer {\n    id\n    invoices(\n      filter: {status: [OVERDUE, DUE, PENDING]}\n      orderBy: DUE_DATE\n      first: $first\n      after: $after\n    ) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...CheckoutInvoice\n        }\n      }\n    }\n  }\n}\n\nquery CheckoutInvoice($id: ID!) {\n  customer {\n    id\n    invoice(id: $id) {\n      ...CheckoutInvoice\n    }\n  }\n}\n\nmutation StartPayment($input: StartPaymentInput!) {\n  startPayment(input: $input) {\n    payment {\n      id\n      status\n    }\n    redirectUrl\n    problems {\n      code\n    }\n  }\n}\n\nfragment CheckoutInvoice on Invoice {\n  id\n  number\n  kind\n  status\n  issueDate\n  dueDate\n  outstanding\n  payable\n  transferCode\n  payments {\n    id\n    status\n  }\n}"): (typeof documents)["query Checkout {\n  service {\n    name\n    paymentLimit {\n      eur\n      pln\n      rate\n      rateTable\n      rateDate\n    }\n  }\n  customer {\n    id\n    bankAccount\n    balance {\n      amount\n    }\n  }\n}\n\nquery OpenInvoices($first: Int!, $after: String) {\n  customer {\n    id\n    invoices(\n      filter: {status: [OVERDUE, DUE, PENDING]}\n      orderBy: DUE_DATE\n      first: $first\n      after: $after\n    ) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...CheckoutInvoice\n        }\n      }\n    }\n  }\n}\n\nquery CheckoutInvoice($id: ID!) {\n  customer {\n    id\n    invoice(id: $id) {\n      ...CheckoutInvoice\n    }\n  }\n}\n\nmutation StartPayment($input: StartPaymentInput!) {\n  startPayment(input: $input) {\n    payment {\n      id\n      status\n    }\n    redirectUrl\n    problems {\n      code\n    }\n  }\n}\n\nfragment CheckoutInvoice on Invoice {\n  id\n  number\n  kind\n  status\n  issueDate\n  dueDate\n  outstanding\n  payable\n  transferCode\n  payments {\n    id\n    status\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;