/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type CustomerKind =
  | 'COMPANY'
  | 'PERSON';

export type InvoiceCheckSubject =
  | 'ACCOUNT'
  | 'AMOUNT'
  | 'KSEF_NUMBER'
  | 'NUMBER';

/** What a text says of an invoice, compared with the documents of the signed-in user. */
export type InvoiceCheckVerdict =
  /** An amount alone, which proves nothing, whether a document has it or not. */
  | 'AMOUNT_ONLY'
  /** The user's document. The text has no account, so that is to be compared. */
  | 'DOCUMENT_ONLY'
  /** An account that the user has nothing to pay to. Do not pay. */
  | 'FOREIGN_ACCOUNT'
  /** The user's document with an account that is not its: the commonest fraud. Do not pay. */
  | 'FORGED'
  /** An account that the user pays to, without a document that is known. */
  | 'KNOWN_ACCOUNT'
  /** An account that no bank takes: a digit is wrong or missing. */
  | 'MISTYPED_ACCOUNT'
  /** No account, number or amount is in the text. */
  | 'NOTHING_RECOGNISED'
  /** The user's document, and an account of another of their documents. */
  | 'OTHER_ACCOUNT'
  /** The user's document, and the account it is to be paid to. */
  | 'OURS'
  /** None of the user's documents. Billing may not have sent it yet, if it is a day or two old. */
  | 'UNKNOWN_DOCUMENT';

export type InvoiceKind =
  | 'ACCOUNTING_NOTE'
  | 'CORRECTION'
  | 'DUNNING_FEE'
  | 'FINAL'
  | 'FORECAST'
  | 'INTEREST_NOTE'
  | 'SETTLEMENT';

/** The first that fits: CREDIT outstanding < 0; PENDING covered by a payment that billing has not booked, or a payment of it is open at the operator; PAID outstanding 0; OVERDUE dueDate before today; DUE. */
export type InvoiceStatus =
  | 'CREDIT'
  | 'DUE'
  | 'OVERDUE'
  | 'PAID'
  | 'PENDING';

export type Language =
  | 'EN'
  | 'PL'
  | 'UK';

export type ProblemCode =
  | 'ALREADY_PAID'
  | 'ATTACHMENT_TOO_LARGE'
  | 'ATTACHMENT_TYPE'
  | 'ATTACHMENT_UNSAFE'
  | 'DATA_MISMATCH'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INVALID_EMAIL'
  | 'INVALID_INVOICE_NUMBER'
  | 'INVALID_TAX_ID'
  | 'INVALID_VALUE'
  | 'LINK_EXPIRED'
  | 'LINK_INVALID'
  | 'NOTHING_TO_PAY'
  | 'OPERATOR_UNAVAILABLE'
  | 'OVER_LIMIT'
  | 'PASSWORD_BREACHED'
  | 'PASSWORD_TOO_WEAK'
  | 'PAYMENT_IN_PROGRESS'
  | 'REQUIRED'
  | 'SAME_VALUE'
  | 'TERMS_NOT_ACCEPTED'
  | 'TOO_LONG'
  | 'WRONG_CREDENTIALS';

export type InvoiceCheckPageQueryVariables = Exact<{
  language: Language;
}>;


export type InvoiceCheckPageQuery = { __typename: 'Query', service: { __typename: 'Service', dataAsOf: string | null, support: Array<{ __typename: 'SupportChannel', audience: CustomerKind, email: string, phone: string, hours: string }> }, customer: { __typename: 'Customer', id: string, kind: CustomerKind } };

export type CheckInvoiceMutationVariables = Exact<{
  text: string;
}>;


export type CheckInvoiceMutation = { __typename: 'Mutation', checkInvoice: { __typename: 'InvoiceCheckPayload', check: { __typename: 'InvoiceCheck', verdict: InvoiceCheckVerdict, message: string, findings: Array<{ __typename: 'InvoiceCheckFinding', subject: InvoiceCheckSubject, value: string, isKnown: boolean }>, matches: Array<{ __typename: 'InvoiceCheckMatch', customer: { __typename: 'Customer', id: string, name: string, number: string, bankAccount: string | null }, invoice: { __typename: 'Invoice', id: string, number: string, kind: InvoiceKind, status: InvoiceStatus, issueDate: string, dueDate: string | null, gross: string, outstanding: string, payable: boolean, bankAccount: string | null, payee: string } }> } | null, problems: Array<{ __typename: 'Problem', code: ProblemCode, field: string | null, message: string }> } };

export type InvoiceMatchFragment = { __typename: 'InvoiceCheckMatch', customer: { __typename: 'Customer', id: string, name: string, number: string, bankAccount: string | null }, invoice: { __typename: 'Invoice', id: string, number: string, kind: InvoiceKind, status: InvoiceStatus, issueDate: string, dueDate: string | null, gross: string, outstanding: string, payable: boolean, bankAccount: string | null, payee: string } };

export const InvoiceMatchFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceMatch"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceCheckMatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"bankAccount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"gross"}},{"kind":"Field","name":{"kind":"Name","value":"outstanding"}},{"kind":"Field","name":{"kind":"Name","value":"payable"}},{"kind":"Field","name":{"kind":"Name","value":"bankAccount"}},{"kind":"Field","name":{"kind":"Name","value":"payee"}}]}}]}}]} as unknown as DocumentNode<InvoiceMatchFragment, unknown>;
export const InvoiceCheckPageDocument = {"__meta__":{"hash":"sha256:e276e4c9f32e73a728719f6d5f894d3e0213c2bfc23691e194f0364b39d8441b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceCheckPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"language"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Language"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"dataAsOf"}},{"kind":"Field","name":{"kind":"Name","value":"support"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"audience"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"hours"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}]}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<InvoiceCheckPageQuery, InvoiceCheckPageQueryVariables>;
export const CheckInvoiceDocument = {"__meta__":{"hash":"sha256:c3ed00242d5c58b12c4da457e2600ccb83819557bc781afc77367d6b5ab56a7e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CheckInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"checkInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"check"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isKnown"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceMatch"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceMatch"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceCheckMatch"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"bankAccount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"gross"}},{"kind":"Field","name":{"kind":"Name","value":"outstanding"}},{"kind":"Field","name":{"kind":"Name","value":"payable"}},{"kind":"Field","name":{"kind":"Name","value":"bankAccount"}},{"kind":"Field","name":{"kind":"Name","value":"payee"}}]}}]}}]} as unknown as DocumentNode<CheckInvoiceMutation, CheckInvoiceMutationVariables>;