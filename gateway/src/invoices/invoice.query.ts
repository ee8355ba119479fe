import { InvoiceOrder, type InvoiceFilter } from './invoice.input';
import type { Sql, SortKey } from '../database/sorting';
import { InvoiceStatus, type Invoice } from './invoice.entity';
import { amountIn, like, searchable } from '../database/search-text';
import { marks, padded } from '../database/sql-lists';

const NEWEST: SortKey[] = [
  { expression: 'i.issueDate', descending: true },
  { expression: 'i.id', descending: true },
];
/** Asks for money still, and no payment is under way. */
const LEFT = '(i.outstanding > i.covered AND i.heldBy IS NULL)';
/**
 * Pending at the operator, or paid and not booked. The customer cannot tell the two apart and has nothing
 * left to do.
 */
const PENDING =
  '((i.outstanding >= 0 AND i.heldBy IS NOT NULL) OR (i.outstanding > 0 AND i.covered >= i.outstanding))';
const DUE = "COALESCE(i.dueDate, '9999-12-31')";
/** The order in which money is allocated to documents. */
export const OLDEST_DUE_FIRST = `${DUE}, i.issueDate, i.id`;

/** What each order sorts by; always ends in the id, so that no two rows are equal. */
export const SORT_KEYS: Record<InvoiceOrder, SortKey[]> = {
  [InvoiceOrder.NEWEST]: NEWEST,
  [InvoiceOrder.OPEN_FIRST]: [
    { expression: `CASE WHEN ${LEFT} THEN 0 WHEN ${PENDING} THEN 1 ELSE 2 END`, descending: false },
    { expression: `CASE WHEN ${LEFT} OR ${PENDING} THEN ${DUE} ELSE '' END`, descending: false },
    ...NEWEST,
  ],
  [InvoiceOrder.DUE_DATE]: [{ expression: DUE, descending: false }, ...NEWEST],
  [InvoiceOrder.AMOUNT]: [{ expression: 'i.gross', descending: true }, ...NEWEST],
};

/** The status as a condition; the mirror of `statusOf`. */
const STATUS: Record<InvoiceStatus, string> = {
  [InvoiceStatus.CREDIT]: 'i.outstanding < 0',
  [InvoiceStatus.PENDING]: PENDING,
  [InvoiceStatus.PAID]: '(i.outstanding = 0 AND i.heldBy IS NULL)',
  [InvoiceStatus.OVERDUE]: `(${LEFT} AND i.dueDate < ?)`,
  [InvoiceStatus.DUE]: `(${LEFT} AND (i.dueDate IS NULL OR i.dueDate >= ?))`,
};

/** The SQL condition for documents that match a filter. */
export function matching(filter: InvoiceFilter | null | undefined, today: string): Sql {
  const sql: Sql = { text: '', values: [] };
  const and = (text: string, ...values: (string | number)[]) => {
    sql.text += ` AND ${text}`;
    sql.values.push(...values);
  };
  if (!filter) return sql;
  if (filter.status?.length) {
    const wanted = [...new Set(filter.status)];
    const days = wanted.filter((s) => STATUS[s].includes('?')).map(() => today);
    and(`(${wanted.map((s) => STATUS[s]).join(' OR ')})`, ...days);
  }
  if (filter.kind?.length) and(`i.kind IN (${marks(filter.kind)})`, ...padded(filter.kind));
  if (filter.issuedFrom) and('i.issueDate >= ?', filter.issuedFrom);
  if (filter.issuedTo) and('i.issueDate <= ?', filter.issuedTo);
  if (typeof filter.consumptionPointId === 'string')
    and(
      'EXISTS (SELECT 1 FROM invoice_points ip WHERE ip.customerId = i.customerId AND ip.invoiceId = i.id AND ip.pointId = ?)',
      filter.consumptionPointId,
    );
  const found = searched(filter.search ?? '');
  if (found) and(found.text, ...found.values);
  return sql;
}

/** Documents whose number, amount or KSeF number matches a search; undefined for an empty search. */
function searched(asked: string): Sql | undefined {
  const text = searchable(asked);
  if (!text) return undefined;
  const ways: Sql[] = [like('i.searchText', text)];
  const amount = amountIn(asked);
  if (amount) ways.push(like('i.searchText', amount.text));
  if (amount?.exactly) {
    const { grosze, signed } = amount.exactly;
    const of = (sum: string) => (signed ? `${sum} = ?` : `ABS(${sum}) = ?`);
    ways.push({ text: `${of('i.gross')} OR ${of(`(${EFFECTIVE})`)}`, values: [grosze, grosze] });
  }
  // Copied from a paper, it may be broken by spaces, with other dashes than its own.
  const ksef = asked
    .normalize('NFKD')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, '')
    .toUpperCase();
  if (/^[\dA-F-]{6,}$/.test(ksef)) ways.push(like('UPPER(i.ksefNumber)', ksef));
  return {
    text: `(${ways.map((way) => way.text).join(' OR ')})`,
    values: ways.flatMap(({ values }) => values),
  };
}

/**
 * What a document still asks for: billing's figure less payments that are not booked yet, never below zero by
 * them.
 */
export const EFFECTIVE =
  'CASE WHEN i.outstanding > i.covered THEN i.outstanding - i.covered WHEN i.outstanding > 0 THEN 0 ELSE i.outstanding END';

export type StatusFacts = Pick<Invoice, 'billed' | 'covered' | 'heldBy' | 'dueDate'>;

/**
 * The first matching status, in the contract's order. A document that billing has as paid is PAID, whatever
 * else arrived for it.
 */
export function statusOf({ billed, covered, heldBy, dueDate }: StatusFacts, today: string): InvoiceStatus {
  if (billed < 0) return InvoiceStatus.CREDIT;
  if (heldBy !== null || (billed > 0 && covered >= billed)) return InvoiceStatus.PENDING;
  if (billed === 0) return InvoiceStatus.PAID;
  return dueDate !== null && dueDate < today ? InvoiceStatus.OVERDUE : InvoiceStatus.DUE;
}
