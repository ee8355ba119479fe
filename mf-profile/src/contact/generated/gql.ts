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
    "query Contact {\n  service {\n    name\n  }\n  customer {\n    id\n    number\n    bankAccount\n    contact {\n      email\n      phone\n      address {\n        ...ContactAddress\n      }\n      correspondenceAddress {\n        ...ContactAddress\n      }\n    }\n    contactChanges {\n      ...ContactChange\n    }\n    balance {\n      amount\n      transferCode\n    }\n    invoices(filter: {status: [OVERDUE, DUE]}, orderBy: OPEN_FIRST, first: 100) {\n      totalCount\n      edges {\n        node {\n          ...OpenDocument\n        }\n      }\n    }\n  }\n}\n\nmutation RequestContactChange($input: ContactChangeInput!) {\n  requestContactChange(input: $input) {\n    ticket {\n      id\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}\n\nfragment ContactChange on ContactChange {\n  id\n  field\n  state\n  previousValue\n  requestedValue\n  previousAddress {\n    ...ContactAddress\n  }\n  requestedAddress {\n    ...ContactAddress\n  }\n  requestedAt\n  cancellableUntil\n  sentAt\n  ticket {\n    id\n    number\n    note\n  }\n}\n\nfragment OpenDocument on Invoice {\n  id\n  number\n  dueDate\n  outstanding\n  bankAccount\n  payee\n  transferCode\n}\n\nfragment ContactAddress on Address {\n  line1\n  line2\n  country\n}": typeof types.ContactDocument,
};
const documents: Documents = {
    "query Contact {\n  service {\n    name\n  }\n  customer {\n    id\n    number\n    bankAccount\n    contact {\n      email\n      phone\n      address {\n        ...ContactAddress\n      }\n      correspondenceAddress {\n        ...ContactAddress\n      }\n    }\n    contactChanges {\n      ...ContactChange\n    }\n    balance {\n      amount\n      transferCode\n    }\n    invoices(filter: {status: [OVERDUE, DUE]}, orderBy: OPEN_FIRST, first: 100) {\n      totalCount\n      edges {\n        node {\n          ...OpenDocument\n        }\n      }\n    }\n  }\n}\n\nmutation RequestContactChange($input: ContactChangeInput!) {\n  requestContactChange(input: $input) {\n    ticket {\n      id\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}\n\nfragment ContactChange on ContactChange {\n  id\n  field\n  state\n  previousValue\n  requestedValue\n  previousAddress {\n    ...ContactAddress\n  }\n  requestedAddress {\n    ...ContactAddress\n  }\n  requestedAt\n  cancellableUntil\n  sentAt\n  ticket {\n    id\n    number\n    note\n  }\n}\n\nfragment OpenDocument on Invoice {\n  id\n  number\n  dueDate\n  outstanding\n  bankAccount\n  payee\n  transferCode\n}\n\nfragment ContactAddress on Address {\n  line1\n  line2\n  country\n}": types.ContactDocument,
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
export function graphql(source: "query Contact {\n  service {\n    name\n  }\n  customer {\n    id\n    number\n    bankAccount\n    contact {\n      email\n      phone\n      address {\n        ...ContactAddress\n      }\n      correspondenceAddress {\n        ...ContactAddress\n      }\n    }\n    contactChanges {\n      ...ContactChange\n    }\n    balance {\n      amount\n      transferCode\n    }\n    invoices(filter: {status: [OVERDUE, DUE]}, orderBy: OPEN_FIRST, first: 100) {\n      totalCount\n      edges {\n        node {\n          ...OpenDocument\n        }\n      }\n    }\n  }\n}\n\nmutation RequestContactChange($input: ContactChangeInput!) {\n  requestContactChange(input: $input) {\n    ticket {\n      id\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}\n\nfragment ContactChange on ContactChange {\n  id\n  field\n  state\n  previousValue\n  requestedValue\n  previousAddress {\n    ...ContactAddress\n  }\n  requestedAddress {\n    ...ContactAddress\n  }\n  requestedAt\n  cancellableUntil\n  sentAt\n  ticket {\n    id\n    number\n    note\n  }\n}\n\nfragment OpenDocument on Invoice {\n  id\n  number\n  dueDate\n  outstanding\n  bankAccount\n  payee\n  transferCode\n}\n\nfragment ContactAddress on Address {\n  line1\n  line2\n  country\n}"): (typeof documents)["query Contact {\n  service {\n    name\n  }\n  customer {\n    id\n    number\n    bankAccount\n    contact {\n      email\n      phone\n      address {\n        ...ContactAddress\n      }\n      correspondenceAddress {\n        ...ContactAddress\n      }\n    }\n    contactChanges {\n      ...ContactChange\n    }\n    balance {\n      amount\n      transferCode\n    }\n    invoices(filter: {status: [OVERDUE, DUE]}, orderBy: OPEN_FIRST, first: 100) {\n      totalCount\n      edges {\n        node {\n          ...OpenDocument\n        }\n      }\n    }\n  }\n}\n\nmutation RequestContactChange($input: ContactChangeInput!) {\n  requestContactChange(input: $input) {\n    ticket {\n      id\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}\n\nfragment ContactChange on ContactChange {\n  id\n  field\n  state\n  previousValue\n  requestedValue\n  previousAddress {\n    ...ContactAddress\n  }\n  requestedAddress {\n    ...ContactAddress\n  }\n  requestedAt\n  cancellableUntil\n  sentAt\n  ticket {\n    id\n    number\n    note\n  }\n}\n\nfragment OpenDocument on Invoice {\n  id\n  number\n  dueDate\n  outstanding\n  bankAccount\n  payee\n  transferCode\n}\n\nfragment ContactAddress on Address {\n  line1\n  line2\n  country\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;