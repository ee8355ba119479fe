import DataLoader from 'dataloader';
import type { Visit } from '../auth/session/session.service';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { Customer } from '../customers/customer.entity';
import type { Services } from './services';
import type { Balance } from '../invoices/balance';
import type { Invoice, InvoiceContent } from '../invoices/invoice.entity';
import type { PrintedFacts } from '../invoices/invoice.printed';
import type { InvoiceConnection } from '../invoices/invoice.input';
import type { Delivery } from '../messages/message.entity';
import { messagesLoader, type MessagesAnswer, type MessagesAsked } from '../messages/message.loader';
import type { DocumentKey } from '../invoices/invoice.service';
import type { Payment, PaymentItemRow } from '../payments/payment.entity';
import type { PortalInfo } from '../portal/portal-info.service';
import type { DateRange } from '../usage/date-range';
import type { Usage, UsageInput } from '../usage/usage.input';

/** What one request gathers and asks for at once. Made anew for each, so nothing is ever seen by the next visitor. */
export interface Loaders {
  portalInfo(): Promise<PortalInfo>;
  customer: DataLoader<string, Customer | null>;
  /** User id → ids of the customers they have access to. */
  customerIds: DataLoader<string, string[]>;
  balance: DataLoader<string, Balance>;
  invoice: DataLoader<DocumentKey, Invoice | null, string>;
  invoiceContent: DataLoader<DocumentKey, InvoiceContent | null, string>;
  /** What is printed on documents, where it was kept. */
  invoicePrinted: DataLoader<DocumentKey, PrintedFacts | null, string>;
  invoicePoints: DataLoader<DocumentKey, ConsumptionPoint[], string>;
  /** First pages of points' documents. */
  pointInvoices: DataLoader<DocumentKey & { first: number }, InvoiceConnection, string>;
  correctsAll: DataLoader<DocumentKey, Invoice[], string>;
  correctedBy: DataLoader<DocumentKey, Invoice[], string>;
  verificationUrl: DataLoader<DocumentKey, string | null, string>;
  /** Pages of messages, and how many are unread. */
  messages: DataLoader<MessagesAsked, MessagesAnswer, string>;
  /** Payments that a document was in. */
  invoicePayments: DataLoader<DocumentKey, Payment[], string>;
  /** Customer id → payments that are open. */
  openPayments: DataLoader<string, Payment[]>;
  paymentItems: DataLoader<DocumentKey, PaymentItemRow[], string>;
  /** The mails that said the same as a message. */
  messageMails: DataLoader<DocumentKey, Delivery[], string>;
  /** First and last day with use of a point. */
  usagePeriod: DataLoader<DocumentKey, DateRange | null, string>;
  /** Use of points, each by itself. */
  pointUsage: DataLoader<PointUse, Usage, string>;
}

interface PointUse {
  point: ConsumptionPoint;
  input: UsageInput;
}

/** @param visit with what has been read already */
export function createLoaders(services: Services, visit?: Visit | null): Loaders {
  const { customers, invoices, balances, access, messages, payments, usage } = services;
  let facts = visit?.around && Promise.resolve(visit.around.facts);
  const customer = new DataLoader(async (ids: readonly string[]) => {
    const found = new Map((await customers.byIds(ids)).map((c) => [c.id, c]));
    return ids.map((id) => found.get(id) ?? null);
  });
  const customerIds = new DataLoader((userIds: readonly string[]) =>
    Promise.all(userIds.map((id) => access.customerIds(id))),
  );
  if (visit) {
    const known = visit.around?.customers ?? [visit.customer];
    for (const one of known) customer.prime(one.id, one);
    if (visit.around) {
      const ids = known.map(({ id }) => id);
      customerIds.prime(visit.session.userId, ids);
    }
  }
  const balance = new DataLoader((ids: readonly string[]) => balances.ofCustomers(ids));
  if (visit?.balance) balance.prime(visit.customer.id, visit.balance);
  return {
    portalInfo: () => (facts ??= services.portalInfo.current()),
    customer,
    customerIds,
    balance,
    invoice: documents<Invoice | null>((c, ids) => invoices.byIds(c, ids), null),
    invoiceContent: documents<InvoiceContent | null>((c, ids) => invoices.contents(c, ids), null),
    invoicePrinted: documents<PrintedFacts | null>((c, ids) => invoices.printed(c, ids), null),
    invoicePoints: documents<ConsumptionPoint[]>((c, ids) => invoices.points(c, ids), []),
    pointInvoices: new DataLoader(
      async (keys) => {
        const pages = new Map<string, Promise<Map<string, InvoiceConnection>>>();
        const group = (key: { customerId: string; first: number }) => `${key.first}:${key.customerId}`;
        for (const key of keys) {
          if (pages.has(group(key))) continue;
          const ids = keys.filter((other) => group(other) === group(key)).map((other) => other.id);
          pages.set(group(key), invoices.firstPagesOfPoints(key.customerId, ids, key.first));
        }
        return Promise.all(keys.map(async (key) => (await pages.get(group(key)))!.get(key.id)!));
      },
      { cacheKeyFn: ({ customerId, id, first }) => `${customerId}:${id}:${first}` },
    ),
    correctsAll: documents<Invoice[]>((c, ids) => invoices.correctsAll(c, ids), []),
    correctedBy: documents<Invoice[]>((c, ids) => invoices.correctedBy(c, ids), []),
    verificationUrl: documents<string | null>((c, ids) => invoices.verificationUrls(c, ids), null),
    messages: messagesLoader(messages),
    invoicePayments: documents<Payment[]>((c, ids) => payments.ofInvoices(c, ids), []),
    openPayments: new DataLoader((ids) => payments.open(ids)),
    paymentItems: documents<PaymentItemRow[]>((c, ids) => payments.items(c, ids), []),
    messageMails: documents<Delivery[]>((c, ids) => messages.mails(c, ids), []),
    usagePeriod: documents<DateRange | null>((c, ids) => usage.periods(c, ids), null),
    pointUsage: new DataLoader((keys) => usageOfPoints(services, keys), { cacheKeyFn: pointUseKey }),
  };
}

/** Points of one customer of which the same is asked go together. */
async function usageOfPoints({ usage }: Services, keys: readonly PointUse[]): Promise<(Usage | Error)[]> {
  const groups = new Map<string, PointUse[]>();
  for (const key of keys) {
    const group = `${key.point.customerId}:${JSON.stringify(key.input)}`;
    groups.set(group, [...(groups.get(group) ?? []), key]);
  }
  const answers = new Map<PointUse, Usage | Error>();
  for (const group of groups.values()) {
    const { point, input } = group[0]!;
    const points = group.map((key) => key.point);
    const found = await usage.ofPoints(point.customerId, points, input);
    group.forEach((key, n) => answers.set(key, found[n]!));
  }
  return keys.map((key) => answers.get(key)!);
}

function pointUseKey({ point, input }: PointUse): string {
  return `${point.customerId}:${point.id}:${JSON.stringify(input)}`;
}

/** Documents of one request nearly always belong to one customer: one statement a customer. */
function documents<T>(
  read: (customerId: string, ids: string[]) => Promise<Map<string, NonNullable<T>>>,
  missing: T,
): DataLoader<DocumentKey, T, string> {
  return new DataLoader<DocumentKey, T, string>(
    async (keys) => {
      const byCustomer = new Map<string, string[]>();
      for (const { customerId, id } of keys)
        byCustomer.set(customerId, [...(byCustomer.get(customerId) ?? []), id]);
      const found = new Map<string, Map<string, NonNullable<T>>>();
      for (const [customerId, ids] of byCustomer) found.set(customerId, await read(customerId, ids));
      return keys.map(({ customerId, id }) => found.get(customerId)!.get(id) ?? missing);
    },
    { cacheKeyFn: ({ customerId, id }) => `${customerId}:${id}` },
  );
}
