import { attachmentLoaders } from '../attachments/attachment.loaders';
import { accessLoaders } from '../auth/access/access.loaders';
import { pointLoaders } from '../consumption-points/consumption-point.loaders';
import { userLoaders } from '../auth/user.loaders';
import { customerLoaders } from '../customers/customer.loaders';
import { documentLoaders } from '../documents/document.loaders';
import type { Loaders } from '../graphql/request-context';
import { explanationLoaders } from '../invoice-explanation/explanation.loaders';
import { invoiceLoaders } from '../invoices/invoice.loaders';
import { meterReadingLoaders } from '../meter-readings/meter-reading.loaders';
import { messageLoaders } from '../messages/message.loaders';
import { paymentLoaders } from '../payments/payment.loaders';
import { portalInfoLoader } from '../portal/portal.loaders';
import { ticketLoaders } from '../tickets/ticket.loaders';
import { usageLoaders } from '../usage/usage.loaders';
import { tariffCheckLoaders } from '../tariff-check/tariff-check.loaders';
import { usageCostLoaders } from '../usage-cost/usage-cost.loaders';
import { usageAlertLoaders } from '../usage-alerts/usage-alert.loaders';
import { usageForecastLoaders } from '../usage-forecast/usage-forecast.loaders';
import type { Services } from './services';
import type { Visit } from './visit.service';

/**
 * The loaders of one request, of all domains: what one request reads is nothing the next visitor may see.
 * @param visit with what has been read already
 */
export function createLoaders(services: Services, visit?: Visit | null): Loaders {
  const loaders: Loaders = {
    portalInfo: portalInfoLoader(services.portalInfo, visit?.pageStart?.portalInfo),
    ...customerLoaders(services.customers),
    ...documentLoaders(services.documents),
    ...accessLoaders(services.access),
    ...attachmentLoaders(services.attachments),
    ...explanationLoaders(services.explanations),
    ...invoiceLoaders(services.invoices, services.balances),
    ...messageLoaders(services.messages),
    ...meterReadingLoaders(services.meterReadings, services.readingPeriods),
    ...paymentLoaders(services.payments),
    ...pointLoaders(services.points),
    ...ticketLoaders(services.tickets),
    ...usageLoaders(services.usage),
    ...tariffCheckLoaders(services.tariffChecks),
    ...usageCostLoaders(services.usageCosts),
    ...usageAlertLoaders(services.usageAlerts),
    ...usageForecastLoaders(services.usageForecasts),
    ...userLoaders(services.users),
  };
  if (visit) prime(loaders, visit);
  return loaders;
}

function prime({ customer, customerIds, balance }: Loaders, visit: Visit): void {
  const customers = visit.pageStart?.customers ?? [visit.customer];
  for (const one of customers) customer.prime(one.id, one);
  if (visit.pageStart)
    customerIds.prime(
      visit.session.userId,
      customers.map(({ id }) => id),
    );
  if (visit.balance) balance.prime(visit.customer.id, visit.balance);
}
