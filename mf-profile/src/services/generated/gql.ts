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
    "query Services {\n  customer {\n    id\n    kind\n    services {\n      ...Service\n    }\n  }\n}\n\nmutation OrderService($serviceId: ID!, $monthlyPrice: Money!, $customerId: ID!) {\n  orderService(\n    serviceId: $serviceId\n    monthlyPrice: $monthlyPrice\n    customerId: $customerId\n  ) {\n    ...Ordered\n  }\n}\n\nmutation CancelServiceOrder($ticketId: ID!) {\n  cancelServiceOrder(ticketId: $ticketId) {\n    ...Ordered\n  }\n}\n\nfragment Service on AdditionalService {\n  id\n  name\n  description\n  monthlyPrice\n  ordered\n  orderable\n  order {\n    state\n    orderedAt\n    monthlyPrice\n    note\n    ticket {\n      id\n      number\n    }\n  }\n}\n\nfragment Ordered on TicketPayload {\n  ticket {\n    id\n  }\n  problems {\n    code\n    message\n  }\n}": typeof types.ServicesDocument,
};
const documents: Documents = {
    "query Services {\n  customer {\n    id\n    kind\n    services {\n      ...Service\n    }\n  }\n}\n\nmutation OrderService($serviceId: ID!, $monthlyPrice: Money!, $customerId: ID!) {\n  orderService(\n    serviceId: $serviceId\n    monthlyPrice: $monthlyPrice\n    customerId: $customerId\n  ) {\n    ...Ordered\n  }\n}\n\nmutation CancelServiceOrder($ticketId: ID!) {\n  cancelServiceOrder(ticketId: $ticketId) {\n    ...Ordered\n  }\n}\n\nfragment Service on AdditionalService {\n  id\n  name\n  description\n  monthlyPrice\n  ordered\n  orderable\n  order {\n    state\n    orderedAt\n    monthlyPrice\n    note\n    ticket {\n      id\n      number\n    }\n  }\n}\n\nfragment Ordered on TicketPayload {\n  ticket {\n    id\n  }\n  problems {\n    code\n    message\n  }\n}": types.ServicesDocument,
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
export function graphql(source: "query Services {\n  customer {\n    id\n    kind\n    services {\n      ...Service\n    }\n  }\n}\n\nmutation OrderService($serviceId: ID!, $monthlyPrice: Money!, $customerId: ID!) {\n  orderService(\n    serviceId: $serviceId\n    monthlyPrice: $monthlyPrice\n    customerId: $customerId\n  ) {\n    ...Ordered\n  }\n}\n\nmutation CancelServiceOrder($ticketId: ID!) {\n  cancelServiceOrder(ticketId: $ticketId) {\n    ...Ordered\n  }\n}\n\nfragment Service on AdditionalService {\n  id\n  name\n  description\n  monthlyPrice\n  ordered\n  orderable\n  order {\n    state\n    orderedAt\n    monthlyPrice\n    note\n    ticket {\n      id\n      number\n    }\n  }\n}\n\nfragment Ordered on TicketPayload {\n  ticket {\n    id\n  }\n  problems {\n    code\n    message\n  }\n}"): (typeof documents)["query Services {\n  customer {\n    id\n    kind\n    services {\n      ...Service\n    }\n  }\n}\n\nmutation OrderService($serviceId: ID!, $monthlyPrice: Money!, $customerId: ID!) {\n  orderService(\n    serviceId: $serviceId\n    monthlyPrice: $monthlyPrice\n    customerId: $customerId\n  ) {\n    ...Ordered\n  }\n}\n\nmutation CancelServiceOrder($ticketId: ID!) {\n  cancelServiceOrder(ticketId: $ticketId) {\n    ...Ordered\n  }\n}\n\nfragment Service on AdditionalService {\n  id\n  name\n  description\n  monthlyPrice\n  ordered\n  orderable\n  order {\n    state\n    orderedAt\n    monthlyPrice\n    note\n    ticket {\n      id\n      number\n    }\n  }\n}\n\nfragment Ordered on TicketPayload {\n  ticket {\n    id\n  }\n  problems {\n    code\n    message\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;