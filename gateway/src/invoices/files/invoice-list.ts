import type { ActiveSession } from '../../auth/session/session.entity';
import type { AccessService } from '../../auth/access/access.service';
import type { Invoice } from '../invoice.entity';
import type { InvoiceService } from '../invoice.service';
import type { ListedInvoice } from './csv';
import { MOST_DOCUMENTS, type ListQuery } from './list-query';

interface Reads {
  access: AccessService;
  invoices: InvoiceService;
}

/** Several customers of the session have a document with this id, and the request names none. */
export class AmbiguousDocument extends Error {}

/** Reads documents for a session: of all its customers, and of no others. */
export class InvoiceList {
  constructor(private readonly services: Reads) {}

  /**
   * The documents with these ids, in that order, of one customer or of all customers of the session.
   * Null where one is missing or belongs to another customer, which must look the same.
   * @throws AmbiguousDocument where two customers have it and the request names none
   */
  async named(
    session: ActiveSession,
    ids: readonly string[],
    customerId?: string,
  ): Promise<Invoice[] | null> {
    const found = await this.services.invoices.accessible(session.userId, ids, customerId);
    const documents = ids.map((id) => found.get(id) ?? []);
    // A missing document first: the answer must not reveal what a request for the others alone would not.
    if (documents.some(({ length }) => length === 0)) return null;
    if (documents.some(({ length }) => length > 1)) throw new AmbiguousDocument();
    return documents.flat();
  }

  /** The first hundred documents of a query, and whether there are more; null for a customer without access. */
  async first(
    session: ActiveSession,
    { ids, ...query }: ListQuery,
  ): Promise<{ documents: Invoice[]; more: boolean } | null> {
    if (ids.length > 0) {
      const documents = await this.named(session, ids.slice(0, MOST_DOCUMENTS), query.customerId);
      return documents && { documents, more: ids.length > MOST_DOCUMENTS };
    }
    const customerId = await this.customer(session, query.customerId);
    if (!customerId) return null;
    const page = await this.page(customerId, query, null);
    return { documents: page.edges.map(({ node }) => node), more: page.pageInfo.hasNextPage };
  }

  /** The customer whose list is meant, or null. */
  async customer(session: ActiveSession, wanted = session.customerId): Promise<string | null> {
    if (wanted === session.customerId) return wanted;
    const theirs = await this.services.access.customerIds(session.userId);
    return theirs.includes(wanted) ? wanted : null;
  }

  /** All documents of a customer that fit, a page at a time: a long list is never in memory whole. */
  async *all(customerId: string, query: Omit<ListQuery, 'ids'>): AsyncGenerator<Invoice[]> {
    for (let after: string | null = null; ;) {
      const { edges, pageInfo } = await this.page(customerId, query, after);
      yield edges.map(({ node }) => node);
      if (!pageInfo.hasNextPage) return;
      after = pageInfo.endCursor;
    }
  }

  /** A document with the further values of its row in the list. */
  async listed(documents: readonly Invoice[]): Promise<ListedInvoice[]> {
    const rows = new Map<string, string[]>();
    const customers = new Set(documents.map(({ customerId }) => customerId));
    for (const customerId of customers) {
      const ids = documents.filter((one) => one.customerId === customerId).map(({ id }) => id);
      const points = await this.services.invoices.points(customerId, ids);
      for (const [id, some] of points)
        rows.set(
          `${customerId}:${id}`,
          some.map(({ ppe }) => ppe),
        );
    }
    return documents.map((invoice) => ({
      invoice,
      status: this.services.invoices.status(invoice),
      ppe: rows.get(`${invoice.customerId}:${invoice.id}`) ?? [],
    }));
  }

  private page(customerId: string, { filter, orderBy }: Omit<ListQuery, 'ids'>, after: string | null) {
    return this.services.invoices.page(customerId, { filter, orderBy, first: 100, after });
  }
}
