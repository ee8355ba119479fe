import type { Logger } from 'pino';
import { AdditionalServiceService } from '../additional-services/additional-service.service';
import { OrderService } from '../additional-services/order-service';
import { createAttachmentServices } from '../attachments/attachment.services';
import { AccessService } from '../auth/access/access.service';
import { createAuthServices } from '../auth/auth.services';
import { isHttps, sessionCookie } from '../auth/session/cookies';
import { SessionService } from '../auth/session/session.service';
import { CalendarFeedService } from '../calendar-feed/calendar-feed.service';
import { ROOT, type Config } from '../config';
import { LiveService } from '../operations/schema-check/live.service';
import { PersistedOperationsService } from '../operations/persisted-operations.service';
import { ConsentGate } from '../consents/consent-gate';
import { ConsentService } from '../consents/consent.service';
import { createContactChangeServices } from '../contact-changes/contact-change.services';
import { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import { PointList } from '../consumption-points/point-list';
import { CustomerService } from '../customers/customer.service';
import type { Database } from '../database/database';
import { DocumentService } from '../documents/document.service';
import { ExplanationService } from '../invoice-explanation/explanation.service';
import { InvoiceCheckService } from '../invoice-check/invoice-check.service';
import { OwnDocuments } from '../invoice-check/own-documents';
import { BalanceService } from '../invoices/balance.service';
import { InvoiceService } from '../invoices/invoice.service';
import type { MailRequests } from '../mail/delivery';
import { sources } from '../runtime/metrics';
import { MarketingService } from '../marketing/marketing.service';
import { MessageService } from '../messages/message.service';
import { createMeterReadingServices } from '../meter-readings/meter-reading.services';
import { NotificationExamples } from '../notifications/notification-examples';
import { isOfLogin, isOptional } from '../notifications/mail-kinds';
import { MailedDocuments } from '../notifications/mailed-documents';
import { NotificationMail } from '../notifications/notification-mail';
import { createNotificationServices } from '../notifications/notification.services';
import { SmsRenewal } from '../notifications/sms-renewal';
import type { Operator } from '../payments/autopay';
import { createPaymentServices } from '../payments/payment.services';
import { PortalInfoService } from '../portal/portal-info.service';
import { ProsumerService } from '../prosumer/prosumer.service';
import { SmsOutbox } from '../sms/sms-outbox';
import { SmsStatusService } from '../sms/sms-status.service';
import { createSliceServices } from '../slices/slice.services';
import { createTicketServices } from '../tickets/ticket.services';
import { UsageService } from '../usage/usage.service';
import { TariffCheckService } from '../tariff-check/tariff-check.service';
import { UsageCostService } from '../usage-cost/usage-cost.service';
import { UsageAlertService } from '../usage-alerts/usage-alert.service';
import { UsageForecastService } from '../usage-forecast/usage-forecast.service';
import { VisitService } from './visit.service';

/** What services are made of. */
export interface ServiceParts {
  config: Config;
  database: Database;
  log: Logger;
  /** The clock; tests pass their own. */
  now?: () => Date;
  /** The payment operator; tests pass their own. */
  operator?: Operator;
  /** The folder with the built front ends. */
  root?: string;
}

/** Builds every service with `new`: the gateway's table of contents. */
export function createServices(parts: ServiceParts) {
  const { config, database, log, now = () => new Date(), operator, root = ROOT } = parts;
  sources.connections = () => database.dialect.pools();
  const access = new AccessService(database);
  const documents = new DocumentService(database, config.retailer, now);
  const points = new ConsumptionPointService(database);
  const portalInfo = new PortalInfoService(database, documents, now);
  const sessions = new SessionService(database, now);
  const auth = createAuthServices({ config, database, log, now, access, documents, sessions });
  const { outbox } = auth;
  const sms = new SmsOutbox({ database, now, retailer: config.retailer.name, isOn: config.smsUrl !== null });
  const notifications = createNotificationServices({ database, access, outbox, now, sms });
  const settings = notifications.notificationSettings;
  const notificationMail = new NotificationMail({
    ...{ database, access, settings, now },
    retailer: config.retailer.name,
  });
  const gate = new ConsentGate({ database, now });
  const marketing = new MarketingService(gate, access);
  const customers = new CustomerService(database);
  const invoices = new InvoiceService(database, now);
  const usage = new UsageService(database, points, now);
  const files = createAttachmentServices({ config, database, log, now });
  const tickets = createTicketServices({ database, now, attachments: files.attachments, outbox });
  return {
    ...auth,
    ...files,
    ...notifications,
    mailRequests: {
      ...auth.mailRequests,
      notification: (manager, mail) => notificationMail.prepare(manager, mail),
      marketing: (manager, mail) => marketing.prepareMail(manager, mail),
    } satisfies MailRequests,
    ...tickets,
    ...createContactChangeServices({
      ...{ database, now, outbox, sms, retailer: config.retailer },
      reauthentication: auth.reauthentication,
      writeTicket: tickets.writeTicket,
    }),
    ...createMeterReadingServices({
      ...{ database, now, attachments: files.attachments },
      writeTicket: tickets.writeTicket,
    }),
    ...createPaymentServices({
      ...{ config, database, log, now, access, outbox, operator },
      notificationSettings: settings,
      notificationSms: notifications.notificationSms,
    }),
    isOfLogin,
    isOptional,
    mailFiles: new MailedDocuments({ config, customers, invoices, log }),
    config,
    log,
    now,
    database,
    access,
    additionalServices: new AdditionalServiceService(database, now),
    orderService: new OrderService({ database, now, outbox, writeTicket: tickets.writeTicket }),
    calendarFeeds: new CalendarFeedService(database, now),
    balances: new BalanceService(database, now),
    consents: new ConsentService({ database, now, gate, retailer: config.retailer }),
    marketing,
    customers,
    documents,
    explanations: new ExplanationService(database, usage),
    invoices,
    invoiceChecks: new InvoiceCheckService(
      database,
      access,
      auth.attempts,
      new OwnDocuments(database, customers, invoices),
    ),
    live: new LiveService(database, now),
    messages: new MessageService(database, now),
    notificationExamples: new NotificationExamples({ config, database, outbox, sms, now }),
    points,
    pointList: new PointList(database),
    portalInfo,
    persistedOperations: new PersistedOperationsService(database),
    prosumers: new ProsumerService(database),
    sessions,
    sms,
    smsRenewal: new SmsRenewal({ settings, marketing, now, retailer: config.retailer.name }),
    smsStatus: new SmsStatusService(database, now),
    slices: createSliceServices({
      options: {
        root,
        production: config.production,
        secure: isHttps(config),
        sessionCookie: sessionCookie(config),
        storageUrl: config.slicesUrl,
        maintenance: config.maintenance,
        brandColour: config.retailer.brandColour,
      },
      database,
      log,
      now,
    }),
    usage,
    tariffChecks: new TariffCheckService(database, config.tariffPrices, now),
    usageCosts: new UsageCostService(database, points, now),
    usageAlerts: new UsageAlertService(database, now),
    usageForecasts: new UsageForecastService(database, now),
    visits: new VisitService(database, portalInfo, now),
  };
}

export type Services = ReturnType<typeof createServices>;
