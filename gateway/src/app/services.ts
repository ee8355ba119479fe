import type { Logger } from 'pino';
import { AccessService } from '../auth/access/access.service';
import { createAuthServices } from '../auth/auth.services';
import { isHttps, sessionCookie } from '../auth/session/cookies';
import { SessionService } from '../auth/session/session.service';
import { ROOT, type Config } from '../config';
import { LiveService } from '../operations/schema-check/live.service';
import { PersistedOperationsService } from '../operations/persisted-operations.service';
import { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import { CustomerService } from '../customers/customer.service';
import type { Database } from '../database/database';
import { DocumentService } from '../documents/document.service';
import { BalanceService } from '../invoices/balance.service';
import { InvoiceService } from '../invoices/invoice.service';
import { sources } from '../runtime/metrics';
import { MessageService } from '../messages/message.service';
import type { Operator } from '../payments/autopay';
import { createPaymentServices } from '../payments/payment.services';
import { PortalInfoService } from '../portal/portal-info.service';
import { createSliceServices } from '../slices/slice.services';
import { UsageService } from '../usage/usage.service';
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
  return {
    ...auth,
    ...createPaymentServices({ config, database, log, now, access, outbox, operator }),
    config,
    log,
    now,
    database,
    access,
    balances: new BalanceService(database, now),
    customers: new CustomerService(database),
    documents,
    invoices: new InvoiceService(database, now),
    live: new LiveService(database, now),
    messages: new MessageService(database, now),
    points,
    portalInfo,
    persistedOperations: new PersistedOperationsService(database),
    sessions,
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
    usage: new UsageService(database, points, now),
    visits: new VisitService(database, portalInfo, now),
  };
}

export type Services = ReturnType<typeof createServices>;
