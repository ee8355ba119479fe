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
    "query Invoice($id: ID!) {\n  service {\n    name\n    paymentLimit {\n      pln\n    }\n  }\n  customer {\n    id\n    bankAccount\n    invoice(id: $id) {\n      id\n      number\n      kind\n      status\n      issueDate\n      dueDate\n      periodFrom\n      periodTo\n      supplyDate\n      net\n      vat\n      gross\n      outstanding\n      payable\n      consumptionPoints {\n        id\n        ppe\n        label\n        ownLabel\n        tariff\n      }\n      lines {\n        position\n        name\n        quantity\n        unit\n        unitPrice\n        net\n        gross\n        unpriced\n        vatRate\n        group\n      }\n      details {\n        title\n        header\n        rows\n      }\n      previousYearKwh\n      readings {\n        meterNumber\n        zone\n        from\n        to\n        previous\n        current\n        usedKwh\n        method\n      }\n      correctsAll {\n        ...TiedInvoice\n      }\n      correctedBy {\n        ...TiedInvoice\n      }\n      payments {\n        id\n        amount\n        status\n        createdAt\n      }\n      ksefNumber\n      ksefVerificationUrl\n      printedPoints {\n        ppe\n        address\n        tariff\n      }\n      bankAccount\n      payee\n      annotations\n      buyer {\n        name\n        identifier\n        address\n      }\n      otherParties {\n        title\n        name\n        identifier\n        address\n        share\n      }\n      vatRates {\n        rate\n        net\n        vat\n      }\n      transferCode\n      pdfUrl\n      calendarUrl\n    }\n  }\n}\n\nfragment TiedInvoice on Invoice {\n  id\n  number\n  issueDate\n  gross\n}": typeof types.InvoiceDocument,
};
const documents: Documents = {
    "query Invoice($id: ID!) {\n  service {\n    name\n    paymentLimit {\n      pln\n    }\n  }\n  customer {\n    id\n    bankAccount\n    invoice(id: $id) {\n      id\n      number\n      kind\n      status\n      issueDate\n      dueDate\n      periodFrom\n      periodTo\n      supplyDate\n      net\n      vat\n      gross\n      outstanding\n      payable\n      consumptionPoints {\n        id\n        ppe\n        label\n        ownLabel\n        tariff\n      }\n      lines {\n        position\n        name\n        quantity\n        unit\n        unitPrice\n        net\n        gross\n        unpriced\n        vatRate\n        group\n      }\n      details {\n        title\n        header\n        rows\n      }\n      previousYearKwh\n      readings {\n        meterNumber\n        zone\n        from\n        to\n        previous\n        current\n        usedKwh\n        method\n      }\n      correctsAll {\n        ...TiedInvoice\n      }\n      correctedBy {\n        ...TiedInvoice\n      }\n      payments {\n        id\n        amount\n        status\n        createdAt\n      }\n      ksefNumber\n      ksefVerificationUrl\n      printedPoints {\n        ppe\n        address\n        tariff\n      }\n      bankAccount\n      payee\n      annotations\n      buyer {\n        name\n        identifier\n        address\n      }\n      otherParties {\n        title\n        name\n        identifier\n        address\n        share\n      }\n      vatRates {\n        rate\n        net\n        vat\n      }\n      transferCode\n      pdfUrl\n      calendarUrl\n    }\n  }\n}\n\nfragment TiedInvoice on Invoice {\n  id\n  number\n  issueDate\n  gross\n}": types.InvoiceDocument,
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
export function graphql(source: "query Invoice($id: ID!) {\n  service {\n    name\n    paymentLimit {\n      pln\n    }\n  }\n  customer {\n    id\n    bankAccount\n    invoice(id: $id) {\n      id\n      number\n      kind\n      status\n      issueDate\n      dueDate\n      periodFrom\n      periodTo\n      supplyDate\n      net\n      vat\n      gross\n      outstanding\n      payable\n      consumptionPoints {\n        id\n        ppe\n        label\n        ownLabel\n        tariff\n      }\n      lines {\n        position\n        name\n        quantity\n        unit\n        unitPrice\n        net\n        gross\n        unpriced\n        vatRate\n        group\n      }\n      details {\n        title\n        header\n        rows\n      }\n      previousYearKwh\n      readings {\n        meterNumber\n        zone\n        from\n        to\n        previous\n        current\n        usedKwh\n        method\n      }\n      correctsAll {\n        ...TiedInvoice\n      }\n      correctedBy {\n        ...TiedInvoice\n      }\n      payments {\n        id\n        amount\n        status\n        createdAt\n      }\n      ksefNumber\n      ksefVerificationUrl\n      printedPoints {\n        ppe\n        address\n        tariff\n      }\n      bankAccount\n      payee\n      annotations\n      buyer {\n        name\n        identifier\n        address\n      }\n      otherParties {\n        title\n        name\n        identifier\n        address\n        share\n      }\n      vatRates {\n        rate\n        net\n        vat\n      }\n      transferCode\n      pdfUrl\n      calendarUrl\n    }\n  }\n}\n\nfragment TiedInvoice on Invoice {\n  id\n  number\n  issueDate\n  gross\n}"): (typeof documents)["query Invoice($id: ID!) {\n  service {\n    name\n    paymentLimit {\n      pln\n    }\n  }\n  customer {\n    id\n    bankAccount\n    invoice(id: $id) {\n      id\n      number\n      kind\n      status\n      issueDate\n      dueDate\n      periodFrom\n      periodTo\n      supplyDate\n      net\n      vat\n      gross\n      outstanding\n      payable\n      consumptionPoints {\n        id\n        ppe\n        label\n        ownLabel\n        tariff\n      }\n      lines {\n        position\n        name\n        quantity\n        unit\n        unitPrice\n        net\n        gross\n        unpriced\n        vatRate\n        group\n      }\n      details {\n        title\n        header\n        rows\n      }\n      previousYearKwh\n      readings {\n        meterNumber\n        zone\n        from\n        to\n        previous\n        current\n        usedKwh\n        method\n      }\n      correctsAll {\n        ...TiedInvoice\n      }\n      correctedBy {\n        ...TiedInvoice\n      }\n      payments {\n        id\n        amount\n        status\n        createdAt\n      }\n      ksefNumber\n      ksefVerificationUrl\n      printedPoints {\n        ppe\n        address\n        tariff\n      }\n      bankAccount\n      payee\n      annotations\n      buyer {\n        name\n        identifier\n        address\n      }\n      otherParties {\n        title\n        name\n        identifier\n        address\n        share\n      }\n      vatRates {\n        rate\n        net\n        vat\n      }\n      transferCode\n      pdfUrl\n      calendarUrl\n    }\n  }\n}\n\nfragment TiedInvoice on Invoice {\n  id\n  number\n  issueDate\n  gross\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;