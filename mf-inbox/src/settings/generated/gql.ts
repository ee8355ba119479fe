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
    "query CalendarFeed {\n  customer {\n    id\n    calendarFeed {\n      createdAt\n    }\n  }\n}\n\nmutation RenewCalendarFeed($customerId: ID!) {\n  renewCalendarFeed(customerId: $customerId)\n}\n\nmutation EndCalendarFeed($customerId: ID!) {\n  endCalendarFeed(customerId: $customerId)\n}\n\nquery NotificationSettings {\n  customer {\n    id\n    notificationSettings {\n      ...NotificationSettingRow\n    }\n  }\n}\n\nfragment NotificationSettingRow on NotificationSetting {\n  kind\n  channels\n  email\n  sms\n  required\n  requiredReason\n  daysBefore\n  attachPdf\n}\n\nmutation SetNotification($customerId: ID!, $kind: MessageKind!, $email: Boolean!, $sms: Boolean!, $daysBefore: [Int!], $attachPdf: Boolean) {\n  setNotification(\n    customerId: $customerId\n    kind: $kind\n    email: $email\n    sms: $sms\n    daysBefore: $daysBefore\n    attachPdf: $attachPdf\n  ) {\n    ...NotificationSettingRow\n  }\n}\n\nquery NotificationExamples {\n  customer {\n    id\n    notificationSettings {\n      kind\n      email: example(channel: EMAIL)\n      sms: example(channel: SMS)\n    }\n  }\n}\n\nmutation SendTestNotification($customerId: ID!, $kind: MessageKind!, $channel: Channel!) {\n  sendTestNotification(customerId: $customerId, kind: $kind, channel: $channel)\n}": typeof types.CalendarFeedDocument,
};
const documents: Documents = {
    "query CalendarFeed {\n  customer {\n    id\n    calendarFeed {\n      createdAt\n    }\n  }\n}\n\nmutation RenewCalendarFeed($customerId: ID!) {\n  renewCalendarFeed(customerId: $customerId)\n}\n\nmutation EndCalendarFeed($customerId: ID!) {\n  endCalendarFeed(customerId: $customerId)\n}\n\nquery NotificationSettings {\n  customer {\n    id\n    notificationSettings {\n      ...NotificationSettingRow\n    }\n  }\n}\n\nfragment NotificationSettingRow on NotificationSetting {\n  kind\n  channels\n  email\n  sms\n  required\n  requiredReason\n  daysBefore\n  attachPdf\n}\n\nmutation SetNotification($customerId: ID!, $kind: MessageKind!, $email: Boolean!, $sms: Boolean!, $daysBefore: [Int!], $attachPdf: Boolean) {\n  setNotification(\n    customerId: $customerId\n    kind: $kind\n    email: $email\n    sms: $sms\n    daysBefore: $daysBefore\n    attachPdf: $attachPdf\n  ) {\n    ...NotificationSettingRow\n  }\n}\n\nquery NotificationExamples {\n  customer {\n    id\n    notificationSettings {\n      kind\n      email: example(channel: EMAIL)\n      sms: example(channel: SMS)\n    }\n  }\n}\n\nmutation SendTestNotification($customerId: ID!, $kind: MessageKind!, $channel: Channel!) {\n  sendTestNotification(customerId: $customerId, kind: $kind, channel: $channel)\n}": types.CalendarFeedDocument,
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
export function graphql(source: "query CalendarFeed {\n  customer {\n    id\n    calendarFeed {\n      createdAt\n    }\n  }\n}\n\nmutation RenewCalendarFeed($customerId: ID!) {\n  renewCalendarFeed(customerId: $customerId)\n}\n\nmutation EndCalendarFeed($customerId: ID!) {\n  endCalendarFeed(customerId: $customerId)\n}\n\nquery NotificationSettings {\n  customer {\n    id\n    notificationSettings {\n      ...NotificationSettingRow\n    }\n  }\n}\n\nfragment NotificationSettingRow on NotificationSetting {\n  kind\n  channels\n  email\n  sms\n  required\n  requiredReason\n  daysBefore\n  attachPdf\n}\n\nmutation SetNotification($customerId: ID!, $kind: MessageKind!, $email: Boolean!, $sms: Boolean!, $daysBefore: [Int!], $attachPdf: Boolean) {\n  setNotification(\n    customerId: $customerId\n    kind: $kind\n    email: $email\n    sms: $sms\n    daysBefore: $daysBefore\n    attachPdf: $attachPdf\n  ) {\n    ...NotificationSettingRow\n  }\n}\n\nquery NotificationExamples {\n  customer {\n    id\n    notificationSettings {\n      kind\n      email: example(channel: EMAIL)\n      sms: example(channel: SMS)\n    }\n  }\n}\n\nmutation SendTestNotification($customerId: ID!, $kind: MessageKind!, $channel: Channel!) {\n  sendTestNotification(customerId: $customerId, kind: $kind, channel: $channel)\n}"): (typeof documents)["query CalendarFeed {\n  customer {\n    id\n    calendarFeed {\n      createdAt\n    }\n  }\n}\n\nmutation RenewCalendarFeed($customerId: ID!) {\n  renewCalendarFeed(customerId: $customerId)\n}\n\nmutation EndCalendarFeed($customerId: ID!) {\n  endCalendarFeed(customerId: $customerId)\n}\n\nquery NotificationSettings {\n  customer {\n    id\n    notificationSettings {\n      ...NotificationSettingRow\n    }\n  }\n}\n\nfragment NotificationSettingRow on NotificationSetting {\n  kind\n  channels\n  email\n  sms\n  required\n  requiredReason\n  daysBefore\n  attachPdf\n}\n\nmutation SetNotification($customerId: ID!, $kind: MessageKind!, $email: Boolean!, $sms: Boolean!, $daysBefore: [Int!], $attachPdf: Boolean) {\n  setNotification(\n    customerId: $customerId\n    kind: $kind\n    email: $email\n    sms: $sms\n    daysBefore: $daysBefore\n    attachPdf: $attachPdf\n  ) {\n    ...NotificationSettingRow\n  }\n}\n\nquery NotificationExamples {\n  customer {\n    id\n    notificationSettings {\n      kind\n      email: example(channel: EMAIL)\n      sms: example(channel: SMS)\n    }\n  }\n}\n\nmutation SendTestNotification($customerId: ID!, $kind: MessageKind!, $channel: Channel!) {\n  sendTestNotification(customerId: $customerId, kind: $kind, channel: $channel)\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;