import type { EntityManager } from 'typeorm';
import { CORRECTION, keyIn, type InvoiceToWrite } from '../records/invoice.row';
import { moveParts, moveReferences } from './make-room';
import { withPrintedFacts, type PrintedDocument } from './printed-facts';
import type { RowOf, Rows } from '../../database/bulk-rows';
import { correctionId, documentIds } from '../../database/document-number';
import { tableOf } from '../../database/entity-columns';
import {
  Invoice,
  InvoiceContent,
  InvoiceCorrection,
  InvoicePoint,
  InvoiceSource,
} from '../../invoices/invoice.entity';

/** Payments own two columns; `outstanding` is computed and no column. */
const INVOICES = tableOf(Invoice, ['covered', 'heldBy', 'outstanding']);
const CONTENTS = tableOf(InvoiceContent);
const POINTS = tableOf(InvoicePoint);
const CORRECTIONS = tableOf(InvoiceCorrection);
const SOURCES = tableOf(InvoiceSource);

type InvoiceRow = RowOf<Invoice, 'covered' | 'heldBy' | 'outstanding'>;

interface Known {
  customerId: string;
  id: string;
  outstanding: number | string;
  recordHash: string;
  ksefNumber: string | null;
  kind: string;
  gross: number | string;
}

/** A document with its id in the tables, and the existing row. */
interface Placed {
  invoice: InvoiceToWrite;
  was: Known | undefined;
}

export interface Written {
  outcomes: ('taken' | 'unchanged')[];
  /** Documents that were not there before. */
  fresh: InvoiceToWrite[];
}

/**
 * Writes documents with all their parts. The id is the key of the number.
 * Where a correction shares the number of another document, the correction gets a second id, whichever
 * arrives first.
 * References by number (links of corrections, messages) mean the other document.
 */
export class InvoiceWriter {
  /**
   * Documents whose `outstanding` this feed states in `ksef/index.ndjson`; it takes precedence over their own
   * record.
   */
  private readonly statedByIndex = new Set<string>();

  constructor(
    private readonly rows: Rows,
    /** The latest feed is imported again: an equal record then does not change `outstanding`. */
    private readonly again: boolean,
  ) {}

  /** Documents of customers that exist, each key at most once. */
  async write(manager: EntityManager, invoices: readonly InvoiceToWrite[]): Promise<Written> {
    const placed = await this.place(manager, invoices);
    const misread = await this.misread(manager, placed);
    const written: Written = { outcomes: [], fresh: [] };
    const rows: InvoiceRow[] = [];
    const changed: InvoiceToWrite[] = [];
    const replaced: [string, string][] = [];
    for (const { invoice, was } of placed) {
      if (invoice.source && invoice.stated !== null) this.statedByIndex.add(numberIn(invoice));
      const isSame = was?.recordHash === invoice.hash;
      const outstanding = misread.has(invoice) ? invoice.initial : this.outstanding(invoice, was, isSame);
      const ksefNumber = invoice.ksefNumber ?? was?.ksefNumber ?? null;
      if (isSame && outstanding === Number(was.outstanding) && ksefNumber === was.ksefNumber) {
        written.outcomes.push('unchanged');
        continue;
      }
      written.outcomes.push('taken');
      const { customerId, id, row, hash: recordHash } = invoice;
      rows.push({ customerId, id, ...row, recordHash, ksefNumber, billed: outstanding });
      if (!isSame) changed.push(invoice);
      if (!was) written.fresh.push(invoice);
      else if (!isSame) replaced.push([invoice.customerId, invoice.id]);
    }
    await this.rows.upsert(manager, INVOICES, rows.sort(byKey));
    await this.writeParts(manager, changed, replaced);
    return written;
  }

  /**
   * A stated value wins. Otherwise the value of settlements or an earlier record stays.
   * A new document starts with its total.
   */
  private outstanding(invoice: InvoiceToWrite, was: Known | undefined, isSame: boolean): number {
    const isStated =
      invoice.stated !== null && (invoice.source || !this.statedByIndex.has(numberIn(invoice)));
    if (was && (!isStated || (isSame && this.again))) return Number(was.outstanding);
    return invoice.stated ?? invoice.initial;
  }

  private async writeParts(
    manager: EntityManager,
    changed: readonly InvoiceToWrite[],
    replaced: readonly [string, string][],
  ): Promise<void> {
    await this.rows.deleteUnder(manager, POINTS, replaced);
    await this.rows.deleteUnder(manager, CORRECTIONS, replaced);
    await this.writeContents(manager, changed);
    const sorted = [...changed].sort(byKey);
    await this.rows.upsert(
      manager,
      CORRECTIONS,
      sorted.flatMap(({ customerId, id: invoiceId, corrects }) =>
        corrects.map((correctedId, position) => ({ customerId, invoiceId, correctedId, position })),
      ),
    );
    await this.rows.upsert(
      manager,
      SOURCES,
      sorted.flatMap(({ customerId, id: invoiceId, source }) =>
        source ? [{ customerId, invoiceId, ...source }] : [],
      ),
    );
  }

  /**
   * Completes documents of an older build under their existing ids: lines, details, readings, points and
   * printed facts.
   * Corrects `outstanding` too, where it still equals that build's value, so that billing has not restated
   * it.
   */
  async restate(manager: EntityManager, invoices: readonly InvoiceToWrite[]): Promise<void> {
    const silent = await this.silent(manager, invoices);
    const restated = invoices.filter(({ customerId, id }) => silent.has(`${customerId}${id}`));
    await this.rows.deleteUnder(
      manager,
      POINTS,
      restated.map(({ customerId, id }): [string, string] => [customerId, id]),
    );
    await this.writeContents(manager, restated);
    for (const { row, initial, olderInitial = initial, customerId, id } of restated)
      await manager.query(
        `UPDATE invoices SET previousYearWh = ?, outstanding = CASE WHEN outstanding = ? THEN ? ELSE outstanding END
         WHERE customerId = ? AND id = ?`,
        [row.previousYearWh, olderInitial, initial, customerId, id],
      );
  }

  /**
   * Printed facts about customer and points for documents without stored ones: the current facts, from then
   * on fixed.
   */
  async keepPrinted(
    manager: EntityManager,
    documents: readonly (PrintedDocument & { id: string })[],
  ): Promise<void> {
    for (const [{ customerId, id }, printed] of await withPrintedFacts(manager, this.rows, documents))
      await manager.query(
        'UPDATE invoice_contents SET printed = ? WHERE customerId = ? AND invoiceId = ? AND printed IS NULL',
        [JSON.stringify(printed), customerId, id],
      );
  }

  /** Re-imported documents whose `outstanding` an older build misread, and which billing has not restated since. */
  private async misread(
    manager: EntityManager,
    placed: readonly Placed[],
  ): Promise<ReadonlySet<InvoiceToWrite>> {
    const suspects = placed.flatMap(({ invoice, was }) => {
      const { stated, initial, olderInitial = initial } = invoice;
      const isOlder = was && stated === null && Number(was.outstanding) === olderInitial;
      return isOlder && olderInitial !== initial ? [invoice] : [];
    });
    const silent = await this.silent(manager, suspects);
    return new Set(suspects.filter(({ customerId, id }) => silent.has(`${customerId}${id}`)));
  }

  /** Documents of an older build without stored printed facts. */
  private async silent(manager: EntityManager, invoices: readonly InvoiceToWrite[]): Promise<Set<string>> {
    const rows = await this.rows.selectIn<{ customerId: string; invoiceId: string }>(
      manager,
      'SELECT customerId, invoiceId FROM invoice_contents WHERE printed IS NULL AND invoiceId IN',
      invoices.map(({ id }) => id),
    );
    return new Set(rows.map(({ customerId, invoiceId }) => `${customerId}${invoiceId}`));
  }

  private async writeContents(manager: EntityManager, invoices: readonly InvoiceToWrite[]): Promise<void> {
    const sorted = [...invoices].sort(byKey);
    const printed = await withPrintedFacts(manager, this.rows, invoices);
    await this.rows.upsert(
      manager,
      CONTENTS,
      sorted.map((invoice) => ({
        customerId: invoice.customerId,
        invoiceId: invoice.id,
        ...invoice.contents,
        printed: JSON.stringify(printed.get(invoice)),
      })),
    );
    await this.rows.upsert(
      manager,
      POINTS,
      sorted.flatMap(({ customerId, id: invoiceId, points }) =>
        points.map((pointId) => ({ customerId, invoiceId, pointId })),
      ),
    );
  }

  /** Finds the id of each document, existing or new. */
  private async place(manager: EntityManager, invoices: readonly InvoiceToWrite[]): Promise<Placed[]> {
    const found = await this.rows.selectIn<Known>(
      manager,
      'SELECT customerId, id, outstanding, recordHash, ksefNumber, kind, gross FROM invoices WHERE id IN',
      invoices.flatMap((i) => (i.isCorrection ? documentIds(i.row.number) : [i.id])),
    );
    const known = new Map(found.map((row) => [`${row.customerId}${row.id}`, row]));
    // Others first: a correction of this batch must find them in their place.
    const others = invoices.filter((invoice) => !invoice.isCorrection);
    for (const invoice of others) {
      const was = known.get(keyIn(invoice));
      if (was?.kind === CORRECTION) await this.makeRoom(manager, invoice, was, known);
    }
    const taken = new Set(others.map(keyIn));
    return invoices.map((invoice) => {
      const number = `${invoice.customerId}${invoice.id}`;
      const was = known.get(number);
      const hasSecondId = invoice.isCorrection && (taken.has(number) || (was && was.kind !== CORRECTION));
      if (!hasSecondId) return { invoice, was };
      const id = correctionId(invoice.row.number);
      return { invoice: { ...invoice, id }, was: known.get(`${invoice.customerId}${id}`) };
    });
  }

  /** Moves a correction that arrived before the other document of its number to its second id. */
  private async makeRoom(
    manager: EntityManager,
    { customerId, id, row }: InvoiceToWrite,
    correction: Known,
    known: Map<string, Known>,
  ): Promise<void> {
    const secondId = correctionId(row.number);
    // In older builds a correction replaced the document of its number and took over its `outstanding`.
    const hasDebt = Number(correction.gross) < 0 && Number(correction.outstanding) > 0;
    if (hasDebt) known.set(`${customerId}${id}`, { ...correction, recordHash: '', ksefNumber: null });
    else known.delete(`${customerId}${id}`);
    const outstanding = Number(hasDebt ? correction.gross : correction.outstanding);
    known.set(`${customerId}${secondId}`, { ...correction, id: secondId, outstanding });
    await manager.query('UPDATE invoices SET id = ?, outstanding = ? WHERE customerId = ? AND id = ?', [
      secondId,
      outstanding,
      customerId,
      id,
    ]);
    const move = { customerId, from: id, to: secondId };
    await moveParts(manager, move);
    // The document of an older build was the other one until then, and all else refers to that.
    if (!hasDebt) await moveReferences(manager, move);
  }
}

/** The same for a correction whichever of its ids it has. */
function numberIn({ customerId, row, isCorrection }: InvoiceToWrite): string {
  return `${customerId}${row.number}${isCorrection ? CORRECTION : ''}`;
}

interface Key {
  customerId: string;
  id: string;
}

/** Locks are acquired in the order of keys. */
function byKey(a: Key, b: Key): number {
  return compare(a.customerId, b.customerId) || compare(a.id, b.id);
}
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
