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
    "query Profile($language: Language!) {\n  service {\n    support {\n      audience\n      email\n      phone\n      hours(language: $language)\n    }\n  }\n  customer {\n    id\n    number\n    kind\n    name\n    taxId\n    bankAccount\n    contact {\n      email\n      phone\n      address {\n        ...AddressLines\n      }\n      correspondenceAddress {\n        ...AddressLines\n      }\n    }\n    documents {\n      id\n      slug\n      title\n      version\n      validFrom\n      acceptedAt\n    }\n    consumptionPointList(first: 3) {\n      totalCount\n      edges {\n        node {\n          id\n          label\n        }\n      }\n    }\n  }\n}\n\nfragment AddressLines on Address {\n  line1\n  line2\n  country\n}": typeof types.ProfileDocument,
};
const documents: Documents = {
    "query Profile($language: Language!) {\n  service {\n    support {\n      audience\n      email\n      phone\n      hours(language: $language)\n    }\n  }\n  customer {\n    id\n    number\n    kind\n    name\n    taxId\n    bankAccount\n    contact {\n      email\n      phone\n      address {\n        ...AddressLines\n      }\n      correspondenceAddress {\n        ...AddressLines\n      }\n    }\n    documents {\n      id\n      slug\n      title\n      version\n      validFrom\n      acceptedAt\n    }\n    consumptionPointList(first: 3) {\n      totalCount\n      edges {\n        node {\n          id\n          label\n        }\n      }\n    }\n  }\n}\n\nfragment AddressLines on Address {\n  line1\n  line2\n  country\n}": types.ProfileDocument,
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
export function graphql(source: "query Profile($language: Language!) {\n  service {\n    support {\n      audience\n      email\n      phone\n      hours(language: $language)\n    }\n  }\n  customer {\n    id\n    number\n    kind\n    name\n    taxId\n    bankAccount\n    contact {\n      email\n      phone\n      address {\n        ...AddressLines\n      }\n      correspondenceAddress {\n        ...AddressLines\n      }\n    }\n    documents {\n      id\n      slug\n      title\n      version\n      validFrom\n      acceptedAt\n    }\n    consumptionPointList(first: 3) {\n      totalCount\n      edges {\n        node {\n          id\n          label\n        }\n      }\n    }\n  }\n}\n\nfragment AddressLines on Address {\n  line1\n  line2\n  country\n}"): (typeof documents)["query Profile($language: Language!) {\n  service {\n    support {\n      audience\n      email\n      phone\n      hours(language: $language)\n    }\n  }\n  customer {\n    id\n    number\n    kind\n    name\n    taxId\n    bankAccount\n    contact {\n      email\n      phone\n      address {\n        ...AddressLines\n      }\n      correspondenceAddress {\n        ...AddressLines\n      }\n    }\n    documents {\n      id\n      slug\n      title\n      version\n      validFrom\n      acceptedAt\n    }\n    consumptionPointList(first: 3) {\n      totalCount\n      edges {\n        node {\n          id\n          label\n        }\n      }\n    }\n  }\n}\n\nfragment AddressLines on Address {\n  line1\n  line2\n  country\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;