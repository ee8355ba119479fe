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
    "query Consents {\n  customer {\n    id\n    consents {\n      ...Consent\n    }\n  }\n}\n\nmutation SetConsent($kind: ConsentKind!, $granted: Boolean!, $customerId: ID!) {\n  setConsent(kind: $kind, granted: $granted, customerId: $customerId) {\n    ...Consent\n  }\n}\n\nfragment Consent on Consent {\n  kind\n  granted\n  text\n  changedAt\n  history {\n    granted\n    at\n    source\n    text\n  }\n}": typeof types.ConsentsDocument,
};
const documents: Documents = {
    "query Consents {\n  customer {\n    id\n    consents {\n      ...Consent\n    }\n  }\n}\n\nmutation SetConsent($kind: ConsentKind!, $granted: Boolean!, $customerId: ID!) {\n  setConsent(kind: $kind, granted: $granted, customerId: $customerId) {\n    ...Consent\n  }\n}\n\nfragment Consent on Consent {\n  kind\n  granted\n  text\n  changedAt\n  history {\n    granted\n    at\n    source\n    text\n  }\n}": types.ConsentsDocument,
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
export function graphql(source: "query Consents {\n  customer {\n    id\n    consents {\n      ...Consent\n    }\n  }\n}\n\nmutation SetConsent($kind: ConsentKind!, $granted: Boolean!, $customerId: ID!) {\n  setConsent(kind: $kind, granted: $granted, customerId: $customerId) {\n    ...Consent\n  }\n}\n\nfragment Consent on Consent {\n  kind\n  granted\n  text\n  changedAt\n  history {\n    granted\n    at\n    source\n    text\n  }\n}"): (typeof documents)["query Consents {\n  customer {\n    id\n    consents {\n      ...Consent\n    }\n  }\n}\n\nmutation SetConsent($kind: ConsentKind!, $granted: Boolean!, $customerId: ID!) {\n  setConsent(kind: $kind, granted: $granted, customerId: $customerId) {\n    ...Consent\n  }\n}\n\nfragment Consent on Consent {\n  kind\n  granted\n  text\n  changedAt\n  history {\n    granted\n    at\n    source\n    text\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;