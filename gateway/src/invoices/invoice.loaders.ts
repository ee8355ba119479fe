import DataLoader from 'dataloader';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { grouped } from '../database/grouped';
import { customerLoader, type CustomerKey } from '../graphql/customer-loader';
import type { Balance } from './balance';
import type { BalanceService } from './balance.service';
import type { Invoice, InvoiceContent } from './invoice.entity';
import type { InvoiceConnection } from './invoice.input';
import type { PrintedFacts } from './invoice.printed';
import type { InvoiceService } from './invoice.service';

type FirstPage = CustomerKey & { first: number };

interface InvoiceLoaders {
  balance: DataLoader<string, Balance>;
  invoice: DataLoader<CustomerKey, Invoice | null, string>;
  invoiceContent: DataLoader<CustomerKey, InvoiceContent | null, string>;
  /** Stored printed facts of documents, where there are any. */
  invoicePrinted: DataLoader<CustomerKey, PrintedFacts | null, string>;
  invoicePoints: DataLoader<CustomerKey, ConsumptionPoint[], string>;
  /** First pages of points' documents. */
  pointInvoices: DataLoader<FirstPage, InvoiceConnection, string>;
  correctsAll: DataLoader<CustomerKey, Invoice[], string>;
  correctedBy: DataLoader<CustomerKey, Invoice[], string>;
  verificationUrl: DataLoader<CustomerKey, string | null, string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends InvoiceLoaders {}
}

export function invoiceLoaders(invoices: InvoiceService, balances: BalanceService): InvoiceLoaders {
  return {
    balance: new DataLoader((ids) => balances.ofCustomers(ids)),
    invoice: customerLoader<Invoice | null>((c, ids) => invoices.byIds(c, ids), null),
    invoiceContent: customerLoader<InvoiceContent | null>((c, ids) => invoices.contents(c, ids), null),
    invoicePrinted: customerLoader<PrintedFacts | null>((c, ids) => invoices.printed(c, ids), null),
    invoicePoints: customerLoader<ConsumptionPoint[]>((c, ids) => invoices.points(c, ids), []),
    pointInvoices: new DataLoader((keys) => firstPages(invoices, keys), {
      cacheKeyFn: ({ customerId, id, first }) => `${customerId}:${id}:${first}`,
    }),
    correctsAll: customerLoader<Invoice[]>((c, ids) => invoices.correctsAll(c, ids), []),
    correctedBy: customerLoader<Invoice[]>((c, ids) => invoices.correctedBy(c, ids), []),
    verificationUrl: customerLoader<string | null>((c, ids) => invoices.verificationUrls(c, ids), null),
  };
}

/** Points of one customer with pages of one length go together. */
async function firstPages(
  invoices: InvoiceService,
  keys: readonly FirstPage[],
): Promise<InvoiceConnection[]> {
  const group = ({ customerId, first }: FirstPage) => `${first}:${customerId}`;
  const pages = new Map<string, Promise<Map<string, InvoiceConnection>>>();
  for (const [name, some] of grouped(keys, group)) {
    const { customerId, first } = some[0]!;
    const ids = some.map(({ id }) => id);
    pages.set(name, invoices.firstPagesOfPoints(customerId, ids, first));
  }
  return Promise.all(keys.map(async (key) => (await pages.get(group(key)))!.get(key.id)!));
}
