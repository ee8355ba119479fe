import type { Database } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import { detailedLines, lacksPrices } from '../invoices/attached-lines';
import { InvoiceKind, type InvoiceDetail, type InvoiceLine } from '../invoices/invoice.entity';
import type { DateRange } from '../usage/date-range';

/** A document that settles what was used. */
export interface SettledDocument extends DateRange {
  id: string;
  kind: InvoiceKind;
  issueDate: string;
  gross: number;
  /** Of the customer's points those asked for, and how many it is about. */
  pointIds: string[];
  points: number;
  /** With prices where the document states them, in lines or attached tables. */
  lines: readonly InvoiceLine[];
}

interface Row extends Omit<SettledDocument, 'pointIds' | 'lines' | 'gross' | 'points'> {
  pointId: string;
  gross: number | string;
  points: number | string;
}

type CorrectionRow = Pick<Row, 'id' | 'kind' | 'issueDate' | 'gross'> & {
  from: string | null;
  to: string | null;
  correctedId: string;
};

/** Corrections of corrections are followed so far; more would be a loop in billing's data. */
const DEEPEST = 5;
/** A point's newest documents that are looked at for prices: the last may state none. */
const NEWEST = 3;
/** The lines of more documents are not read for one answer: a year of 500 points with a document each has 6,000. */
export const MOST_DOCUMENTS = 8000;

const COLUMNS = `i.id, i.kind, i.issueDate, i.gross, ip.pointId,
  (SELECT COUNT(*) FROM invoice_points q WHERE q.customerId = i.customerId AND q.invoiceId = i.id) AS points`;

/** Reads settlements, final documents and corrections of points of one customer. */
export class SettledDocuments {
  constructor(private readonly database: Database) {}

  /**
   * Each point's newest settlements, and all documents whose period touches the range; oldest period first.
   * @returns null for more than `MOST_DOCUMENTS`
   */
  async of(
    customerId: string,
    pointIds: readonly string[],
    range: DateRange,
  ): Promise<SettledDocument[] | null> {
    const [newest, within] = await Promise.all([
      this.newest(customerId, pointIds),
      this.within(customerId, pointIds, range),
    ]);
    const documents = new Map<string, SettledDocument>();
    for (const { pointId, ...row } of [...newest, ...within]) {
      const known = documents.get(row.id);
      if (!known)
        documents.set(row.id, {
          ...row,
          ...{ gross: Number(row.gross), points: Number(row.points), pointIds: [pointId], lines: [] },
        });
      else if (!known.pointIds.includes(pointId)) known.pointIds.push(pointId);
    }
    if (documents.size > MOST_DOCUMENTS) return null;
    await this.addCorrections(customerId, documents);
    await this.readLines(customerId, documents);
    return [...documents.values()].sort((a, b) => (a.to === b.to ? 0 : a.to < b.to ? -1 : 1));
  }

  private newest(customerId: string, pointIds: readonly string[]): Promise<Row[]> {
    return this.database.query<Row>(
      `SELECT ranked.* FROM (SELECT ${COLUMNS}, i.periodFrom AS \`from\`, i.periodTo AS \`to\`,
         ROW_NUMBER() OVER (PARTITION BY ip.pointId ORDER BY i.periodTo DESC, i.issueDate DESC, i.id) AS place
       FROM invoice_points ip JOIN invoices i ON i.customerId = ip.customerId AND i.id = ip.invoiceId
       WHERE ip.customerId = ? AND ip.pointId IN (${marks(pointIds)}) AND i.kind IN ('SETTLEMENT', 'FINAL')
         AND i.periodFrom <= i.periodTo) ranked
       WHERE ranked.place <= ${NEWEST}`,
      [customerId, ...padded(pointIds)],
    );
  }

  private within(customerId: string, pointIds: readonly string[], { from, to }: DateRange): Promise<Row[]> {
    return this.database.query<Row>(
      `SELECT ${COLUMNS}, i.periodFrom AS \`from\`, i.periodTo AS \`to\`
       FROM invoice_points ip JOIN invoices i ON i.customerId = ip.customerId AND i.id = ip.invoiceId
       WHERE ip.customerId = ? AND ip.pointId IN (${marks(pointIds)}) AND i.kind IN ('SETTLEMENT', 'FINAL', 'CORRECTION')
         AND i.periodFrom <= ? AND i.periodTo >= ?`,
      [customerId, ...padded(pointIds), to, from],
    );
  }

  /** Corrections that name no period or no points: those of the first document that each corrects. */
  private async addCorrections(customerId: string, documents: Map<string, SettledDocument>): Promise<void> {
    let level = [...documents.keys()];
    for (let depth = 0; level.length > 0 && depth < DEEPEST; depth++) {
      const rows = await this.database.query<CorrectionRow>(
        `SELECT i.id, i.kind, i.issueDate, i.gross, i.periodFrom AS \`from\`, i.periodTo AS \`to\`, ic.correctedId
         FROM invoice_corrections ic JOIN invoices i ON i.customerId = ic.customerId AND i.id = ic.invoiceId
         WHERE ic.customerId = ? AND ic.correctedId IN (${marks(level)}) AND ic.position = 0 AND i.kind = 'CORRECTION'`,
        [customerId, ...padded(level)],
      );
      level = [];
      for (const { correctedId, from, to, ...row } of rows) {
        if (documents.has(row.id)) continue;
        const { pointIds, points, ...period } = documents.get(correctedId)!;
        const own = from !== null && to !== null ? { from, to } : { from: period.from, to: period.to };
        documents.set(row.id, { ...row, ...own, gross: Number(row.gross), pointIds, points, lines: [] });
        level.push(row.id);
      }
    }
  }

  private async readLines(
    customerId: string,
    documents: ReadonlyMap<string, SettledDocument>,
  ): Promise<void> {
    const ids = [...documents.keys()];
    if (ids.length === 0) return;
    const rows = await this.database.query<{ invoiceId: string; lines: string }>(
      `SELECT invoiceId, \`lines\` FROM invoice_contents WHERE customerId = ? AND invoiceId IN (${marks(ids)})`,
      [customerId, ...padded(ids)],
    );
    for (const { invoiceId, lines } of rows)
      documents.get(invoiceId)!.lines = JSON.parse(lines) as InvoiceLine[];
    await this.readTables(
      customerId,
      [...documents.values()].filter(({ lines }) => lacksPrices(lines)),
    );
  }

  private async readTables(customerId: string, documents: readonly SettledDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const ids = documents.map(({ id }) => id);
    const rows = await this.database.query<{ invoiceId: string; details: string }>(
      `SELECT invoiceId, details FROM invoice_contents
       WHERE customerId = ? AND invoiceId IN (${marks(ids)}) AND details <> '[]'`,
      [customerId, ...padded(ids)],
    );
    const tables = new Map(rows.map(({ invoiceId, details }) => [invoiceId, details]));
    for (const document of documents) {
      const details = JSON.parse(tables.get(document.id) ?? '[]') as InvoiceDetail[];
      document.lines = detailedLines(document.lines, details);
    }
  }
}
