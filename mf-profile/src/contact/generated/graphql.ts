/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A postal address. With country PL the postal code is NN-NNN. */
export type AddressInput = {
  building: string;
  city: string;
  /** Two letters, ISO 3166. */
  country?: string;
  flat?: string | null | undefined;
  postalCode: string;
  /** Where there are no streets: the place. */
  street: string;
};

/** The fields that are to change; the others are left out. */
export type ContactChangeInput = {
  correspondenceAddress?: AddressInput | null | undefined;
  /** Left out: the session's current customer. */
  customerId?: string | null | undefined;
  email?: string | null | undefined;
  /** The current password, where e-mail or phone change. */
  password?: string | null | undefined;
  /** As people write it; without a country code it is Polish. */
  phone?: string | null | undefined;
};

/**
 * REQUESTED: not yet at the retailer. SENT: the retailer has it. DONE and REFUSED: what the retailer said, or billing's data confirm.
 * CANCELLED: by the link in the mail. REPLACED: by a newer request for the same field. CLOSED: the retailer closed it and said no result, and billing's data do not hold the value.
 */
export type ContactChangeState =
  | 'CANCELLED'
  | 'CLOSED'
  | 'DONE'
  | 'REFUSED'
  | 'REPLACED'
  | 'REQUESTED'
  | 'SENT';

export type ContactField =
  | 'CORRESPONDENCE_ADDRESS'
  | 'EMAIL'
  | 'PHONE';

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

export type ContactQueryVariables = Exact<{ [key: string]: never; }>;


export type ContactQuery = { __typename: 'Query', service: { __typename: 'Service', name: string }, customer: { __typename: 'Customer', id: string, number: string, bankAccount: string | null, contact: { __typename: 'Contact', email: string | null, phone: string | null, address: { __typename: 'Address', line1: string, line2: string, country: string }, correspondenceAddress: { __typename: 'Address', line1: string, line2: string, country: string } }, contactChanges: Array<{ __typename: 'ContactChange', id: string, field: ContactField, state: ContactChangeState, previousValue: string | null, requestedValue: string | null, requestedAt: string, cancellableUntil: string | null, sentAt: string | null, previousAddress: { __typename: 'Address', line1: string, line2: string, country: string } | null, requestedAddress: { __typename: 'Address', line1: string, line2: string, country: string } | null, ticket: { __typename: 'Ticket', id: string, number: string, note: string | null } }>, balance: { __typename: 'Balance', amount: string, transferCode: string | null }, invoices: { __typename: 'InvoiceConnection', totalCount: number, edges: Array<{ __typename: 'InvoiceEdge', node: { __typename: 'Invoice', id: string, number: string, dueDate: string | null, outstanding: string, bankAccount: string | null, payee: string, transferCode: string | null } }> } } };

export type RequestContactChangeMutationVariables = Exact<{
  input: ContactChangeInput;
}>;


export type RequestContactChangeMutation = { __typename: 'Mutation', requestContactChange: { __typename: 'TicketPayload', ticket: { __typename: 'Ticket', id: string } | null, problems: Array<{ __typename: 'Problem', code: ProblemCode, field: string | null, message: string }> } };

export type ContactChangeFragment = { __typename: 'ContactChange', id: string, field: ContactField, state: ContactChangeState, previousValue: string | null, requestedValue: string | null, requestedAt: string, cancellableUntil: string | null, sentAt: string | null, previousAddress: { __typename: 'Address', line1: string, line2: string, country: string } | null, requestedAddress: { __typename: 'Address', line1: string, line2: string, country: string } | null, ticket: { __typename: 'Ticket', id: string, number: string, note: string | null } };

export type OpenDocumentFragment = { __typename: 'Invoice', id: string, number: string, dueDate: string | null, outstanding: string, bankAccount: string | null, payee: string, transferCode: string | null };

export type ContactAddressFragment = { __typename: 'Address', line1: string, line2: string, country: string };

export const ContactAddressFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContactAddress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}}]} as unknown as DocumentNode<ContactAddressFragment, unknown>;
export const ContactChangeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContactChange"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"previousValue"}},{"kind":"Field","name":{"kind":"Name","value":"requestedValue"}},{"kind":"Field","name":{"kind":"Name","value":"previousAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactAddress"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactAddress"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancellableUntil"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContactAddress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}}]} as unknown as DocumentNode<ContactChangeFragment, unknown>;
export const OpenDocumentFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenDocument"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"outstanding"}},{"kind":"Field","name":{"kind":"Name","value":"bankAccount"}},{"kind":"Field","name":{"kind":"Name","value":"payee"}},{"kind":"Field","name":{"kind":"Name","value":"transferCode"}}]}}]} as unknown as DocumentNode<OpenDocumentFragment, unknown>;
export const ContactDocument = {"__meta__":{"hash":"sha256:16a06201f69babc7405f666a748e7a00e9279f8ea6e9de0867f295a615bdd60b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"bankAccount"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactAddress"}}]}},{"kind":"Field","name":{"kind":"Name","value":"correspondenceAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactAddress"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contactChanges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactChange"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"transferCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"OVERDUE"},{"kind":"EnumValue","value":"DUE"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"OPEN_FIRST"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OpenDocument"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContactAddress"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"country"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContactChange"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactChange"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"previousValue"}},{"kind":"Field","name":{"kind":"Name","value":"requestedValue"}},{"kind":"Field","name":{"kind":"Name","value":"previousAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactAddress"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedAddress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContactAddress"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancellableUntil"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OpenDocument"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"outstanding"}},{"kind":"Field","name":{"kind":"Name","value":"bankAccount"}},{"kind":"Field","name":{"kind":"Name","value":"payee"}},{"kind":"Field","name":{"kind":"Name","value":"transferCode"}}]}}]} as unknown as DocumentNode<ContactQuery, ContactQueryVariables>;
export const RequestContactChangeDocument = {"__meta__":{"hash":"sha256:708e3d1a40feb489b220b86f19fe7f4b3099e6895898467953d4aed9c343b12e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestContactChange"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactChangeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"requestContactChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RequestContactChangeMutation, RequestContactChangeMutationVariables>;