import type { Customer } from '../customers/customer.entity';
import type { CustomerService } from '../customers/customer.service';
import type { Database } from '../database/database';
import { documentIds } from '../database/document-number';
import { grouped } from '../database/grouped';
import { like } from '../database/search-text';
import { marks, padded } from '../database/sql-lists';
import type { Invoice } from '../invoices/invoice.entity';
import { accountOf } from '../invoices/invoice.facts';
import type { PrintedFacts } from '../invoices/invoice.printed';
import { EFFECTIVE } from '../invoices/invoice.query';
import type { InvoiceService } from '../invoices/invoice.service';

/** Of a text, those that are looked up by key. */
const MOST_NUMBERS = 128;

/** What is compared of a document. */
export interface OwnDocument extends Pick<
  Invoice,
  'customerId' | 'id' | 'number' | 'ksefNumber' | 'issueDate' | 'gross' | 'outstanding'
> {}

/** Reads what the customers of one login have. Nobody else's rows are looked at, so timing tells nothing of them. */
export class OwnDocuments {
  constructor(
    private readonly database: Database,
    private readonly customers: CustomerService,
    private readonly invoices: InvoiceService,
  ) {}

  customersOf(ids: readonly string[]): Promise<Customer[]> {
    return this.customers.byIds(ids);
  }

  /** Those whose number is one of these as billing writes it, or in small letters. By key: a company has thousands. */
  named(customerIds: readonly string[], written: readonly string[]): Promise<OwnDocument[]> {
    const numbers = new Set(written.flatMap((number) => [number, number.toUpperCase()]));
    const ids = [...numbers].slice(0, MOST_NUMBERS).flatMap(documentIds);
    return ids.length > 0 ? this.read(customerIds, ids) : Promise.resolve([]);
  }

  /** All documents. Numbers are compared in the gateway, because databases fold few letters. */
  all(customerIds: readonly string[]): Promise<OwnDocument[]> {
    return this.read(customerIds);
  }

  private async read(customerIds: readonly string[], ids: readonly string[] = []): Promise<OwnDocument[]> {
    const rows = await this.database.query<OwnDocument>(
      `SELECT i.customerId, i.id, i.number, i.ksefNumber, i.issueDate, i.gross, ${EFFECTIVE} AS outstanding
       FROM invoices i WHERE i.customerId IN (${marks(customerIds)})${ids.length > 0 ? ` AND i.id IN (${marks(ids)})` : ''}`,
      [...padded(customerIds), ...padded(ids)],
    );
    return rows.map((row) => ({
      ...row,
      gross: Number(row.gross),
      outstanding: Number(row.outstanding),
    }));
  }

  /** Which documents these accounts are printed on: account → ids of documents. */
  async printedOn(
    customerIds: readonly string[],
    accounts: readonly string[],
  ): Promise<Map<string, string[]>> {
    if (accounts.length === 0) return new Map();
    const conditions = accounts.map((account) => like('printed', account));
    const rows = await this.database.query<{ invoiceId: string; printed: string }>(
      `SELECT invoiceId, printed FROM invoice_contents WHERE customerId IN (${marks(customerIds)})
       AND (${conditions.map(({ text }) => text).join(' OR ')})`,
      [...padded(customerIds), ...conditions.flatMap(({ values }) => values)],
    );
    const printed = rows.map(({ invoiceId, printed: json }) => ({
      invoiceId,
      account: (JSON.parse(json) as PrintedFacts).account ?? '',
    }));
    return grouped(
      printed,
      ({ account }) => account,
      ({ invoiceId }) => invoiceId,
    );
  }

  /** The accounts that documents are to be paid to, in their order; null where billing names none. */
  async accountsOf(documents: readonly OwnDocument[], customers: readonly Customer[]) {
    const printed = new Map<string, PrintedFacts>();
    for (const [customerId, some] of grouped(documents, ({ customerId: id }) => id)) {
      const found = await this.invoices.printed(
        customerId,
        some.map(({ id }) => id),
      );
      for (const [id, facts] of found) printed.set(`${customerId} ${id}`, facts);
    }
    return documents.map(({ customerId, id }) =>
      accountOf(
        printed.get(`${customerId} ${id}`) ?? null,
        customers.find((one) => one.id === customerId),
      ),
    );
  }

  /** The documents as the API shows them, in the same order. */
  async shown(documents: readonly OwnDocument[]): Promise<Invoice[]> {
    const found = new Map<string, Invoice>();
    for (const [customerId, some] of grouped(documents, ({ customerId: id }) => id)) {
      const ids = some.map(({ id }) => id);
      for (const [id, invoice] of await this.invoices.byIds(customerId, ids))
        found.set(`${customerId} ${id}`, invoice);
    }
    return documents.flatMap(({ customerId, id }) => found.get(`${customerId} ${id}`) ?? []);
  }
}
