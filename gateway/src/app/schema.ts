import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import {
  CustomerServicesResolver,
  ServiceOrderResolver,
} from '../additional-services/additional-service.resolver';
import { SessionResolver, UserResolver } from '../auth/session/session.resolver';
import { SignInResolver } from '../auth/sign-in/sign-in.resolver';
import { CalendarFeedResolver, InvoiceCalendarResolver } from '../calendar-feed/calendar-feed.resolver';
import { CustomerConsentsResolver } from '../consents/consent.resolver';
import {
  ConsumptionPointResolver,
  CustomerPointsResolver,
} from '../consumption-points/consumption-point.resolver';
import {
  ContactChangeResolver,
  CustomerContactChangesResolver,
} from '../contact-changes/contact-change.resolver';
import { CustomerResolver } from '../customers/customer.resolver';
import {
  CustomerDocumentsResolver,
  DocumentResolver,
  DocumentVersionResolver,
} from '../documents/document.resolver';
import { BalanceTransferResolver } from '../invoices/balance.resolver';
import {
  CustomerInvoicesResolver,
  InvoiceOtherPartyResolver,
  InvoiceResolver,
} from '../invoices/invoice.resolver';
import {
  ExplanationPartsResolver,
  InvoiceExplanationResolver,
} from '../invoice-explanation/explanation.resolver';
import { InvoiceCheckResolver } from '../invoice-check/invoice-check.resolver';
import { CustomerMessagesResolver, MessageResolver } from '../messages/message.resolver';
import {
  PointMeterReadingResolver,
  ReadingPeriodResolver,
  SubmittedReadingResolver,
} from '../meter-readings/meter-reading.resolver';
import {
  CustomerNotificationsResolver,
  NotificationSettingResolver,
} from '../notifications/notification.resolver';
import {
  BalancePaymentsResolver,
  CustomerPaymentsResolver,
  InvoicePaymentsResolver,
  PaymentResolver,
} from '../payments/payment.resolver';
import { PointInvoicesResolver } from '../invoices/point-invoices.resolver';
import { CookieResolver, PortalResolver, SupportChannelResolver } from '../portal/portal.resolver';
import { TermsResolver } from '../portal/terms.resolver';
import { CustomerProsumerResolver } from '../prosumer/prosumer.resolver';
import type { Services } from './services';
import { CustomerDraftsResolver, TicketDraftResolver } from '../tickets/ticket-draft.resolver';
import {
  CustomerTicketsResolver,
  MessageTicketResolver,
  TicketReplyResolver,
  TicketResolver,
} from '../tickets/ticket.resolver';
import { CustomerUsageResolver, PointUsageResolver } from '../usage/usage.resolver';
import { TariffCheckResolver } from '../tariff-check/tariff-check.resolver';
import { UsageCostResolver, UsageZonesResolver } from '../usage-cost/usage-cost.resolver';
import { UsageAlertResolver } from '../usage-alerts/usage-alert.resolver';
import { PointForecastResolver } from '../usage-forecast/usage-forecast.resolver';

/**
 * Builds the resolvers with `new`, and the schema. TypeGraphQL reads them from a map instead of an injection
 * library.
 */
export function buildGraphqlSchema(services: Services): Promise<GraphQLSchema> {
  const resolvers: object[] = [
    new BalancePaymentsResolver(),
    new BalanceTransferResolver(),
    new CalendarFeedResolver(services.calendarFeeds, services.access),
    new ConsumptionPointResolver(services.points, services.now),
    new CookieResolver(),
    new CustomerConsentsResolver(services.consents, services.access),
    new ContactChangeResolver(services.access, services.requestContactChange, services.cancelContactChange),
    new CustomerContactChangesResolver(services.contactChanges),
    new CustomerDocumentsResolver(),
    new CustomerDraftsResolver(services.ticketDrafts),
    new CustomerInvoicesResolver(services.invoices),
    new CustomerMessagesResolver(services.messages),
    new CustomerNotificationsResolver(services.notificationSettings),
    new CustomerPaymentsResolver(services.payments),
    new CustomerPointsResolver(services.points, services.pointList),
    new CustomerProsumerResolver(services.prosumers),
    new CustomerResolver(services.customers),
    new CustomerServicesResolver(services.additionalServices),
    new CustomerTicketsResolver(services.tickets),
    new CustomerUsageResolver(services.usage),
    new DocumentResolver(),
    new DocumentVersionResolver(),
    new ExplanationPartsResolver(services.explanations),
    new InvoiceCalendarResolver(),
    new InvoiceCheckResolver(services.invoiceChecks),
    new InvoiceExplanationResolver(services.explanations),
    new InvoicePaymentsResolver(),
    new InvoiceOtherPartyResolver(),
    new InvoiceResolver(services.invoices),
    new MessageResolver(services.messages, services.access),
    new MessageTicketResolver(),
    new NotificationSettingResolver(
      services.notificationSettings,
      services.notificationExamples,
      services.access,
    ),
    new PaymentResolver(services.access, services.startPayment, services.cancelPayment),
    new PointForecastResolver(),
    new PointInvoicesResolver(services.invoices),
    new PointMeterReadingResolver(),
    new PointUsageResolver(),
    new PortalResolver(services.paymentLimits),
    new ReadingPeriodResolver(),
    new ServiceOrderResolver(services.access, services.tickets, services.orderService),
    new SessionResolver(services.sessions, services.users, services.access),
    new SignInResolver(
      services.registration,
      services.passwords,
      services.mailedLinks,
      services.signIns,
      services.visits,
    ),
    new SubmittedReadingResolver(services.points, services.submitReading),
    new SupportChannelResolver(services.now),
    new TermsResolver(services.users, services.documents),
    new TicketDraftResolver(services.access, services.tickets, services.ticketDrafts, services.attachments),
    new TicketReplyResolver(),
    new TicketResolver(services.access, services.tickets, services.createTicket, services.replyToTicket),
    new TariffCheckResolver(),
    new UsageCostResolver(),
    new UsageZonesResolver(),
    new UsageAlertResolver(services.points, services.usageAlerts),
    new UserResolver(services.sessions, services.bounces),
  ];
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  readPlainFields();
  return buildSchema({
    resolvers: [...instances.keys()] as NonEmptyArray<new () => object>,
    container: { get: (type) => instances.get(type) },
    // Inputs are checked by the services, whose refusals are problems in the customer's language.
    validate: false,
    // The check runs the introspection query at each start; schema.emit.ts validates the schema before it is committed.
    skipCheck: true,
  });
}

/**
 * TypeGraphQL wraps each field in a function unless told otherwise; without one, compiled operations read the
 * property.
 * A field with another name in the schema than in its class needs that function.
 */
function readPlainFields(): void {
  for (const field of getMetadataStorage().fields) field.simple ??= field.name === field.schemaName;
}

/** The schema as in schema.graphql: sorted, so that the order of classes does not matter. */
export function schemaText(schema: GraphQLSchema): string {
  return printSchema(lexicographicSortSchema(schema));
}
