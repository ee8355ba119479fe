import { warsawDay } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { hydratePoint } from '../consumption-points/consumption-point.service';
import type { Database } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import { columnsOf } from '../database/entity-columns';
import { grouped } from '../database/grouped';
import { behind, orderBy } from '../database/sorting';
import { connectionOf, rowsOfPage, totalOf } from '../graphql/connection';
import { Invoice, InvoiceContent, InvoiceStatus } from './invoice.entity';
import {
  InvoiceConnection,
  InvoiceEdge,
  InvoiceOrder,
  type InvoiceFilter,
  type InvoicePage,
} from './invoice.input';
import type { PrintedFacts } from './invoice.printed';
import { EFFECTIVE, SORT_KEYS, matching, statusOf } from './invoice.query';

const COLUMNS = `${columnsOf(Invoice, 'i', ['searchText', 'recordHash'])}, ${EFFECTIVE} AS outstanding`;

type PageRow = Invoice & { total: number } & Record<`sort${number}`, string | number>;

const SHAPE = { connection: InvoiceConnection, edge: InvoiceEdge, node: hydrate };

/** Reads documents; every query begins with the customer they belong to. */
export class InvoiceService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /**
   * One page and the count of all, in one statement.
   * @throws InvalidInput for `first` outside 1..100, a search over 200 characters or a cursor of another list.
   */
  async page(customerId: string, page: InvoicePage): Promise<InvoiceConnection> {
    const { filter, orderBy: order } = page;
    const keys = SORT_KEYS[order];
    const asked = rowsOfPage(listOf(customerId, order), page, keys.length, filter?.search);
    const fitting = matching(filter, warsawDay(this.now()));
    const from = behind(keys, asked.after);
    const where = `FROM invoices i WHERE i.customerId = ?${fitting.text}`;
    const rows = await this.database.query<PageRow>(
      `SELECT ${COLUMNS}, ${keys.map((k, n) => `${k.expression} AS sort${n}`).join(', ')}, (SELECT COUNT(*) ${where}) AS total
       ${where} AND ${from.text} ORDER BY ${orderBy(keys)} LIMIT ?`,
      [customerId, ...fitting.values, customerId, ...fitting.values, ...from.values, asked.limit],
    );
    const total = await totalOf(rows, asked, () => this.count(customerId, filter));
    return connectionOf(asked, rows, total, {
      ...SHAPE,
      position: (row) => keys.map((_, n) => row[`sort${n}`]!),
    });
  }

  /** The first page of each point's documents, newest first, for any number of points of one customer in one statement. */
  async firstPagesOfPoints(
    customerId: string,
    pointIds: readonly string[],
    first: number,
  ): Promise<Map<string, InvoiceConnection>> {
    const newest = SORT_KEYS[InvoiceOrder.NEWEST];
    const asked = rowsOfPage(listOf(customerId, InvoiceOrder.NEWEST), { first }, newest.length);
    const rows = await this.database.query<Invoice & { total: number; pointId: string }>(
      `SELECT ranked.* FROM (
         SELECT ip.pointId AS pointId, ${COLUMNS}, COUNT(*) OVER (PARTITION BY ip.pointId) AS total,
           ROW_NUMBER() OVER (PARTITION BY ip.pointId ORDER BY ${orderBy(newest)}) AS place
         FROM invoice_points ip JOIN invoices i ON i.customerId = ip.customerId AND i.id = ip.invoiceId
         WHERE ip.customerId = ? AND ip.pointId IN (${marks(pointIds)})) ranked
       WHERE ranked.place <= ? ORDER BY ranked.pointId, ranked.place`,
      [customerId, ...padded(pointIds), asked.limit],
    );
    const pages = grouped(rows, (row) => row.pointId);
    return new Map(
      pointIds.map((id) => {
        const page = pages.get(id) ?? [];
        const total = Number(page[0]?.total ?? 0);
        return [
          id,
          connectionOf(asked, page, total, { ...SHAPE, position: (row) => [row.issueDate, row.id] }),
        ];
      }),
    );
  }

  private async count(customerId: string, filter: InvoiceFilter | null | undefined): Promise<number> {
    const fitting = matching(filter, warsawDay(this.now()));
    const [row] = await this.database.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM invoices i WHERE i.customerId = ?${fitting.text}`,
      [customerId, ...fitting.values],
    );
    return Number(row!.n);
  }

  /** The customer's document, or null: not there and not theirs are the same. */
  async find(customerId: string, id: string): Promise<Invoice | null> {
    const [row] = await this.database.query<Invoice>(
      `SELECT ${COLUMNS} FROM invoices i WHERE i.customerId = ? AND i.id = ?`,
      [customerId, id],
    );
    return row ? hydrate(row) : null;
  }

  /** Documents of one customer with something left to pay by a day, the latest days first. */
  async latestOpen(customerId: string, limit: number): Promise<Invoice[]> {
    const rows = await this.database.query<Invoice>(
      `SELECT ${COLUMNS} FROM invoices i WHERE i.customerId = ? AND i.outstanding > 0 AND i.outstanding > i.covered
       AND i.dueDate IS NOT NULL ORDER BY i.dueDate DESC, i.id LIMIT ?`,
      [customerId, limit],
    );
    return rows.map(hydrate);
  }

  /** Documents of one customer by their keys; what isn't there is left out. */
  async byIds(customerId: string, ids: readonly string[]): Promise<Map<string, Invoice>> {
    const rows = await this.database.query<Invoice>(
      `SELECT ${COLUMNS} FROM invoices i WHERE i.customerId = ? AND i.id IN (${marks(ids)})`,
      [customerId, ...padded(ids)],
    );
    return new Map(rows.map((row) => [row.id, hydrate(row)]));
  }

  /**
   * Documents by id among all customers of a user, or one of them. Numbers are free text, so several
   * customers may have the same one.
   */
  async accessible(
    userId: string,
    ids: readonly string[],
    customerId?: string,
  ): Promise<Map<string, Invoice[]>> {
    const rows = await this.database.query<Invoice>(
      `SELECT ${COLUMNS} FROM accesses a JOIN invoices i ON i.customerId = a.customerId
       WHERE a.userId = ? AND i.id IN (${marks(ids)})${customerId === undefined ? '' : ' AND a.customerId = ?'}`,
      [userId, ...padded(ids), ...(customerId === undefined ? [] : [customerId])],
    );
    return grouped(rows, (row) => row.id, hydrate);
  }

  status(invoice: Invoice): InvoiceStatus {
    return statusOf(invoice, warsawDay(this.now()));
  }

  /** Lines, details and readings of documents of one customer. */
  async contents(customerId: string, ids: readonly string[]): Promise<Map<string, InvoiceContent>> {
    const rows = await this.database.query<Record<keyof InvoiceContent, string>>(
      `SELECT invoiceId, \`lines\`, details, readings FROM invoice_contents WHERE customerId = ? AND invoiceId IN (${marks(ids)})`,
      [customerId, ...padded(ids)],
    );
    return new Map(
      rows.map((row) => [
        row.invoiceId,
        Object.assign(new InvoiceContent(), {
          customerId,
          invoiceId: row.invoiceId,
          lines: JSON.parse(row.lines) as unknown,
          details: JSON.parse(row.details) as unknown,
          readings: JSON.parse(row.readings) as unknown,
        }),
      ]),
    );
  }

  /** Printed facts of one customer's documents; documents without stored facts are left out. */
  async printed(customerId: string, ids: readonly string[]): Promise<Map<string, PrintedFacts>> {
    const rows = await this.database.query<{ invoiceId: string; printed: string }>(
      `SELECT invoiceId, printed FROM invoice_contents WHERE customerId = ? AND invoiceId IN (${marks(ids)}) AND printed IS NOT NULL`,
      [customerId, ...padded(ids)],
    );
    return new Map(rows.map((row) => [row.invoiceId, JSON.parse(row.printed) as PrintedFacts]));
  }

  /** The points that documents of one customer are about. */
  async points(customerId: string, ids: readonly string[]): Promise<Map<string, ConsumptionPoint[]>> {
    const rows = await this.database.query<ConsumptionPoint & { invoiceId: string }>(
      `SELECT ip.invoiceId, p.* FROM invoice_points ip JOIN consumption_points p ON p.customerId = ip.customerId AND p.id = ip.pointId
       WHERE ip.customerId = ? AND ip.invoiceId IN (${marks(ids)}) ORDER BY p.ppe`,
      [customerId, ...padded(ids)],
    );
    return grouped(rows, (row) => row.invoiceId, hydratePoint);
  }

  /** The documents that documents of one customer correct, in the order they name them. */
  correctsAll(customerId: string, ids: readonly string[]): Promise<Map<string, Invoice[]>> {
    return this.tied(customerId, ids, 'invoiceId', 'correctedId', 'ic.position');
  }

  /** The documents which correct documents of one customer, oldest first. */
  correctedBy(customerId: string, ids: readonly string[]): Promise<Map<string, Invoice[]>> {
    return this.tied(customerId, ids, 'correctedId', 'invoiceId', 'i.issueDate, i.id');
  }

  private async tied(
    customerId: string,
    ids: readonly string[],
    from: 'invoiceId' | 'correctedId',
    to: 'invoiceId' | 'correctedId',
    order: string,
  ): Promise<Map<string, Invoice[]>> {
    const rows = await this.database.query<Invoice & { tiedTo: string }>(
      `SELECT ic.${from} AS tiedTo, ${COLUMNS} FROM invoice_corrections ic JOIN invoices i ON i.customerId = ic.customerId AND i.id = ic.${to} AND ic.correctedId <> ic.invoiceId
       WHERE ic.customerId = ? AND ic.${from} IN (${marks(ids)}) ORDER BY ${order}`,
      [customerId, ...padded(ids)],
    );
    return grouped(rows, (row) => row.tiedTo, hydrate);
  }

  /**
   * The address in a KSeF QR code; the ministry's page behind it shows whether the document is genuine.
   * Format: "KOD I" of the ministry's description of verification codes.
   */
  async verificationUrls(customerId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{
      invoiceId: string;
      sha256: string;
      sellerNip: string;
      issueDate: string;
    }>(
      `SELECT s.invoiceId, s.sha256, s.sellerNip, i.issueDate FROM invoice_sources s JOIN invoices i ON i.customerId = s.customerId AND i.id = s.invoiceId
       WHERE s.customerId = ? AND i.ksefNumber IS NOT NULL AND s.invoiceId IN (${marks(ids)})`,
      [customerId, ...padded(ids)],
    );
    return new Map(
      rows.map(({ invoiceId, sha256, sellerNip, issueDate }) => {
        const day = issueDate.split('-').reverse().join('-');
        return [invoiceId, `https://qr.ksef.mf.gov.pl/invoice/${sellerNip}/${day}/${sha256}`];
      }),
    );
  }
}

function listOf(customerId: string, order: InvoiceOrder): string {
  return `invoices:${customerId}:${order}`;
}

function hydrate(row: Invoice): Invoice {
  // MySQL computes a difference of whole numbers as one of decimals at times.
  return Object.assign(new Invoice(), row, { outstanding: Number(row.outstanding) });
}
