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
    "query Messages($filter: MessageFilter, $first: Int!, $after: String) {\n  customer {\n    id\n    messages(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...MessageRow\n        }\n      }\n    }\n  }\n}\n\nfragment MessageRow on Message {\n  id\n  kind\n  subject\n  language\n  sentAt\n  readAt\n}\n\nquery NewestMessages {\n  customer {\n    id\n    unreadMessages\n    messages(first: 3) {\n      edges {\n        node {\n          ...MessageRow\n        }\n      }\n    }\n  }\n}\n\nquery Message($id: ID!) {\n  customer {\n    id\n    message(id: $id) {\n      ...MessageRow\n      body\n      invoice {\n        id\n        number\n        payable\n      }\n      ticket {\n        id\n        number\n      }\n      deliveries {\n        channel\n        recipient\n        status\n        at\n      }\n    }\n  }\n}\n\nmutation MarkAllMessagesRead($customerId: ID!, $newestSeenId: ID) {\n  markAllMessagesRead(customerId: $customerId, newestSeenId: $newestSeenId)\n}\n\nmutation MarkMessagesRead($ids: [ID!]!) {\n  markMessagesRead(ids: $ids)\n}\n\nquery OwnMailbox {\n  session {\n    user {\n      id\n      emailBounced\n    }\n  }\n}": typeof types.MessagesDocument,
};
const documents: Documents = {
    "query Messages($filter: MessageFilter, $first: Int!, $after: String) {\n  customer {\n    id\n    messages(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...MessageRow\n        }\n      }\n    }\n  }\n}\n\nfragment MessageRow on Message {\n  id\n  kind\n  subject\n  language\n  sentAt\n  readAt\n}\n\nquery NewestMessages {\n  customer {\n    id\n    unreadMessages\n    messages(first: 3) {\n      edges {\n        node {\n          ...MessageRow\n        }\n      }\n    }\n  }\n}\n\nquery Message($id: ID!) {\n  customer {\n    id\n    message(id: $id) {\n      ...MessageRow\n      body\n      invoice {\n        id\n        number\n        payable\n      }\n      ticket {\n        id\n        number\n      }\n      deliveries {\n        channel\n        recipient\n        status\n        at\n      }\n    }\n  }\n}\n\nmutation MarkAllMessagesRead($customerId: ID!, $newestSeenId: ID) {\n  markAllMessagesRead(customerId: $customerId, newestSeenId: $newestSeenId)\n}\n\nmutation MarkMessagesRead($ids: [ID!]!) {\n  markMessagesRead(ids: $ids)\n}\n\nquery OwnMailbox {\n  session {\n    user {\n      id\n      emailBounced\n    }\n  }\n}": types.MessagesDocument,
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
export function graphql(source: "query Messages($filter: MessageFilter, $first: Int!, $after: String) {\n  customer {\n    id\n    messages(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...MessageRow\n        }\n      }\n    }\n  }\n}\n\nfragment MessageRow on Message {\n  id\n  kind\n  subject\n  language\n  sentAt\n  readAt\n}\n\nquery NewestMessages {\n  customer {\n    id\n    unreadMessages\n    messages(first: 3) {\n      edges {\n        node {\n          ...MessageRow\n        }\n      }\n    }\n  }\n}\n\nquery Message($id: ID!) {\n  customer {\n    id\n    message(id: $id) {\n      ...MessageRow\n      body\n      invoice {\n        id\n        number\n        payable\n      }\n      ticket {\n        id\n        number\n      }\n      deliveries {\n        channel\n        recipient\n        status\n        at\n      }\n    }\n  }\n}\n\nmutation MarkAllMessagesRead($customerId: ID!, $newestSeenId: ID) {\n  markAllMessagesRead(customerId: $customerId, newestSeenId: $newestSeenId)\n}\n\nmutation MarkMessagesRead($ids: [ID!]!) {\n  markMessagesRead(ids: $ids)\n}\n\nquery OwnMailbox {\n  session {\n    user {\n      id\n      emailBounced\n    }\n  }\n}"): (typeof documents)["query Messages($filter: MessageFilter, $first: Int!, $after: String) {\n  customer {\n    id\n    messages(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          ...MessageRow\n        }\n      }\n    }\n  }\n}\n\nfragment MessageRow on Message {\n  id\n  kind\n  subject\n  language\n  sentAt\n  readAt\n}\n\nquery NewestMessages {\n  customer {\n    id\n    unreadMessages\n    messages(first: 3) {\n      edges {\n        node {\n          ...MessageRow\n        }\n      }\n    }\n  }\n}\n\nquery Message($id: ID!) {\n  customer {\n    id\n    message(id: $id) {\n      ...MessageRow\n      body\n      invoice {\n        id\n        number\n        payable\n      }\n      ticket {\n        id\n        number\n      }\n      deliveries {\n        channel\n        recipient\n        status\n        at\n      }\n    }\n  }\n}\n\nmutation MarkAllMessagesRead($customerId: ID!, $newestSeenId: ID) {\n  markAllMessagesRead(customerId: $customerId, newestSeenId: $newestSeenId)\n}\n\nmutation MarkMessagesRead($ids: [ID!]!) {\n  markMessagesRead(ids: $ids)\n}\n\nquery OwnMailbox {\n  session {\n    user {\n      id\n      emailBounced\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;