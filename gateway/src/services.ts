import type { Logger } from 'pino';
import { AccessService } from './auth/access.service';
import { createAuthServices } from './auth/auth.services';
import { SessionService } from './auth/session.service';
import type { Config } from './config';
import { ConsumptionPointService } from './consumption-points/consumption-point.service';
import { CustomerService } from './customers/customer.service';
import type { Database } from './database/database';
import { DocumentService } from './documents/document.service';
import { BalanceService } from './invoices/balance.service';
import { InvoiceService } from './invoices/invoice.service';
import { MessageService } from './messages/message.service';
import { AutopayOperator, type Operator } from './payments/autopay';
import { PaymentLimitService } from './payments/limit/payment-limit.service';
import { UsageService } from './usage/usage.service';

/** What services are made of. */
export interface ServiceParts {
  config: Config;
  database: Database;
  log: Logger;
  /** The clock; tests bring their own. */
  now?: () => Date;
}

/** Builds every service with `new`: the gateway's table of contents. */
export function createServices({ config, database, log, now = () => new Date() }: ServiceParts) {
  const access = new AccessService(database);
  const documents = new DocumentService(database, config.retailer, now);
  const points = new ConsumptionPointService(database);
  const sessions = new SessionService(database, now);
  return {
    ...createAuthServices({ config, database, log, now, access, documents, sessions }),
    config,
    log,
    now,
    database,
    access,
    balances: new BalanceService(database, now),
    customers: new CustomerService(database),
    documents,
    invoices: new InvoiceService(database, now),
    messages: new MessageService(database, now),
    operator: new AutopayOperator(config.autopay) as Operator,
    paymentLimits: new PaymentLimitService(config.exchange, log, now),
    points,
    sessions,
    usage: new UsageService(database, points, now),
  };
}

export type Services = ReturnType<typeof createServices>;
