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
    "query InvoiceCheckPage($language: Language!) {\n  service {\n    dataAsOf\n    support {\n      audience\n      email\n      phone\n      hours(language: $language)\n    }\n  }\n  customer {\n    id\n    kind\n  }\n}\n\nmutation CheckInvoice($text: String!) {\n  checkInvoice(text: $text) {\n    check {\n      verdict\n      message\n      findings {\n        subject\n        value\n        isKnown\n      }\n      matches {\n        ...InvoiceMatch\n      }\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}\n\nfragment InvoiceMatch on InvoiceCheckMatch {\n  customer {\n    id\n    name\n    number\n    bankAccount\n  }\n  invoice {\n    id\n    number\n    kind\n    status\n    issueDate\n    dueDate\n    gross\n    outstanding\n    payable\n    bankAccount\n    payee\n  }\n}": typeof types.InvoiceCheckPageDocument,
};
const documents: Documents = {
    "query InvoiceCheckPage($language: Language!) {\n  service {\n    dataAsOf\n    support {\n      audience\n      email\n      phone\n      hours(language: $language)\n    }\n  }\n  customer {\n    id\n    kind\n  }\n}\n\nmutation CheckInvoice($text: String!) {\n  checkInvoice(text: $text) {\n    check {\n      verdict\n      message\n      findings {\n        subject\n        value\n        isKnown\n      }\n      matches {\n        ...InvoiceMatch\n      }\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}\n\nfragment InvoiceMatch on InvoiceCheckMatch {\n  customer {\n    id\n    name\n    number\n    bankAccount\n  }\n  invoice {\n    id\n    number\n    kind\n    status\n    issueDate\n    dueDate\n    gross\n    outstanding\n    payable\n    bankAccount\n    payee\n  }\n}": types.InvoiceCheckPageDocument,
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
export function graphql(source: "query InvoiceCheckPage($language: Language!) {\n  service {\n    dataAsOf\n    support {\n      audience\n      email\n      phone\n      hours(language: $language)\n    }\n  }\n  customer {\n    id\n    kind\n  }\n}\n\nmutation CheckInvoice($text: String!) {\n  checkInvoice(text: $text) {\n    check {\n      verdict\n      message\n      findings {\n        subject\n        value\n        isKnown\n      }\n      matches {\n        ...InvoiceMatch\n      }\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}\n\nfragment InvoiceMatch on InvoiceCheckMatch {\n  customer {\n    id\n    name\n    number\n    bankAccount\n  }\n  invoice {\n    id\n    number\n    kind\n    status\n    issueDate\n    dueDate\n    gross\n    outstanding\n    payable\n    bankAccount\n    payee\n  }\n}"): (typeof documents)["query InvoiceCheckPage($language: Language!) {\n  service {\n    dataAsOf\n    support {\n      audience\n      email\n      phone\n      hours(language: $language)\n    }\n  }\n  customer {\n    id\n    kind\n  }\n}\n\nmutation CheckInvoice($text: String!) {\n  checkInvoice(text: $text) {\n    check {\n      verdict\n      message\n      findings {\n        subject\n        value\n        isKnown\n      }\n      matches {\n        ...InvoiceMatch\n      }\n    }\n    problems {\n      code\n      field\n      message\n    }\n  }\n}\n\nfragment InvoiceMatch on InvoiceCheckMatch {\n  customer {\n    id\n    name\n    number\n    bankAccount\n  }\n  invoice {\n    id\n    number\n    kind\n    status\n    issueDate\n    dueDate\n    gross\n    outstanding\n    payable\n    bankAccount\n    payee\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;