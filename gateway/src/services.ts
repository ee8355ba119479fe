import type { Logger } from 'pino';
import { AccessService } from './auth/access.service';
import { SessionService } from './auth/session.service';
import type { Config } from './config';
import { ConsumptionPointService } from './consumption-points/consumption-point.service';
import { CustomerService } from './customers/customer.service';
import type { Database } from './database/database';
import { DocumentService } from './documents/document.service';
import { BalanceService } from './invoices/balance.service';
import { InvoiceService } from './invoices/invoice.service';

/** What services are made of. */
export interface ServiceParts {
  config: Config;
  database: Database;
  log: Logger;
  /** The clock; tests bring their own. */
  now?: () => Date;
}

/** Builds every service with `new`: the gateway's table of contents. */
export function createServices({ config, database, now = () => new Date() }: ServiceParts) {
  return {
    database,
    access: new AccessService(database),
    balances: new BalanceService(database, now),
    customers: new CustomerService(database),
    documents: new DocumentService(database, config.retailer, now),
    invoices: new InvoiceService(database, now),
    points: new ConsumptionPointService(database),
    sessions: new SessionService(database, now),
  };
}

export type Services = ReturnType<typeof createServices>;
