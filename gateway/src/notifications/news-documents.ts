import type { EntityManager } from 'typeorm';
import { marks, padded } from '../database/sql-lists';
import type { PrintedFacts } from '../invoices/invoice.printed';
import { accountOf, transferCodeOf } from '../invoices/invoice.facts';
import { EFFECTIVE } from '../invoices/invoice.query';
import type { NewsDocument } from './news-items';

/** Columns of `invoices i`, `customers c` and `invoice_contents k`. */
const DOCUMENT_COLUMNS = `i.id, i.number, i.gross, i.dueDate, i.ksefNumber, i.heldBy, c.bankAccount, k.printed, ${EFFECTIVE} AS outstanding`;

interface DocumentRow {
  id: string;
  number: string;
  gross: number | string;
  dueDate: string | null;
  ksefNumber: string | null;
  heldBy: string | null;
  bankAccount: string | null;
  /** JSON. */
  printed: string | null;
  outstanding: number | string;
}

/** Documents of a customer as they are now, by id. */
export async function documentsOf(
  manager: EntityManager,
  customerId: string,
  invoiceIds: readonly string[],
  retailer: string,
): Promise<ReadonlyMap<string, NewsDocument>> {
  const ids = [...new Set(invoiceIds)];
  if (ids.length === 0) return new Map();
  const rows = await manager.query<DocumentRow[]>(
    `SELECT ${DOCUMENT_COLUMNS} FROM invoices i JOIN customers c ON c.id = i.customerId
     LEFT JOIN invoice_contents k ON k.customerId = i.customerId AND k.invoiceId = i.id
     WHERE i.customerId = ? AND i.id IN (${marks(ids)})`,
    [customerId, ...padded(ids)],
  );
  return new Map(rows.map((row) => [row.id, documentOf(row, retailer)]));
}

/** A document as it is now, with where to pay it. */
function documentOf(row: DocumentRow, retailer: string): NewsDocument {
  const printed = row.printed === null ? null : (JSON.parse(row.printed) as PrintedFacts | null);
  const { id, number, dueDate, ksefNumber } = row;
  const outstanding = Number(row.outstanding);
  const isAsked = outstanding > 0 && row.heldBy === null;
  const account = isAsked ? accountOf(printed, row) : null;
  const transferCode = isAsked
    ? transferCodeOf({ number, outstanding, ksefNumber }, printed, row, retailer)
    : null;
  return { id, number, dueDate, gross: Number(row.gross), outstanding, isAsked, account, transferCode };
}
